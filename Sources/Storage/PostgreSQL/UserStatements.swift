internal import PostgreSQL

/// The columns of `users` that `User.init(_:from:)` reads.
enum UserColumns {
    static let text: String = """
        users.id, users.telegram_id, users.username, users.first_name, users.last_name, users.language_code, \
        users.is_premium, users.photo_url, users.ai_test_completed, users.recommended_calories, \
        users.recommended_protein, users.recommended_fat, users.recommended_carbs, users.created_at
        """
}

extension User {
    /// Reads `UserColumns` from the given column on.
    init(_ row: borrowing Row, from first: Int32) {
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

/// `logIn`: each row creates its user or refreshes it.
extension UserProfile: BatchedWrite {
    static let statement: Statement = Statement(
        "log_in",
        """
        INSERT INTO users (telegram_id, username, first_name, last_name, language_code, is_premium, photo_url,
            ai_test_completed, created_at, updated_at, folded_mention, folded_first_name, folded_last_name)
        SELECT given.telegram_id, given.username, given.first_name, given.last_name, given.language_code,
            given.is_premium, given.photo_url, false, $11, $11,
            given.folded_mention, given.folded_first_name, given.folded_last_name
        FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            AS given (telegram_id, username, first_name, last_name, language_code, is_premium, photo_url,
                folded_mention, folded_first_name, folded_last_name)
        ON CONFLICT (telegram_id) DO UPDATE SET
            username = excluded.username, first_name = excluded.first_name, last_name = excluded.last_name,
            language_code = excluded.language_code, is_premium = excluded.is_premium,
            photo_url = excluded.photo_url, updated_at = excluded.updated_at,
            folded_mention = excluded.folded_mention, folded_first_name = excluded.folded_first_name,
            folded_last_name = excluded.folded_last_name
        RETURNING \(UserColumns.text)
        """,
        [
            .bigintArray, .textArray, .textArray, .textArray, .textArray, .boolArray, .textArray,
            .textArray, .textArray, .textArray, .bigint,
        ]
    )

    var key: Int64 { telegramID }

    static func parameters(_ profiles: [UserProfile], now: Int64) -> Parameters {
        var parameters = Parameters(reserving: profiles.count * 256)
        parameters.addArray(of: .bigint, count: profiles.count) { $1.add(profiles[$0].telegramID) }
        parameters.addArray(of: .text, count: profiles.count) { $1.add(profiles[$0].username ?? "") }
        parameters.addArray(of: .text, count: profiles.count) { $1.add(profiles[$0].firstName) }
        parameters.addArray(of: .text, count: profiles.count) { $1.add(profiles[$0].lastName) }
        parameters.addArray(of: .text, count: profiles.count) { $1.add(profiles[$0].languageCode) }
        parameters.addArray(of: .bool, count: profiles.count) { $1.add(profiles[$0].isPremium) }
        parameters.addArray(of: .text, count: profiles.count) { $1.add(profiles[$0].photoURL) }
        parameters.addArray(of: .text, count: profiles.count) { $1.add(foldedMention(profiles[$0].username ?? "")) }
        parameters.addArray(of: .text, count: profiles.count) { $1.add(profiles[$0].firstName.lowercased()) }
        parameters.addArray(of: .text, count: profiles.count) { $1.add(profiles[$0].lastName.lowercased()) }
        parameters.add(now)
        return parameters
    }

    static func outcome(_ row: borrowing Row) -> (key: Int64, value: User) {
        (row.integer(1), User(row, from: 0))
    }
}

/// `saveTest`: each row creates or refreshes its user, names that are NULL left as they are, and its application.
extension SavedTest: BatchedWrite {
    static let statement: Statement = Statement(
        "save_test",
        """
        WITH given AS (
            SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
                AS given (telegram_id, username, first_name, last_name, folded_mention, folded_first_name,
                    folded_last_name, calories, protein, fat, carbs, details)
        ), saved_users AS (
            INSERT INTO users (telegram_id, username, first_name, last_name, language_code, is_premium, photo_url,
                ai_test_completed, recommended_calories, recommended_protein, recommended_fat, recommended_carbs,
                created_at, updated_at, folded_mention, folded_first_name, folded_last_name)
            SELECT given.telegram_id, given.username, given.first_name, given.last_name, '', false, '',
                true, given.calories, given.protein, given.fat, given.carbs,
                $13, $13, given.folded_mention, given.folded_first_name, given.folded_last_name
            FROM given
            ON CONFLICT (telegram_id) DO UPDATE SET
                username = COALESCE(excluded.username, users.username),
                first_name = COALESCE(excluded.first_name, users.first_name),
                last_name = COALESCE(excluded.last_name, users.last_name),
                ai_test_completed = true,
                recommended_calories = excluded.recommended_calories,
                recommended_protein = excluded.recommended_protein,
                recommended_fat = excluded.recommended_fat,
                recommended_carbs = excluded.recommended_carbs,
                updated_at = excluded.updated_at,
                folded_mention = COALESCE(excluded.folded_mention, users.folded_mention),
                folded_first_name = COALESCE(excluded.folded_first_name, users.folded_first_name),
                folded_last_name = COALESCE(excluded.folded_last_name, users.folded_last_name)
            RETURNING id, telegram_id
        ), saved AS (
            INSERT INTO applications (user_id, created_at, updated_at, status, details)
            SELECT saved_users.id, $13, $13, 'new', given.details
            FROM saved_users JOIN given ON given.telegram_id = saved_users.telegram_id
            ON CONFLICT (user_id) DO UPDATE SET details = excluded.details, updated_at = excluded.updated_at
            -- A row that was there before carries the mark of this transaction's lock.
            RETURNING user_id, xmax = 0 AS is_created
        )
        SELECT saved_users.telegram_id, saved_users.id, saved.is_created
        FROM saved JOIN saved_users ON saved_users.id = saved.user_id
        """,
        [
            .bigintArray, .textArray, .textArray, .textArray, .textArray, .textArray, .textArray,
            .bigintArray, .bigintArray, .bigintArray, .bigintArray, .textArray, .bigint,
        ]
    )

    var key: Int64 { telegramID }

    var size: Int { answers.count }

    static func parameters(_ tests: [SavedTest], now: Int64) -> Parameters {
        var parameters = Parameters(reserving: tests.reduce(tests.count * 256) { $0 + $1.answers.count })
        parameters.addArray(of: .bigint, count: tests.count) { $1.add(tests[$0].telegramID) }
        parameters.addArray(of: .text, count: tests.count) { $1.add(tests[$0].username) }
        parameters.addArray(of: .text, count: tests.count) { $1.add(tests[$0].firstName) }
        parameters.addArray(of: .text, count: tests.count) { $1.add(tests[$0].lastName) }
        parameters.addArray(of: .text, count: tests.count) { $1.add(tests[$0].username.map(foldedMention)) }
        parameters.addArray(of: .text, count: tests.count) { $1.add(tests[$0].firstName?.lowercased()) }
        parameters.addArray(of: .text, count: tests.count) { $1.add(tests[$0].lastName?.lowercased()) }
        parameters.addArray(of: .bigint, count: tests.count) { $1.add(tests[$0].recommendation?.calories) }
        parameters.addArray(of: .bigint, count: tests.count) { $1.add(tests[$0].recommendation?.proteinHundredths) }
        parameters.addArray(of: .bigint, count: tests.count) { $1.add(tests[$0].recommendation?.fatHundredths) }
        parameters.addArray(of: .bigint, count: tests.count) { $1.add(tests[$0].recommendation?.carbsHundredths) }
        parameters.addArray(of: .text, count: tests.count) { $1.add(tests[$0].answers) }
        parameters.add(now)
        return parameters
    }

    static func outcome(_ row: borrowing Row) -> (key: Int64, value: SaveTestOutcome) {
        (row.integer(0), SaveTestOutcome(userID: row.integer(1), created: row.bool(2)))
    }
}

/// The part of a user's search text that the username makes; see `searchText`.
private func foldedMention(_ username: String) -> String {
    username.isEmpty ? "" : "\n@\(username)".lowercased()
}
