extension Migration {
    static let initialOnPostgreSQL: String = """
        -- Finds parts of names by index.
        CREATE EXTENSION IF NOT EXISTS pg_trgm;

        -- A name that is NULL was never told. Rows keep some room in their page, so that an update need not touch indexes.
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
            ) STORED
        ) WITH (fillfactor = 80);

        -- What waits to be sorted in is kept short: the write that has to do it waits for milliseconds, not for dozens.
        CREATE INDEX users_by_search_text ON users USING gin (search_text gin_trgm_ops)
            WITH (gin_pending_list_limit = 512);

        CREATE TABLE applications (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            user_id bigint NOT NULL UNIQUE REFERENCES users (id),
            created_at bigint NOT NULL,
            updated_at bigint NOT NULL,
            status text NOT NULL CHECK (status IN ('new', 'viewed', 'contacted')),
            details text NOT NULL
        ) WITH (fillfactor = 80);

        CREATE INDEX applications_by_status ON applications (status, id);

        -- Kept by triggers, so that a page's total does not count the table. Each connection has a row of its own for
        -- each status, as far as there are shards, so that they do not wait for each other; their sum counts.
        CREATE TABLE application_counts (
            status text NOT NULL,
            shard integer NOT NULL,
            count bigint NOT NULL,
            PRIMARY KEY (status, shard)
        ) WITH (fillfactor = 50);

        CREATE FUNCTION count_new_applications() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO application_counts AS counts (status, shard, count)
            SELECT status, pg_backend_pid() % 16, count(*) FROM added GROUP BY status
            ON CONFLICT (status, shard) DO UPDATE SET count = counts.count + excluded.count;
            RETURN NULL;
        END $$;

        CREATE FUNCTION count_changed_application() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            -- A statement that changes several applications locks several counts, in any order: two connections with
            -- the same shard would wait for each other.
            PERFORM pg_advisory_xact_lock(TG_RELID::integer, pg_backend_pid() % 16);
            INSERT INTO application_counts AS counts (status, shard, count)
            SELECT status, pg_backend_pid() % 16, difference
            FROM (VALUES (OLD.status, -1), (CASE TG_OP WHEN 'UPDATE' THEN NEW.status END, 1)) AS change (status, difference)
            WHERE status IS NOT NULL
            ON CONFLICT (status, shard) DO UPDATE SET count = counts.count + excluded.count;
            RETURN NULL;
        END $$;

        CREATE TRIGGER applications_counted_in AFTER INSERT ON applications
            REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION count_new_applications();

        CREATE TRIGGER applications_counted_out AFTER DELETE ON applications
            FOR EACH ROW EXECUTE FUNCTION count_changed_application();

        CREATE TRIGGER applications_counted_over AFTER UPDATE OF status ON applications
            FOR EACH ROW WHEN (OLD.status <> NEW.status) EXECUTE FUNCTION count_changed_application();

        -- The inbox: what Telegram delivered, in order of arrival.
        CREATE TABLE telegram_updates (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            update_id bigint NOT NULL UNIQUE,
            chat_id bigint,
            received_at bigint NOT NULL,
            kind text NOT NULL,
            state text NOT NULL CHECK (state IN ('pending', 'done', 'dead')),
            raw bytea NOT NULL
        );

        CREATE INDEX telegram_updates_pending ON telegram_updates (chat_id, id) WHERE state = 'pending';
        """
}
