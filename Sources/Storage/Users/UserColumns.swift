import Domain

extension User {
    /// The columns of `users` that `init(_:from:)` reads.
    static let columns: String = """
        users.id, users.telegram_id, users.username, users.first_name, users.last_name, users.language_code, \
        users.is_premium, users.photo_url, users.ai_test_completed, users.recommended_calories, \
        users.recommended_protein, users.recommended_fat, users.recommended_carbs, users.created_at
        """

    /// The same for SQLite's RETURNING, which may not name the table.
    static let ownColumns: String = columns.replacing("users.", with: "")

    /// Reads `columns` from the given column on.
    init(_ row: borrowing StoredRow, from first: Int32) {
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

/// The text that a user is found by: the names and "@username" in lower case (Unicode's default mapping).
func searchText(firstName: String, lastName: String, username: String?) -> String {
    "\(firstName) \(lastName)".lowercased() + foldedMention(username ?? "")
}

/// The part of a search text that the username makes.
func foldedMention(_ username: String) -> String { username.isEmpty ? "" : "\n@\(username)".lowercased() }
