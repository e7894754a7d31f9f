extension Migration {
    /// Users, applications and what Telegram delivered.
    ///
    /// On PostgreSQL an application stands in its user's row: saving a test, the most frequent write, is one upsert
    /// then, and a page reads one index. `docs/postgresql.md` says more.
    static let initial: Migration = Migration(
        version: 1,
        name: "initial",
        sqlite: """
            CREATE TABLE users (
                id INTEGER PRIMARY KEY,
                telegram_id INTEGER NOT NULL UNIQUE CHECK (telegram_id > 0),
                username TEXT NOT NULL,
                first_name TEXT NOT NULL,
                last_name TEXT NOT NULL,
                language_code TEXT NOT NULL,
                is_premium INTEGER NOT NULL CHECK (is_premium IN (0, 1)),
                photo_url TEXT NOT NULL,
                -- Names in lower case, made by the program: SQLite folds ASCII only.
                search_text TEXT NOT NULL,
                ai_test_completed INTEGER NOT NULL CHECK (ai_test_completed IN (0, 1)),
                recommended_calories INTEGER,
                -- Grams in hundredths.
                recommended_protein INTEGER,
                recommended_fat INTEGER,
                recommended_carbs INTEGER,
                -- Times are microseconds since 1970-01-01T00:00:00Z.
                created_at INTEGER NOT NULL,
                updated_at INTEGER NOT NULL
            ) STRICT;

            -- details stands last: a page without details does not read the pages it overflows to.
            CREATE TABLE applications (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                user_id INTEGER NOT NULL UNIQUE REFERENCES users (id),
                status TEXT NOT NULL CHECK (status IN ('new', 'viewed', 'contacted')),
                created_at INTEGER NOT NULL,
                updated_at INTEGER NOT NULL,
                details TEXT NOT NULL
            ) STRICT;

            CREATE INDEX applications_by_status ON applications (status, id);

            -- Kept by triggers, so that a page's total does not count the table.
            CREATE TABLE application_counts (
                status TEXT PRIMARY KEY,
                count INTEGER NOT NULL CHECK (count >= 0)
            ) STRICT, WITHOUT ROWID;

            INSERT INTO application_counts (status, count) VALUES ('new', 0), ('viewed', 0), ('contacted', 0);

            CREATE TRIGGER applications_counted_in AFTER INSERT ON applications BEGIN
                UPDATE application_counts SET count = count + 1 WHERE status = new.status;
            END;

            CREATE TRIGGER applications_counted_out AFTER DELETE ON applications BEGIN
                UPDATE application_counts SET count = count - 1 WHERE status = old.status;
            END;

            CREATE TRIGGER applications_counted_over AFTER UPDATE OF status ON applications
            WHEN old.status <> new.status BEGIN
                UPDATE application_counts SET count = count - 1 WHERE status = old.status;
                UPDATE application_counts SET count = count + 1 WHERE status = new.status;
            END;

            -- What Telegram delivered, in order of arrival, kept to know it again; what waits to be handled is in inbox.
            CREATE TABLE telegram_updates (
                id INTEGER PRIMARY KEY,
                update_id INTEGER NOT NULL UNIQUE,
                raw BLOB NOT NULL,
                received_at INTEGER NOT NULL
            ) STRICT;
            """,
        postgreSQL: """
            -- Finds parts of names by index.
            CREATE EXTENSION IF NOT EXISTS pg_trgm;

            -- Users, each with the application that saving a test makes: one row, so that saving is one write. The columns
            -- from application_id on are NULL where there is no application. A name that is NULL was never told. Rows keep
            -- some room in their page, so that an update need not touch indexes.
            CREATE TABLE users (
                id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                telegram_id bigint NOT NULL UNIQUE CHECK (telegram_id > 0),
                username text,
                first_name text,
                last_name text,
                language_code text NOT NULL,
                is_premium boolean NOT NULL,
                photo_url text NOT NULL,
                ai_test_completed boolean NOT NULL,
                recommended_calories bigint,
                -- Grams in hundredths.
                recommended_protein bigint,
                recommended_fat bigint,
                recommended_carbs bigint,
                -- Times are microseconds since 1970-01-01T00:00:00Z.
                created_at bigint NOT NULL,
                updated_at bigint NOT NULL,
                -- Names in lower case, made by the program: how the database folds depends on its locale.
                folded_mention text,
                folded_first_name text,
                folded_last_name text,
                search_text text NOT NULL GENERATED ALWAYS AS (
                    COALESCE(folded_first_name, '') || ' ' || COALESCE(folded_last_name, '') || COALESCE(folded_mention, '')
                ) STORED,
                application_id bigint,
                application_created_at bigint,
                -- How often the test was saved; 1 says that the application was new.
                saved_count bigint,
                status text CHECK (status IN ('new', 'viewed', 'contacted')),
                details text,
                CHECK (num_nulls(application_id, application_created_at, saved_count, status, details) IN (0, 5))
            ) WITH (fillfactor = 80);

            CREATE SEQUENCE application_ids OWNED BY users.application_id;

            -- What waits to be sorted in is kept short: the write that has to do it waits for milliseconds, not for dozens.
            CREATE INDEX users_by_search_text ON users USING gin (search_text gin_trgm_ops)
                WITH (gin_pending_list_limit = 512);

            CREATE UNIQUE INDEX users_by_application ON users (application_id) WHERE application_id IS NOT NULL;

            CREATE INDEX users_by_status ON users (status, application_id) WHERE application_id IS NOT NULL;

            CREATE VIEW applications AS
            SELECT application_id AS id, id AS user_id, application_created_at AS created_at, status, details
            FROM users WHERE application_id IS NOT NULL;

            -- Without it, who deletes from the view would delete users.
            CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                RAISE EXCEPTION 'applications is a view: change users, then SELECT count_applications()';
            END $$;

            CREATE TRIGGER applications_are_read_only INSTEAD OF INSERT OR UPDATE OR DELETE ON applications
                FOR EACH ROW EXECUTE FUNCTION refuse_change();

            -- So that a page's total does not count the table: kept by the statements that change applications. Each
            -- connection has a row of its own for each status, as far as there are shards, so that they do not wait for each
            -- other; their sum counts.
            CREATE TABLE application_counts (
                status text NOT NULL,
                shard integer NOT NULL,
                count bigint NOT NULL,
                PRIMARY KEY (status, shard)
            ) WITH (fillfactor = 50);

            -- For whoever changes applications by hand. Who has changed some and not yet counted them waits, and counts then.
            CREATE FUNCTION count_applications() RETURNS void LANGUAGE plpgsql AS $$
            BEGIN
                LOCK TABLE application_counts IN EXCLUSIVE MODE;
                DELETE FROM application_counts;
                INSERT INTO application_counts (status, shard, count)
                SELECT status, 0, count(*) FROM applications GROUP BY status;
            END $$;

            -- What Telegram delivered, in order of arrival, kept to know it again; what waits to be handled is in inbox.
            CREATE TABLE telegram_updates (
                id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                update_id bigint NOT NULL UNIQUE,
                received_at bigint NOT NULL,
                raw bytea NOT NULL
            );
            """
    )
}
