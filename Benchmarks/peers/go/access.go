package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"net/url"
	"sort"
	"strconv"
	"strings"
	"time"
)

const clockSkew = time.Minute

var sessionHeader = base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"HS256","typ":"JWT"}`))

// access holds the keys that are derived once.
type access struct {
	initDataKey, sessionKey []byte
}

func newAccess(settings settings) access {
	session := sha256.Sum256([]byte("session:" + settings.sessionSecret))
	return access{authenticate([]byte("WebAppData"), settings.botToken), session[:]}
}

func authenticate(key []byte, text string) []byte {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(text))
	return mac.Sum(nil)
}

type telegramUser struct {
	ID           int64  `json:"id"`
	Username     string `json:"username"`
	FirstName    string `json:"first_name"`
	LastName     string `json:"last_name"`
	LanguageCode string `json:"language_code"`
	IsPremium    bool   `json:"is_premium"`
	PhotoURL     string `json:"photo_url"`
}

// verifyInitData gives the user that Telegram signed; the errors are one and the same to a client.
func (a access) verifyInitData(raw string, maxAge time.Duration) (telegramUser, error) {
	var user telegramUser
	fields, err := url.ParseQuery(raw)
	if err != nil {
		return user, unauthorized
	}
	lines := make([]string, 0, len(fields))
	for name, values := range fields {
		if len(values) != 1 {
			return user, unauthorized
		}
		if name != "hash" {
			lines = append(lines, name+"="+values[0])
		}
	}
	sort.Strings(lines)
	sent, err := hex.DecodeString(fields.Get("hash"))
	if err != nil || !hmac.Equal(sent, authenticate(a.initDataKey, strings.Join(lines, "\n"))) {
		return user, unauthorized
	}
	date, err := strconv.ParseInt(fields.Get("auth_date"), 10, 64)
	if age := time.Since(time.Unix(date, 0)); err != nil || age < -clockSkew || age > maxAge {
		return user, unauthorized
	}
	if err := json.Unmarshal([]byte(fields.Get("user")), &user); err != nil || user.ID < 1 {
		return user, unauthorized
	}
	return user, nil
}

type claims struct {
	Subject string `json:"sub"`
	Issued  int64  `json:"iat"`
	Expires int64  `json:"exp"`
}

func (a access) makeSession(telegramID int64, lifetime time.Duration) string {
	now := time.Now().Unix()
	payload, _ := json.Marshal(claims{strconv.FormatInt(telegramID, 10), now, now + int64(lifetime/time.Second)})
	text := sessionHeader + "." + base64.RawURLEncoding.EncodeToString(payload)
	return text + "." + base64.RawURLEncoding.EncodeToString(authenticate(a.sessionKey, text))
}

func (a access) sessionUser(token string) (int64, error) {
	parts := strings.Split(token, ".")
	if len(parts) != 3 || parts[0] != sessionHeader {
		return 0, unauthorized
	}
	sent, err := base64.RawURLEncoding.DecodeString(parts[2])
	if err != nil || !hmac.Equal(sent, authenticate(a.sessionKey, parts[0]+"."+parts[1])) {
		return 0, unauthorized
	}
	var read claims
	payload, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil || json.Unmarshal(payload, &read) != nil || read.Expires <= time.Now().Unix() {
		return 0, unauthorized
	}
	id, err := strconv.ParseInt(read.Subject, 10, 64)
	if err != nil {
		return 0, unauthorized
	}
	return id, nil
}

// authorization splits the header, with its scheme in lower case.
func authorization(r *http.Request) (scheme, credential string) {
	scheme, credential, _ = strings.Cut(r.Header.Get("Authorization"), " ")
	return strings.ToLower(scheme), credential
}

func (s *server) requireAdmin(r *http.Request) error {
	scheme, credential := authorization(r)
	initData := r.Header.Get("X-Telegram-Init-Data")
	if initData == "" && scheme == "tma" {
		initData = credential
	}
	var id int64
	var err error
	switch {
	case initData != "":
		var user telegramUser
		user, err = s.access.verifyInitData(initData, s.settings.adminMaxAge)
		id = user.ID
	case scheme == "bearer":
		id, err = s.access.sessionUser(credential)
	default:
		err = unauthorized
	}
	if err != nil {
		return err
	}
	if !s.settings.admins[id] {
		return noAdministrator
	}
	return nil
}

func isSecret(sent, expected string) bool {
	return subtle.ConstantTimeCompare([]byte(sent), []byte(expected)) == 1
}
