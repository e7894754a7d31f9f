package main

import (
	"fmt"
	"net/http"
	"strings"
	"time"
)

const logInStatement = `
	INSERT INTO users (telegram_id, username, first_name, last_name, language_code, is_premium, photo_url)
	VALUES ($1, $2, $3, $4, $5, $6, $7)
	ON CONFLICT (telegram_id) DO UPDATE SET
		username = excluded.username, first_name = excluded.first_name, last_name = excluded.last_name,
		language_code = excluded.language_code, is_premium = excluded.is_premium, photo_url = excluded.photo_url,
		updated_at = now()
	RETURNING telegram_id, username, first_name, last_name, language_code, is_premium, ai_test_completed,
		recommended_calories, recommended_protein::text, recommended_fat::text, recommended_carbs::text, created_at`

// One statement, so one round trip and one commit. An absent name leaves what is stored.
const saveTestStatement = `
	WITH saved AS (
		INSERT INTO users (telegram_id, first_name, last_name, username, ai_test_completed,
			recommended_calories, recommended_protein, recommended_fat, recommended_carbs)
		VALUES ($1, coalesce($2, ''), coalesce($3, ''), coalesce($4, ''), true, $5, $6, $7, $8)
		ON CONFLICT (telegram_id) DO UPDATE SET
			first_name = coalesce($2, users.first_name), last_name = coalesce($3, users.last_name),
			username = coalesce($4, users.username), ai_test_completed = true,
			recommended_calories = excluded.recommended_calories, recommended_protein = excluded.recommended_protein,
			recommended_fat = excluded.recommended_fat, recommended_carbs = excluded.recommended_carbs,
			updated_at = now()
		RETURNING id
	)
	INSERT INTO applications (user_id, details) SELECT id, $9::jsonb FROM saved
	ON CONFLICT (user_id) DO UPDATE SET details = excluded.details, updated_at = now()
	RETURNING user_id, xmax = 0`

type recommended struct {
	Calories *int    `json:"recommended_calories"`
	Protein  *string `json:"recommended_protein"`
	Fat      *string `json:"recommended_fat"`
	Carbs    *string `json:"recommended_carbs"`
}

type user struct {
	TelegramID      int64   `json:"telegram_id"`
	Username        *string `json:"username"`
	FirstName       string  `json:"first_name"`
	LastName        string  `json:"last_name"`
	DisplayName     string  `json:"display_name"`
	LanguageCode    string  `json:"language_code"`
	IsPremium       bool    `json:"is_premium"`
	AITestCompleted bool    `json:"ai_test_completed"`
	recommended
	CreatedAt time.Time `json:"created_at"`
}

type session struct {
	Access    string `json:"access"`
	ExpiresIn int    `json:"expires_in"`
	TokenType string `json:"token_type"`
	IsAdmin   bool   `json:"is_admin"`
	User      user   `json:"user"`
}

func displayName(first, last, username string, telegramID int64) string {
	if name := strings.TrimSpace(first + " " + last); name != "" {
		return name
	}
	if username != "" {
		return "@" + username
	}
	return fmt.Sprintf("User %d", telegramID)
}

func (s *server) logIn(w http.ResponseWriter, r *http.Request) error {
	raw := r.Header.Get("X-Telegram-Init-Data")
	if scheme, credential := authorization(r); raw == "" && scheme == "tma" {
		raw = credential
	}
	body, err := readBody(w, r)
	if err != nil {
		return err
	}
	if len(body) > 0 {
		var request loginRequest
		if err := decode(body, &request, true); err != nil {
			return err
		}
		for _, sent := range []string{request.InitData, request.InitDataAlias} {
			if raw == "" {
				raw = sent
			}
		}
	}
	signed, err := s.access.verifyInitData(raw, s.settings.initDataMaxAge)
	if err != nil {
		return err
	}
	var found user
	var username string
	row := s.pool.QueryRow(r.Context(), logInStatement, signed.ID, signed.Username, signed.FirstName, signed.LastName,
		signed.LanguageCode, signed.IsPremium, signed.PhotoURL)
	err = row.Scan(&found.TelegramID, &username, &found.FirstName, &found.LastName, &found.LanguageCode,
		&found.IsPremium, &found.AITestCompleted, &found.Calories, &found.Protein, &found.Fat, &found.Carbs,
		&found.CreatedAt)
	if err != nil {
		return err
	}
	if username != "" {
		found.Username = &username
	}
	found.DisplayName = displayName(found.FirstName, found.LastName, username, found.TelegramID)
	found.CreatedAt = found.CreatedAt.UTC()
	return sendJSON(w, http.StatusOK, session{
		Access:    s.access.makeSession(found.TelegramID, s.settings.sessionLifetime),
		ExpiresIn: int(s.settings.sessionLifetime / time.Second),
		TokenType: "Bearer",
		IsAdmin:   s.settings.admins[found.TelegramID],
		User:      found,
	})
}

type saveTestResult struct {
	Status  string `json:"status"`
	UserID  int64  `json:"user_id"`
	Message string `json:"message"`
	Created bool   `json:"created"`
}

func (s *server) saveTest(w http.ResponseWriter, r *http.Request) error {
	if !isSecret(r.Header.Get("X-Bot-Secret"), s.settings.botSecret) {
		return wrongBotSecret
	}
	body, err := readBody(w, r)
	if err != nil {
		return err
	}
	request, given, err := readSaveTest(body)
	if err != nil {
		return err
	}
	advice := given.recommend()
	result := saveTestResult{Status: "success"}
	row := s.pool.QueryRow(r.Context(), saveTestStatement, *request.TelegramID, request.FirstName, request.LastName,
		request.Username, advice.calories, advice.protein, advice.fat, advice.carbs, []byte(request.Answers))
	if err := row.Scan(&result.UserID, &result.Created); err != nil {
		return err
	}
	result.Message = "The test was replaced."
	if result.Created {
		result.Message = "The test was saved."
	}
	return sendJSON(w, http.StatusOK, result)
}
