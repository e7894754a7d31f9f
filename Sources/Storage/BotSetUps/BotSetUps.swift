/// What was set at Telegram for a bot: items by name, each with a code of its content.
package struct BotSetUps: Noun {
    private let database: Database

    init(_ database: Database) { self.database = database }

    /// The codes of all items by their names.
    ///
    /// - Parameter bot: the bot's Telegram id.
    package func codes(of bot: Int64) async throws(StorageError) -> [String: String] {
        try await database.read(BotSetUps.codes(of: bot), into: [:]) { $0[$1.text(0)] = $1.text(1) }
    }

    /// Notes that an item was set.
    package func note(_ item: String, code: String, of bot: Int64) async throws(StorageError) {
        try await database.transact(BotSetUps.note(item, code: code, of: bot))
    }

    /// Forgets an item that is not set any more.
    package func forget(_ item: String, of bot: Int64) async throws(StorageError) {
        try await database.transact(BotSetUps.removal(item, of: bot))
    }

    private static func codes(of bot: Int64) -> SQL { "SELECT item, code FROM bot_set_up WHERE bot_id = \(bot)" }

    private static func note(_ item: String, code: String, of bot: Int64) -> SQL {
        """
        INSERT INTO bot_set_up (bot_id, item, code) VALUES (\(bot), \(item), \(code))
        ON CONFLICT (bot_id, item) DO UPDATE SET code = excluded.code
        """
    }

    private static func removal(_ item: String, of bot: Int64) -> SQL {
        "DELETE FROM bot_set_up WHERE bot_id = \(bot) AND item = \(item)"
    }

    static let plans: [PlanCase] = [
        PlanCase(codes(of: 7)),
        PlanCase(note("webhook", code: "", of: 7)),
        PlanCase(removal("webhook", of: 7)),
    ]
}
