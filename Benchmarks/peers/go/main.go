// The contract of api/ on net/http and pgx: what a user would build instead of telegram-backend.
package main

import (
	"context"
	"errors"
	"log"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/jackc/pgx/v4/pgxpool"
)

const version = "1.0.0"

type server struct {
	settings settings
	pool     *pgxpool.Pool
	started  time.Time
	access   access
}

func main() {
	settings, err := readSettings(os.LookupEnv)
	if err != nil {
		log.Fatal(err)
	}
	stopped, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	pool, err := openPool(stopped, settings.databaseURL)
	if err != nil {
		log.Fatal(err)
	}
	defer pool.Close()
	if len(os.Args) > 1 && os.Args[1] == "migrate" {
		return
	}
	if err := serve(stopped, &server{settings, pool, time.Now(), newAccess(settings)}); err != nil {
		log.Fatal(err)
	}
}

func serve(stopped context.Context, s *server) error {
	listener, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", s.settings.port))
	if err != nil {
		return err
	}
	log.Printf("listening on %s", listener.Addr())
	web := &http.Server{
		Handler:           s.routes(),
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       30 * time.Second,
		WriteTimeout:      30 * time.Second,
		IdleTimeout:       75 * time.Second,
	}
	failed := make(chan error, 1)
	go func() { failed <- web.Serve(listener) }()
	select {
	case err := <-failed:
		return err
	case <-stopped.Done():
	}
	limited, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	if err := web.Shutdown(limited); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

func (s *server) routes() http.Handler {
	mux := http.NewServeMux()
	routes := []struct {
		method, path string
		handle       handler
	}{
		{"GET", "/health", s.health},
		{"GET", "/api/v1/health/", s.health},
		{"GET", "/live", s.live},
		{"GET", "/ready", s.live},
		{"GET", "/openapi.json", s.contract},
		{"GET", "/docs", s.documentation},
		{"GET", "/api/v1/telegram/invite-link/", s.inviteLink},
		{"POST", "/api/v1/telegram/auth/", s.logIn},
		{"POST", "/api/v1/telegram/save-test/", s.saveTest},
		{"GET", "/api/v1/telegram/applications/", s.listApplications},
		{"POST", "/webhook/telegram", s.receiveUpdate},
	}
	for _, route := range routes {
		mux.Handle(route.path, only(route.method, route.path, route.handle))
	}
	mux.Handle("/", answering(func(http.ResponseWriter, *http.Request) error { return notFound }))
	return mux
}
