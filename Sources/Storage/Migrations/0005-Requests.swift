extension Migration {
    /// Clients' requests, and what finds the messages about them.
    static let requests: Migration = Migration(
        version: 5,
        name: "requests",
        sqlite: """
            CREATE TABLE client_requests (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                telegram_id INTEGER NOT NULL,
                message TEXT NOT NULL,
                status TEXT NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'approved', 'rejected')),
                submitted_at INTEGER NOT NULL,
                decided_at INTEGER,
                decided_by INTEGER,
                -- As the administrator was called then.
                decider_name TEXT,
                note TEXT,
                CHECK ((status = 'pending') = (decided_at IS NULL)),
                CHECK ((status = 'pending') = (decided_by IS NULL))
            ) STRICT;

            CREATE UNIQUE INDEX client_requests_pending ON client_requests (telegram_id) WHERE status = 'pending';
            CREATE INDEX client_requests_by_client ON client_requests (telegram_id, id);
            CREATE INDEX client_requests_by_status ON client_requests (status, id);

            CREATE INDEX outbox_by_subject ON outbox (subject) WHERE subject <> '';
            """,
        postgreSQL: """
            CREATE TABLE client_requests (
                id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                telegram_id bigint NOT NULL,
                message text NOT NULL,
                status text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'approved', 'rejected')),
                submitted_at bigint NOT NULL,
                decided_at bigint,
                decided_by bigint,
                -- As the administrator was called then.
                decider_name text,
                note text,
                CHECK ((status = 'pending') = (decided_at IS NULL)),
                CHECK ((status = 'pending') = (decided_by IS NULL))
            );

            CREATE UNIQUE INDEX client_requests_pending ON client_requests (telegram_id) WHERE status = 'pending';
            CREATE INDEX client_requests_by_client ON client_requests (telegram_id, id);
            CREATE INDEX client_requests_by_status ON client_requests (status, id);

            CREATE INDEX outbox_by_subject ON outbox (subject) WHERE subject <> '';
            """
    )
}
