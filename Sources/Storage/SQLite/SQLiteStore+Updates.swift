package import Domain

extension SQLiteStore {
    package func record(update: ReceivedUpdate) async throws(StorageError) -> Bool {
        let time = now()
        return try await write { connection throws(StorageError) in
            try connection.run(
                """
                INSERT INTO telegram_updates (update_id, chat_id, kind, raw, received_at, state)
                VALUES ($1, $2, $3, $4, $5, 'pending') ON CONFLICT (update_id) DO NOTHING
                """,
                [
                    .integer(update.updateID), .optional(update.chatID), .text(update.kind), .blob(update.raw),
                    .integer(time),
                ]
            )
            return connection.changes > 0
        }
    }
}
