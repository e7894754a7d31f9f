package main

import (
	"context"
	"os"

	"github.com/jackc/pgx/v4"
	"github.com/jackc/pgx/v4/pgxpool"
)

const (
	schemaFile = "../schema.sql" // the server runs in its own folder
	schemaLock = 4_071_968       // any number, the same in every process
	// As many as two worker processes of the FastAPI peer have together; pgx would open four on two cores, and commits
	// that wait for the disk would queue for them.
	maxConnections = 20
)

// openPool connects with pgx's defaults (statements prepared and cached), and creates the tables that are missing.
func openPool(ctx context.Context, url string) (*pgxpool.Pool, error) {
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, err
	}
	config.MaxConns = maxConnections
	pool, err := pgxpool.ConnectConfig(ctx, config)
	if err != nil {
		return nil, err
	}
	if err := pool.BeginFunc(ctx, func(tx pgx.Tx) error { return createSchema(ctx, tx) }); err != nil {
		pool.Close()
		return nil, err
	}
	return pool, nil
}

func createSchema(ctx context.Context, tx pgx.Tx) error {
	schema, err := os.ReadFile(schemaFile)
	if err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, "SELECT pg_advisory_xact_lock($1)", schemaLock); err != nil {
		return err
	}
	_, err = tx.Exec(ctx, string(schema))
	return err
}
