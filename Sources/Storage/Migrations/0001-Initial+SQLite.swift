extension Migration {
    static let initialOnSQLite: String = """
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

        -- The inbox: what Telegram delivered, in order of arrival.
        CREATE TABLE telegram_updates (
            id INTEGER PRIMARY KEY,
            update_id INTEGER NOT NULL UNIQUE,
            chat_id INTEGER,
            kind TEXT NOT NULL,
            raw BLOB NOT NULL,
            received_at INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('pending', 'done', 'dead'))
        ) STRICT;

        CREATE INDEX telegram_updates_pending ON telegram_updates (chat_id, id) WHERE state = 'pending';
        """
}
