extension Migration {
    /// What `bot set-up` has set at Telegram.
    static let botSetUp: Migration = Migration(
        version: 3,
        name: "bot-set-up",
        sqlite: """
            -- code authenticates what was set, secrets included, with the bot's token.
            CREATE TABLE bot_set_up (
                bot_id INTEGER NOT NULL,
                item TEXT NOT NULL,
                code TEXT NOT NULL,
                PRIMARY KEY (bot_id, item)
            ) STRICT, WITHOUT ROWID;
            """,
        postgreSQL: """
            -- code authenticates what was set, secrets included, with the bot's token.
            CREATE TABLE bot_set_up (
                bot_id bigint NOT NULL,
                item text NOT NULL,
                code text NOT NULL,
                PRIMARY KEY (bot_id, item)
            );
            """
    )
}
