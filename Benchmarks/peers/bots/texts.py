"""What the bots of this folder say and keep: the greeting of telegram-backend's `/start`, and its row of a person."""
import html

APP_URL = "https://app.example/app/"
OPEN_APP = "Open the app"

CREATE = """
CREATE TABLE IF NOT EXISTS bot_users (
    telegram_id bigint PRIMARY KEY,
    first_name text NOT NULL,
    last_name text,
    username text,
    source text NOT NULL,
    started_at timestamptz NOT NULL DEFAULT now(),
    last_active_at timestamptz NOT NULL DEFAULT now()
)
"""

UPSERT = """
INSERT INTO bot_users (telegram_id, first_name, last_name, username, source) VALUES ({})
ON CONFLICT (telegram_id) DO UPDATE SET first_name = excluded.first_name, last_name = excluded.last_name,
    username = excluded.username, last_active_at = now()
"""


def greeting(name):
    return f"Hello, {html.escape(name)}! /help tells what I can do."
