import Domain

/// The inbox: updates as Telegram delivered them, in order of arrival.
package struct Updates: Noun {
    private let received: Batch<ReceivedUpdate>

    init(_ database: Database) { received = Batch(database) }

    /// Stores the raw update; false where its id is there already.
    package func record(_ update: ReceivedUpdate) async throws(StorageError) -> Bool {
        try await received.write(update)
    }

    /// Of a row that is there and one that is not.
    static let plans: [PlanCase] = [
        PlanCase(
            ReceivedUpdate.statement,
            #"'{1,200001}', '{"\\x00","\\x01"}', 7"#,
            most: ["telegram_updates": 0]
        )
    ]
}
