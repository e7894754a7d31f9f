import Domain

/// Users, each with what Telegram told of them last.
package struct Users: Noun {
    let database: Database
    private let logIns: Batch<UserProfile>
    private let registrations: Batch<Registration>

    init(_ database: Database) {
        self.database = database
        logIns = Batch(database)
        registrations = Batch(database)
    }

    /// Creates the user or refreshes names, language and premium flag.
    package func logIn(_ profile: UserProfile) async throws(StorageError) -> User { try await logIns.write(profile) }

    /// Creates or refreshes a user who writes to the bot, and can be written to from then on.
    ///
    /// - Parameters:
    ///   - source: what the start carried; the first one stays.
    ///   - id: the waiting update that is handled by it.
    ///   - messages: those that are sent for it.
    /// - Returns: false where the update was handled before, and nothing is done.
    package func register(
        _ profile: UserProfile,
        source: String,
        handling id: Int64,
        messages: [OutgoingMessage]
    ) async throws(StorageError) -> Bool {
        let update = HandledUpdate(id: id, messages: messages)
        return try await registrations.write(Registration(profile: profile, source: source, update: update))
    }

    /// nil where nobody with this id has logged in, written to the bot or saved a test.
    package func find(telegramID: Int64) async throws(StorageError) -> User? {
        try await database.readOne(Users.one(telegramID)) { User($0, from: 0) }
    }

    private static func one(_ telegramID: Int64) -> SQL {
        "SELECT \(unsafeSQL: User.columns) FROM users WHERE telegram_id = \(telegramID)"
    }

    /// Of a row that is there and one that is not.
    static let plans: [PlanCase] =
        [
            PlanCase(
                UserProfile.statement,
                "'{1000007,5}', \(texts(4)), '{t,f}', \(texts(4)), 7",
                most: ["users": 0]
            ),
            PlanCase(one(1_000_007), most: ["users": 1]),
            PlanCase(
                Registration.statement,
                Registration.planValues,
                most: ["inbox": 2, "outbox": 0, "users": 0, "bot_users": 0]
            ),
        ] + botPlans

    /// Columns of two texts each.
    static func texts(_ count: Int) -> String {
        Array(repeating: "'{Ana,\"\"}'", count: count).joined(separator: ", ")
    }
}
