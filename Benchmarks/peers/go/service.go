package main

import (
	"context"
	"net/http"
	"time"
)

type health struct {
	Status        string `json:"status"`
	Database      string `json:"database"`
	Version       string `json:"version"`
	UptimeSeconds int64  `json:"uptime_seconds"`
}

func (s *server) health(w http.ResponseWriter, r *http.Request) error {
	limited, cancel := context.WithTimeout(r.Context(), time.Second)
	defer cancel()
	state, status := "ok", http.StatusOK
	if err := s.pool.Ping(limited); err != nil {
		state, status = "unavailable", http.StatusServiceUnavailable
	}
	return sendJSON(w, status, health{state, state, version, int64(time.Since(s.started) / time.Second)})
}

func (s *server) live(w http.ResponseWriter, _ *http.Request) error {
	return sendJSON(w, http.StatusOK, map[string]string{"status": "ok"})
}

func (s *server) contract(w http.ResponseWriter, _ *http.Request) error {
	return sendJSON(w, http.StatusOK, map[string]any{
		"openapi": "3.1.0", "info": map[string]string{"title": "telegram-backend", "version": version},
		"paths": map[string]any{},
	})
}

func (s *server) documentation(w http.ResponseWriter, _ *http.Request) error {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, err := w.Write([]byte("<!doctype html><title>telegram-backend</title><a href=\"/openapi.json\">The contract</a>"))
	return err
}

func (s *server) inviteLink(w http.ResponseWriter, _ *http.Request) error {
	w.Header().Set("Cache-Control", "public, max-age=300")
	link := "https://t.me/" + s.settings.botUsername + "?start=invite"
	return sendJSON(w, http.StatusOK, map[string]string{"link": link})
}

func (s *server) receiveUpdate(w http.ResponseWriter, r *http.Request) error {
	if !isSecret(r.Header.Get("X-Telegram-Bot-Api-Secret-Token"), s.settings.webhookSecret) {
		return unauthorized
	}
	body, err := readBody(w, r)
	if err != nil {
		return err
	}
	id, err := readUpdate(body)
	if err != nil {
		return err
	}
	_, err = s.pool.Exec(r.Context(),
		"INSERT INTO telegram_updates (update_id, raw) VALUES ($1, $2) ON CONFLICT DO NOTHING", id, body)
	if err != nil {
		return err
	}
	return sendJSON(w, http.StatusOK, map[string]bool{"ok": true})
}
