extension Migration {
    /// The bot's queues: updates that wait to be handled, messages that wait to be sent, and who works on them.
    ///
    /// What waits stands apart from the bytes of an update, and goes when it is done: the tables stay as small as what
    /// waits, and what changes is narrow.
    static let bot: Migration = Migration(
        version: 2,
        name: "bot",
        sqlite: """
            -- id is that of telegram_updates. Dead ones stay until somebody decides.
            CREATE TABLE inbox (
                id INTEGER PRIMARY KEY,
                partition INTEGER NOT NULL,
                order_key TEXT NOT NULL,
                kind TEXT NOT NULL,
                attempts INTEGER NOT NULL DEFAULT 0,
                due_at INTEGER NOT NULL DEFAULT 0,
                state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'dead', 'blocking')),
                fault TEXT NOT NULL DEFAULT ''
            ) STRICT;

            CREATE INDEX inbox_by_key ON inbox (order_key, id);

            -- What goes before all others, and what somebody lets try again: no other row has a place in them.
            CREATE INDEX inbox_urgent ON inbox (id) WHERE kind = 'pre_checkout_query';
            CREATE INDEX inbox_again ON inbox (id) WHERE attempts = 0 AND due_at > 0;

            -- A message: the parameters of a method without the chat, which is 0 where it goes to wherever the subject's
            -- messages went.
            CREATE TABLE outbox (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                lane INTEGER NOT NULL,
                chat_id INTEGER NOT NULL,
                method TEXT NOT NULL,
                parameters TEXT NOT NULL,
                subject TEXT NOT NULL,
                message_id INTEGER NOT NULL DEFAULT 0,
                created_at INTEGER NOT NULL,
                attempts INTEGER NOT NULL DEFAULT 0,
                due_at INTEGER NOT NULL DEFAULT 0,
                state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'dead')),
                fault TEXT NOT NULL DEFAULT ''
            ) STRICT;

            CREATE TABLE sent_messages (
                subject TEXT NOT NULL,
                chat_id INTEGER NOT NULL,
                message_id INTEGER NOT NULL,
                sent_at INTEGER NOT NULL,
                PRIMARY KEY (subject, chat_id, message_id)
            ) STRICT, WITHOUT ROWID;

            CREATE INDEX sent_messages_by_time ON sent_messages (sent_at);

            -- What the bot knows of people: apart from users, which other writes change all the time.
            CREATE TABLE bot_users (
                telegram_id INTEGER PRIMARY KEY,
                -- What the first start carried.
                source TEXT NOT NULL,
                started_at INTEGER NOT NULL,
                last_active_at INTEGER NOT NULL,
                -- Since when they cannot be written to; NULL: they can.
                unreachable_at INTEGER
            ) STRICT;

            CREATE INDEX bot_users_by_activity ON bot_users (last_active_at);

            -- Until when nothing is sent: to a chat, or at all where the chat is 0.
            CREATE TABLE pauses (
                chat_id INTEGER PRIMARY KEY,
                until INTEGER NOT NULL
            ) STRICT;

            -- Groups that became supergroups have another id.
            CREATE TABLE migrated_chats (
                chat_id INTEGER PRIMARY KEY,
                other_id INTEGER NOT NULL
            ) STRICT;

            -- Who does what only one process may do, and who is there.
            CREATE TABLE leases (
                kind TEXT NOT NULL,
                number INTEGER NOT NULL,
                owner INTEGER NOT NULL,
                until INTEGER NOT NULL,
                PRIMARY KEY (kind, number)
            ) STRICT, WITHOUT ROWID;
            """,
        postgreSQL: """
            -- id is that of telegram_updates. Dead ones stay until somebody decides.
            CREATE TABLE inbox (
                id bigint PRIMARY KEY,
                partition bigint NOT NULL,
                order_key text NOT NULL,
                kind text NOT NULL,
                attempts bigint NOT NULL DEFAULT 0,
                due_at bigint NOT NULL DEFAULT 0,
                state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'dead', 'blocking')),
                fault text NOT NULL DEFAULT ''
            );

            CREATE INDEX inbox_by_key ON inbox (order_key, id);

            -- What goes before all others, and what somebody lets try again: no other row has a place in them.
            CREATE INDEX inbox_urgent ON inbox (id) WHERE kind = 'pre_checkout_query';
            CREATE INDEX inbox_again ON inbox (id) WHERE attempts = 0 AND due_at > 0;

            -- A message: the parameters of a method without the chat, which is 0 where it goes to wherever the subject's
            -- messages went.
            CREATE TABLE outbox (
                id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                lane bigint NOT NULL,
                chat_id bigint NOT NULL,
                method text NOT NULL,
                parameters text NOT NULL,
                subject text NOT NULL,
                message_id bigint NOT NULL DEFAULT 0,
                created_at bigint NOT NULL,
                attempts bigint NOT NULL DEFAULT 0,
                due_at bigint NOT NULL DEFAULT 0,
                state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'dead')),
                fault text NOT NULL DEFAULT ''
            );

            CREATE TABLE sent_messages (
                subject text NOT NULL,
                chat_id bigint NOT NULL,
                message_id bigint NOT NULL,
                sent_at bigint NOT NULL,
                PRIMARY KEY (subject, chat_id, message_id)
            );

            CREATE INDEX sent_messages_by_time ON sent_messages (sent_at);

            -- What the bot knows of people: apart from users, which other writes change all the time.
            CREATE TABLE bot_users (
                telegram_id bigint PRIMARY KEY,
                -- What the first start carried.
                source text NOT NULL,
                started_at bigint NOT NULL,
                last_active_at bigint NOT NULL,
                -- Since when they cannot be written to; NULL: they can.
                unreachable_at bigint
            );

            CREATE INDEX bot_users_by_activity ON bot_users (last_active_at);

            -- Until when nothing is sent: to a chat, or at all where the chat is 0.
            CREATE TABLE pauses (
                chat_id bigint PRIMARY KEY,
                until bigint NOT NULL
            );

            -- Groups that became supergroups have another id.
            CREATE TABLE migrated_chats (
                chat_id bigint PRIMARY KEY,
                other_id bigint NOT NULL
            );

            -- Who does what only one process may do, and who is there.
            CREATE TABLE leases (
                kind text NOT NULL,
                number bigint NOT NULL,
                owner bigint NOT NULL,
                until bigint NOT NULL,
                PRIMARY KEY (kind, number)
            );
            """
    )
}
