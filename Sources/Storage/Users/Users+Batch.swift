import Domain
import PostgreSQL

/// `logIn`: each row creates its user or refreshes it.
extension UserProfile: BatchedWrite {
    static let statement: Statement = Statement(
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

    func run(on connection: SQLiteConnection, at time: Int64) throws(StorageError) -> User {
        let found = searchText(firstName: firstName, lastName: lastName, username: username)
        var user: User?
        try connection.run(
            """
            INSERT INTO users (telegram_id, username, first_name, last_name, language_code, is_premium, photo_url,
                search_text, ai_test_completed, created_at, updated_at)
            VALUES (\(telegramID), \(username ?? ""), \(firstName), \(lastName), \(languageCode), \(isPremium),
                \(photoURL), \(found), 0, \(time), $9)
            ON CONFLICT (telegram_id) DO UPDATE SET
                username = excluded.username, first_name = excluded.first_name, last_name = excluded.last_name,
                language_code = excluded.language_code, is_premium = excluded.is_premium,
                photo_url = excluded.photo_url, search_text = excluded.search_text, updated_at = excluded.updated_at
            RETURNING \(unsafeSQL: User.ownColumns)
            """
        ) { user = User($0, from: 0) }
        guard let user else { throw .internal("a login returned no row") }
        return user
    }

    var key: Int64 { telegramID }

    static func parameters(_ profiles: [UserProfile], now: Int64) -> Parameters {
        var parameters = Parameters(reserving: profiles.count * 256)
        addParameters(profiles, to: &parameters)
        parameters.add(now)
        return parameters
    }

    /// The values of ten columns: id, username, names, language, premium, photo, and what searches fold.
    static func addParameters(_ profiles: [UserProfile], to parameters: inout Parameters) {
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
    }

    static func outcome(_ row: borrowing Row) -> (key: Int64, value: User) {
        (row.integer(1), User(StoredRow(row), from: 0))
    }
}
