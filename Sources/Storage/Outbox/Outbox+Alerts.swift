import Domain

/// Messages to those who run the bot.
extension Outbox {
    /// All active administrators, as recipients.
    static let administrators: SQL =
        "SELECT telegram_id AS chat_id, 0 AS message_id, '' AS subject, '' AS number FROM administrators WHERE active"

    /// Puts in a message to each superadministrator, or to each administrator where there is none.
    ///
    /// - Returns: how many they are.
    package func addAlert(_ message: TranslatedMessage) async throws(StorageError) -> Int {
        try await database.transact(Outbox.alert(message, at: database.now)) { $0.integer(0) }.count
    }

    private static func alert(_ message: TranslatedMessage, at time: Int64) -> SQL {
        let recipients: SQL = """
            \(administrators) AND (
                rank = 'superadmin'
                OR NOT EXISTS (SELECT 1 FROM administrators AS other WHERE other.active AND other.rank = 'superadmin')
            )
            """
        return "\(addition(message, to: recipients, at: time)) RETURNING id"
    }

    static var alertPlans: [PlanCase] {
        let message = TranslatedMessage(lane: .alert, method: "sendMessage") { _ in [0x7B, 0x7D] }
        return [PlanCase(alert(message, at: 7), most: ["outbox": 0])]
    }
}
