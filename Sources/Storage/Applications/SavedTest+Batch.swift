import Domain
import PostgreSQL

/// `saveTest`: each row creates or refreshes its user, names that are NULL left as they are, and its application.
extension SavedTest: BatchedWrite {
    static let statement: Statement = Statement(
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

    func run(on connection: SQLiteConnection, at time: Int64) throws(StorageError) -> SaveTestOutcome {
        let userID = try saveUser(on: connection, at: time)
        try connection.run(
            "UPDATE applications SET details = \(utf8: answers), updated_at = \(time) WHERE user_id = \(userID)"
        )
        let created = connection.changes == 0
        if created {
            try connection.run(
                """
                INSERT INTO applications (details, created_at, updated_at, user_id, status)
                VALUES (\(utf8: answers), \(time), $2, \(userID), 'new')
                """
            )
        }
        return SaveTestOutcome(userID: userID, created: created)
    }

    /// Creates or updates the user, names not given left as they are, and returns the id.
    private func saveUser(on connection: SQLiteConnection, at time: Int64) throws(StorageError) -> Int64 {
        var saved: (id: Int64, isFound: Bool, searchText: String)?
        let given = searchText(firstName: firstName ?? "", lastName: lastName ?? "", username: username)
        try connection.run(
            """
            INSERT INTO users (telegram_id, username, first_name, last_name, language_code, is_premium, photo_url,
                search_text, ai_test_completed, recommended_calories, recommended_protein, recommended_fat,
                recommended_carbs, created_at, updated_at)
            VALUES (\(telegramID), COALESCE(\(username), ''), COALESCE(\(firstName), ''), COALESCE(\(lastName), ''),
                '', 0, '', \(given), 1, \(recommendation?.calories), \(recommendation?.proteinHundredths),
                \(recommendation?.fatHundredths), \(recommendation?.carbsHundredths), \(time), $10)
            ON CONFLICT (telegram_id) DO UPDATE SET
                username = COALESCE($2, users.username), first_name = COALESCE($3, users.first_name),
                last_name = COALESCE($4, users.last_name), ai_test_completed = 1,
                recommended_calories = excluded.recommended_calories,
                recommended_protein = excluded.recommended_protein, recommended_fat = excluded.recommended_fat,
                recommended_carbs = excluded.recommended_carbs, updated_at = excluded.updated_at
            RETURNING id, first_name, last_name, username, search_text
            """
        ) { row in
            let text = searchText(firstName: row.text(1), lastName: row.text(2), username: row.text(3))
            // Byte by byte, as the search compares: to `==` two spellings of one letter are the same.
            saved = (row.integer(0), row.text(4).utf8.elementsEqual(text.utf8), text)
        }
        guard let saved else { throw .internal("a saved test returned no row") }
        // Only the stored row knows the names that were left as they are.
        if !saved.isFound {
            try connection.run("UPDATE users SET search_text = \(saved.searchText) WHERE id = \(saved.id)")
        }
        return saved.id
    }

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
