internal import Domain
internal import PostgreSQL

/// One row of a result, whichever database it comes from.
protocol StoredRow: ~Copyable {
    func integer(_ column: Int32) -> Int64
    func optionalInteger(_ column: Int32) -> Int64?
    func bool(_ column: Int32) -> Bool
    /// NULL is the empty text.
    func text(_ column: Int32) -> String
    /// The bytes of a text or of bytes; nil for NULL.
    func optionalBytes(_ column: Int32) -> [UInt8]?
}

extension Row: StoredRow {}

extension User {
    /// The columns of `users` that `init(_:from:)` reads.
    static let columns: String = """
        users.id, users.telegram_id, users.username, users.first_name, users.last_name, users.language_code, \
        users.is_premium, users.photo_url, users.ai_test_completed, users.recommended_calories, \
        users.recommended_protein, users.recommended_fat, users.recommended_carbs, users.created_at
        """

    /// Reads `columns` from the given column on.
    init(_ row: borrowing some StoredRow & ~Copyable, from first: Int32) {
        let username = row.text(first + 2)
        self.init(
            id: row.integer(first),
            profile: UserProfile(
                telegramID: row.integer(first + 1),
                username: username.isEmpty ? nil : username,
                firstName: row.text(first + 3),
                lastName: row.text(first + 4),
                languageCode: row.text(first + 5),
                isPremium: row.bool(first + 6),
                photoURL: row.text(first + 7)
            ),
            aiTestCompleted: row.bool(first + 8),
            recommendation: row.optionalInteger(first + 9).map { calories in
                Recommendation(
                    calories: calories,
                    proteinHundredths: row.integer(first + 10),
                    fatHundredths: row.integer(first + 11),
                    carbsHundredths: row.integer(first + 12)
                )
            },
            createdAt: row.integer(first + 13)
        )
    }
}

extension Application {
    /// Reads the id, the status, when it was made, the details and `User.columns` from the given column on.
    init(_ row: borrowing some StoredRow & ~Copyable, from first: Int32) {
        self.init(
            id: row.integer(first),
            user: User(row, from: first + 4),
            status: ApplicationStatus(rawValue: row.text(first + 1)) ?? .new,
            details: row.optionalBytes(first + 3),
            createdAt: row.integer(first + 2)
        )
    }
}
