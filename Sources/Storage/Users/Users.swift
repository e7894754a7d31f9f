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

    /// Of a row that is there and one that is not.
    static let plans: [PlanCase] =
        [
            PlanCase(
                UserProfile.statement,
                "'{1000007,5}', \(texts(4)), '{t,f}', \(texts(4)), 7",
                most: ["users": 0]
            )
        ] + botPlans

    /// Columns of two texts each.
    static func texts(_ count: Int) -> String {
        Array(repeating: "'{Ana,\"\"}'", count: count).joined(separator: ", ")
    }
}
