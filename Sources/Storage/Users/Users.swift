import Domain

/// Users, each with what Telegram told of them last.
package struct Users: Noun {
    let database: Database
    private let logIns: Batch<UserProfile>

    init(_ database: Database) {
        self.database = database
        logIns = Batch(database)
    }

    /// Creates the user or refreshes names, language and premium flag.
    package func logIn(_ profile: UserProfile) async throws(StorageError) -> User { try await logIns.write(profile) }

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
        ] + botPlans

    /// Columns of two texts each.
    static func texts(_ count: Int) -> String {
        Array(repeating: "'{Ana,\"\"}'", count: count).joined(separator: ", ")
    }
}
