package main

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// settings come from the environment, with the names that telegram-backend has.
type settings struct {
	port, databaseURL           string
	botToken, botSecret         string
	webhookSecret, botUsername  string
	sessionSecret               string
	admins                      map[int64]bool
	sessionLifetime             time.Duration
	initDataMaxAge, adminMaxAge time.Duration
	estimatesTotal              bool
}

func readSettings(lookUp func(string) (string, bool)) (settings, error) {
	var missing []string
	text := func(key string) string {
		value, _ := lookUp(key)
		if value == "" {
			missing = append(missing, key)
		}
		return value
	}
	read := settings{
		databaseURL:     text("DATABASE_URL"),
		botToken:        text("TELEGRAM_BOT_TOKEN"),
		botSecret:       text("TELEGRAM_BOT_API_SECRET"),
		webhookSecret:   text("TELEGRAM_WEBHOOK_SECRET"),
		botUsername:     text("TELEGRAM_BOT_USERNAME"),
		sessionSecret:   text("SESSION_SECRET"),
		port:            text("PORT"),
		admins:          map[int64]bool{},
		sessionLifetime: time.Hour,
		initDataMaxAge:  24 * time.Hour,
		adminMaxAge:     30 * time.Minute,
	}
	if len(missing) > 0 {
		return read, fmt.Errorf("not set: %s", strings.Join(missing, ", "))
	}
	listed, _ := lookUp("TELEGRAM_ADMINS")
	for _, item := range strings.FieldsFunc(listed, func(r rune) bool { return r == ',' }) {
		id, err := strconv.ParseInt(item, 10, 64)
		if err != nil {
			return read, fmt.Errorf("TELEGRAM_ADMINS: %w", err)
		}
		read.admins[id] = true
	}
	total, _ := lookUp("APPLICATIONS_TOTAL")
	read.estimatesTotal = total == "estimate"
	return read, nil
}
