import Domain
import PostgreSQL

/// A person who writes to the bot, and the update that it is known from.
struct Registration: Sendable {
    let profile: UserProfile
    /// What the start carried.
    let source: String
    let update: HandledUpdate
}

/// `register`: the user is created or refreshed and can be written to, unless the update was handled before.
extension Registration: BatchedWrite {
    static let statement: Statement = Statement(
        """
        WITH \(HandledUpdate.clauses), person AS (
            SELECT given.* FROM unnest($1, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21) AS given (
                id, telegram_id, username, first_name, last_name, language_code, is_premium, photo_url,
                folded_mention, folded_first_name, folded_last_name, source
            ) JOIN handled USING (id)
        ), known AS (
            INSERT INTO users (telegram_id, username, first_name, last_name, language_code, is_premium, photo_url,
                ai_test_completed, created_at, updated_at, folded_mention, folded_first_name, folded_last_name)
            SELECT telegram_id, username, first_name, last_name, language_code, is_premium, photo_url,
                false, $9, $9, folded_mention, folded_first_name, folded_last_name
            FROM person ORDER BY telegram_id
            \(Users.refreshed)
        ), started AS (
            INSERT INTO bot_users (telegram_id, source, started_at, last_active_at)
            SELECT telegram_id, source, $9, $9 FROM person ORDER BY telegram_id
            \(Users.restarted)
        )
        SELECT telegram_id FROM person
        """,
        HandledUpdate.types + [
            .bigintArray, .textArray, .textArray, .textArray, .textArray, .boolArray, .textArray,
            .textArray, .textArray, .textArray, .textArray,
        ]
    )

    static let planValues: String =
        "\(HandledUpdate.planValues), '{1000007,5}', \(Users.texts(4)), '{t,f}', \(Users.texts(5))"

    func run(on connection: SQLiteConnection, at time: Int64) throws(StorageError) -> Bool {
        guard try update.run(on: connection, at: time) else { return false }
        try connection.run(Users.registration(profile, at: time))
        try connection.run(Users.start(profile.telegramID, source: source, at: time))
        return true
    }

    /// The update was handled before.
    static let valueWithoutRow: Bool? = false

    var key: Int64 { profile.telegramID }

    var size: Int { update.size }

    static func parameters(_ people: [Registration], now: Int64) -> Parameters {
        var parameters = Parameters(reserving: people.reduce(people.count * 256) { $0 + $1.size })
        HandledUpdate.addParameters(people.map(\.update), now: now, to: &parameters)
        UserProfile.addParameters(people.map(\.profile), to: &parameters)
        parameters.addArray(of: .text, count: people.count) { $1.add(people[$0].source) }
        return parameters
    }

    static func outcome(_ row: borrowing Row) -> (key: Int64, value: Bool) { (row.integer(0), true) }
}
