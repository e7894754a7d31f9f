package main

import (
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"log"
	"net"
	"net/http"
	"strconv"

	"github.com/jackc/pgconn"
)

// handler answers a request, or says with an error what the answer is.
type handler func(http.ResponseWriter, *http.Request) error

type violation struct {
	In      string `json:"in"`
	Pointer string `json:"pointer"`
	Keyword string `json:"keyword"`
	Message string `json:"message"`
}

// problem is an error that a client may read (RFC 9457).
type problem struct {
	Type       string      `json:"type"`
	Title      string      `json:"title"`
	Status     int         `json:"status"`
	Detail     string      `json:"detail"`
	RequestID  string      `json:"request_id"`
	Violations []violation `json:"violations,omitempty"`
}

func (p problem) Error() string { return p.Detail }

func newProblem(status int, kind, title, detail string) problem {
	return problem{Type: "/problems/" + kind, Title: title, Status: status, Detail: detail}
}

var (
	malformed        = newProblem(400, "malformed-json", "Malformed JSON", "The body is not JSON.")
	unauthorized     = newProblem(401, "unauthorized", "Unauthorized", "Valid credentials are required.")
	wrongBotSecret   = newProblem(403, "forbidden", "Forbidden", "X-Bot-Secret is missing or wrong.")
	noAdministrator  = newProblem(403, "forbidden", "Forbidden", "This needs an administrator.")
	notFound         = newProblem(404, "not-found", "Not found", "There is nothing here.")
	methodNotAllowed = newProblem(405, "method-not-allowed", "Method not allowed", "Allow names what is.")
	tooLarge         = newProblem(413, "too-large", "Too large", "The body is larger than what is accepted.")
	internal         = newProblem(500, "internal", "Internal error", "Internal error.")
	unavailable      = newProblem(503, "unavailable", "Unavailable", "Try again in a moment.")
)

func breaksContract(violations []violation) problem {
	p := newProblem(400, "validation", "The request breaks the contract", "The request breaks the contract.")
	p.Violations = violations
	return p
}

// only serves one method of one path.
func only(method, path string, handle handler) http.Handler {
	return answering(func(w http.ResponseWriter, r *http.Request) error {
		if r.URL.Path != path {
			return notFound
		}
		if r.Method != method {
			w.Header().Set("Allow", method)
			return methodNotAllowed
		}
		return handle(w, r)
	})
}

// answering puts X-Request-ID on every answer, and turns errors into problems.
func answering(handle handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := r.Header.Get("X-Request-Id")
		if !isSane(id) {
			var random [16]byte
			rand.Read(random[:])
			id = hex.EncodeToString(random[:])
		}
		w.Header().Set("X-Request-Id", id)
		err := handle(w, r)
		if err == nil {
			return
		}
		answer := asProblem(err)
		if answer.Status == internal.Status {
			log.Printf("%s %s: %v", r.Method, r.URL.Path, err)
		}
		if answer.Status == unavailable.Status {
			w.Header().Set("Retry-After", "1")
		}
		answer.RequestID = id
		send(w, answer.Status, "application/problem+json", answer)
	})
}

func isSane(id string) bool {
	for index := 0; index < len(id); index++ {
		c := id[index]
		if !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '.' || c == '_' || c == '-') {
			return false
		}
	}
	return 1 <= len(id) && len(id) <= 128
}

func asProblem(err error) problem {
	var known problem
	var network net.Error
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &known):
		return known
	case errors.As(err, &large):
		return tooLarge
	case pgconn.Timeout(err), pgconn.SafeToRetry(err), errors.As(err, &network):
		return unavailable
	default:
		return internal
	}
}

func send(w http.ResponseWriter, status int, mediaType string, value any) error {
	body, err := json.Marshal(value)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", mediaType)
	w.Header().Set("Content-Length", strconv.Itoa(len(body))) // net/http would send a longer body in chunks
	w.WriteHeader(status)
	_, err = w.Write(body)
	return err
}

func sendJSON(w http.ResponseWriter, status int, value any) error {
	return send(w, status, "application/json", value)
}
