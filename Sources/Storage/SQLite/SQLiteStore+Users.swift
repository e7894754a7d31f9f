package import Domain

extension SQLiteStore {
    package func logIn(_ profile: UserProfile) async throws(StorageError) -> User {
        let time = now()
        return try await write { connection throws(StorageError) in
            var user: User?
            try connection.run(UserSQL.logIn, UserSQL.values(of: profile, at: time)) { user = User($0, from: 0) }
            guard let user else { throw .internal("logIn returned no row") }
            return user
        }
    }

    package func saveTest(_ test: SavedTest) async throws(StorageError) -> SaveTestOutcome {
        let time = now()
        return try await write { connection throws(StorageError) in
            let userID = try saveUser(of: test, at: time, on: connection)
            let values: [SQLiteValue] = [.utf8(test.answers), .integer(time), .integer(userID)]
            try connection.run(UserSQL.replaceAnswers, values)
            let created = connection.changes == 0
            if created { try connection.run(UserSQL.createApplication, values) }
            return SaveTestOutcome(userID: userID, created: created)
        }
    }
}

/// Creates or updates the user, names not given left as they are, and returns the id.
private func saveUser(
    of test: SavedTest,
    at time: Int64,
    on connection: SQLiteConnection
) throws(StorageError) -> Int64 {
    var saved: (id: Int64, isFound: Bool, searchText: String)?
    let given = searchText(firstName: test.firstName ?? "", lastName: test.lastName ?? "", username: test.username)
    try connection.run(UserSQL.saveTest, UserSQL.values(of: test, searchText: given, at: time)) { row in
        let text = searchText(firstName: row.text(1), lastName: row.text(2), username: row.text(3))
        // Byte by byte, as the search compares: to `==` two spellings of one letter are the same.
        saved = (row.integer(0), row.text(4).utf8.elementsEqual(text.utf8), text)
    }
    guard let saved else { throw .internal("saveTest returned no row") }
    // Only the stored row knows the names that were left as they are.
    if !saved.isFound { try connection.run(UserSQL.setSearchText, [.text(saved.searchText), .integer(saved.id)]) }
    return saved.id
}
