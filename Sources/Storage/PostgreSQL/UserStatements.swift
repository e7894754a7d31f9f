internal import Domain
internal import PostgreSQL

/// `logIn`: each row creates its user or refreshes it.
extension UserProfile: BatchedWrite {
    static let statement: Statement = Statement(
        "log_in",
        """
        INSERT INTO users (telegram_id, username, first_name, last_name, language_code, is_premium, photo_url,
            ai_test_completed, created_at, updated_at, folded_mention, folded_first_name, folded_last_name)
        SELECT unnest($1), unnest($2), unnest($3), unnest($4), unnest($5), unnest($6), unnest($7), false, $11, $11,
            unnest($8), unnest($9), unnest($10)
        ON CONFLICT (telegram_id) DO UPDATE SET
            username = excluded.username, first_name = excluded.first_name, last_name = excluded.last_name,
            language_code = excluded.language_code, is_premium = excluded.is_premium,
            photo_url = excluded.photo_url, updated_at = excluded.updated_at,
            folded_mention = excluded.folded_mention, folded_first_name = excluded.folded_first_name,
            folded_last_name = excluded.folded_last_name
        RETURNING \(User.columns)
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
        WITH saved AS (
            INSERT INTO users (telegram_id, username, first_name, last_name, language_code, is_premium, photo_url,
                ai_test_completed, recommended_calories, recommended_protein, recommended_fat, recommended_carbs,
                created_at, updated_at, folded_mention, folded_first_name, folded_last_name,
                application_id, application_created_at, saved_count, status, details)
            SELECT given.telegram_id, given.username, given.first_name, given.last_name, '', false, '',
                true, given.calories, given.protein, given.fat, given.carbs,
                $13, $13, given.folded_mention, given.folded_first_name, given.folded_last_name,
                nextval('application_ids'), $13, 1, 'new', given.details
            FROM (
                SELECT unnest($1) AS telegram_id, unnest($2) AS username, unnest($3) AS first_name,
                    unnest($4) AS last_name, unnest($5) AS folded_mention, unnest($6) AS folded_first_name,
                    unnest($7) AS folded_last_name, unnest($8) AS calories, unnest($9) AS protein,
                    unnest($10) AS fat, unnest($11) AS carbs, unnest($12) AS details
            ) AS given
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
                folded_last_name = COALESCE(excluded.folded_last_name, users.folded_last_name),
                application_id = COALESCE(users.application_id, excluded.application_id),
                application_created_at = COALESCE(users.application_created_at, excluded.application_created_at),
                saved_count = COALESCE(users.saved_count, 0) + 1,
                status = COALESCE(users.status, excluded.status),
                details = excluded.details
            RETURNING telegram_id, id, saved_count = 1 AS is_created
        ), counted AS (
            \(ApplicationCounts.adding("SELECT 'new', count(*) FROM saved WHERE is_created HAVING count(*) > 0"))
        )
        SELECT telegram_id, id, is_created FROM saved
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
