extension Migration {
    /// Messages to many people, and how far each has come.
    ///
    /// Counts stand in the broadcast's row and change with the recipients' states, so that nobody counts a million rows
    /// to tell how far it is.
    static let broadcasts: Migration = Migration(
        version: 6,
        name: "broadcasts",
        sqlite: """
            CREATE TABLE broadcasts (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                creator INTEGER NOT NULL,
                idempotency_key TEXT NOT NULL,
                content_hash TEXT NOT NULL,
                status TEXT NOT NULL CHECK (
                    status IN ('draft', 'scheduled', 'in_progress', 'paused', 'completed', 'failed', 'cancelled')
                ),
                text TEXT NOT NULL,
                is_html INTEGER NOT NULL CHECK (is_html IN (0, 1)),
                -- Empty: no media.
                media_kind TEXT NOT NULL,
                media_file_id TEXT NOT NULL,
                -- 0: no copy.
                copy_chat_id INTEGER NOT NULL,
                copy_message_id INTEGER NOT NULL,
                buttons TEXT NOT NULL,
                -- Between commas.
                languages TEXT NOT NULL,
                active_days INTEGER,
                completed_test INTEGER CHECK (completed_test IN (0, 1)),
                registered_after INTEGER,
                scheduled_at INTEGER,
                rate INTEGER NOT NULL CHECK (rate > 0),
                is_paid INTEGER NOT NULL CHECK (is_paid IN (0, 1)),
                language TEXT NOT NULL,
                recipients INTEGER NOT NULL,
                sent INTEGER NOT NULL DEFAULT 0,
                failed INTEGER NOT NULL DEFAULT 0,
                unreachable INTEGER NOT NULL DEFAULT 0,
                fault TEXT NOT NULL DEFAULT '',
                -- Up to which Telegram id users were looked at; NULL: all of them.
                listed_to INTEGER DEFAULT 0,
                -- How many of them it goes to.
                listed INTEGER NOT NULL DEFAULT 0,
                -- Up to which Telegram id nobody waits.
                done_to INTEGER NOT NULL DEFAULT 0,
                created_at INTEGER NOT NULL,
                started_at INTEGER,
                completed_at INTEGER,
                UNIQUE (creator, idempotency_key)
            ) STRICT;

            CREATE INDEX broadcasts_at_work ON broadcasts (id) WHERE status IN ('scheduled', 'in_progress');

            CREATE TABLE broadcast_recipients (
                broadcast_id INTEGER NOT NULL REFERENCES broadcasts (id),
                telegram_id INTEGER NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('pending', 'sent', 'failed', 'unreachable')),
                PRIMARY KEY (broadcast_id, telegram_id)
            ) STRICT, WITHOUT ROWID;
            """,
        postgreSQL: """
            CREATE TABLE broadcasts (
                id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                creator bigint NOT NULL,
                idempotency_key text NOT NULL,
                content_hash text NOT NULL,
                status text NOT NULL CHECK (
                    status IN ('draft', 'scheduled', 'in_progress', 'paused', 'completed', 'failed', 'cancelled')
                ),
                text text NOT NULL,
                is_html boolean NOT NULL,
                -- Empty: no media.
                media_kind text NOT NULL,
                media_file_id text NOT NULL,
                -- 0: no copy.
                copy_chat_id bigint NOT NULL,
                copy_message_id bigint NOT NULL,
                buttons text NOT NULL,
                -- Between commas.
                languages text NOT NULL,
                active_days bigint,
                completed_test boolean,
                registered_after bigint,
                scheduled_at bigint,
                rate bigint NOT NULL CHECK (rate > 0),
                is_paid boolean NOT NULL,
                language text NOT NULL,
                recipients bigint NOT NULL,
                sent bigint NOT NULL DEFAULT 0,
                failed bigint NOT NULL DEFAULT 0,
                unreachable bigint NOT NULL DEFAULT 0,
                fault text NOT NULL DEFAULT '',
                -- Up to which Telegram id users were looked at; NULL: all of them.
                listed_to bigint DEFAULT 0,
                -- How many of them it goes to.
                listed bigint NOT NULL DEFAULT 0,
                -- Up to which Telegram id nobody waits.
                done_to bigint NOT NULL DEFAULT 0,
                created_at bigint NOT NULL,
                started_at bigint,
                completed_at bigint,
                UNIQUE (creator, idempotency_key)
            ) WITH (fillfactor = 50);

            CREATE INDEX broadcasts_at_work ON broadcasts (id) WHERE status IN ('scheduled', 'in_progress');

            -- Room in each page for what sending changes, so that it touches no index.
            CREATE TABLE broadcast_recipients (
                broadcast_id bigint NOT NULL REFERENCES broadcasts (id),
                telegram_id bigint NOT NULL,
                state text NOT NULL CHECK (state IN ('pending', 'sent', 'failed', 'unreachable')),
                PRIMARY KEY (broadcast_id, telegram_id)
            ) WITH (fillfactor = 80);
            """
    )
}
