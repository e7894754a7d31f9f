CREATE TABLE IF NOT EXISTS users (
    id integer PRIMARY KEY,
    telegram_id integer NOT NULL UNIQUE CHECK (telegram_id > 0),
    username text NOT NULL DEFAULT '',
    first_name text NOT NULL DEFAULT '',
    last_name text NOT NULL DEFAULT '',
    language_code text NOT NULL DEFAULT '',
    is_premium integer NOT NULL DEFAULT false,
    photo_url text NOT NULL DEFAULT '',
    ai_test_completed integer NOT NULL DEFAULT false,
    recommended_calories integer,
    recommended_protein text,
    recommended_fat text,
    recommended_carbs text,
    created_at text NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at text NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE IF NOT EXISTS applications (
    id integer PRIMARY KEY AUTOINCREMENT,
    user_id integer NOT NULL UNIQUE REFERENCES users (id) ON DELETE CASCADE,
    status text NOT NULL DEFAULT 'new' CHECK (status IN ('new', 'viewed', 'contacted')),
    details text NOT NULL,
    created_at text NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at text NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE INDEX IF NOT EXISTS applications_status_id ON applications (status, id);

CREATE TABLE IF NOT EXISTS telegram_updates (
    update_id integer PRIMARY KEY,
    raw text NOT NULL,
    received_at text NOT NULL DEFAULT CURRENT_TIMESTAMP,
    processed_at text
);
