internal import Domain

/// The statements that touch users, with their values.
enum UserSQL {
    /// RETURNING may not name the table.
    private static let returned: String = User.columns.replacing("users.", with: "")

    static let logIn: String = """
        INSERT INTO users (telegram_id, username, first_name, last_name, language_code, is_premium, photo_url,
            search_text, ai_test_completed, created_at, updated_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9, $9)
        ON CONFLICT (telegram_id) DO UPDATE SET
            username = excluded.username, first_name = excluded.first_name, last_name = excluded.last_name,
            language_code = excluded.language_code, is_premium = excluded.is_premium,
            photo_url = excluded.photo_url, search_text = excluded.search_text, updated_at = excluded.updated_at
        RETURNING \(returned)
        """

    static func values(of profile: UserProfile, at time: Int64) -> [SQLiteValue] {
        [
            .integer(profile.telegramID), .text(profile.username ?? ""), .text(profile.firstName),
            .text(profile.lastName), .text(profile.languageCode), .bool(profile.isPremium), .text(profile.photoURL),
            .text(searchText(firstName: profile.firstName, lastName: profile.lastName, username: profile.username)),
            .integer(time),
        ]
    }

    static let saveTest: String = """
        INSERT INTO users (telegram_id, username, first_name, last_name, language_code, is_premium, photo_url,
            search_text, ai_test_completed, recommended_calories, recommended_protein, recommended_fat,
            recommended_carbs, created_at, updated_at)
        VALUES ($1, COALESCE($2, ''), COALESCE($3, ''), COALESCE($4, ''), '', 0, '', $5, 1, $6, $7, $8, $9, $10, $10)
        ON CONFLICT (telegram_id) DO UPDATE SET
            username = COALESCE($2, users.username), first_name = COALESCE($3, users.first_name),
            last_name = COALESCE($4, users.last_name), ai_test_completed = 1,
            recommended_calories = excluded.recommended_calories, recommended_protein = excluded.recommended_protein,
            recommended_fat = excluded.recommended_fat, recommended_carbs = excluded.recommended_carbs,
            updated_at = excluded.updated_at
        RETURNING id, first_name, last_name, username, search_text
        """

    static func values(of test: SavedTest, searchText: String, at time: Int64) -> [SQLiteValue] {
        [
            .integer(test.telegramID), .optional(test.username), .optional(test.firstName), .optional(test.lastName),
            .text(searchText), .optional(test.recommendation?.calories),
            .optional(test.recommendation?.proteinHundredths), .optional(test.recommendation?.fatHundredths),
            .optional(test.recommendation?.carbsHundredths), .integer(time),
        ]
    }

    static let setSearchText: String = "UPDATE users SET search_text = $1 WHERE id = $2"

    static let replaceAnswers: String =
        "UPDATE applications SET details = $1, updated_at = $2 WHERE user_id = $3"

    static let createApplication: String = """
        INSERT INTO applications (details, created_at, updated_at, user_id, status) VALUES ($1, $2, $2, $3, 'new')
        """
}
