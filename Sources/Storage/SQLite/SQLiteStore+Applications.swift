package import Domain

extension SQLiteStore {
    package func applications(_ query: ApplicationsQuery) async throws(StorageError) -> ApplicationsPage {
        try await read { connection throws(StorageError) in
            // One snapshot for the page and its total.
            try connection.run("BEGIN")
            defer { try? connection.run("COMMIT") }
            let filter = ApplicationsSQL.Filter(query)
            var found: [Application] = []
            let page = filter.page()
            try connection.run(page.sql, page.values) { found.append(Application($0, from: 0)) }
            var total: Int64 = 0
            let count = filter.total()
            try connection.run(count.sql, count.values) { total = $0.integer(0) }
            return ApplicationsPage(query, found: found, total: total)
        }
    }

    package func application(id: Int64) async throws(StorageError) -> Application? {
        try await read { connection throws(StorageError) in try findApplication(id: id, on: connection) }
    }

    package func setStatus(
        _ status: ApplicationStatus,
        ofApplication id: Int64
    ) async throws(StorageError) -> Application? {
        let time = now()
        return try await write { connection throws(StorageError) in
            try connection.run(
                ApplicationsSQL.setStatus,
                [.text(status.rawValue), .integer(time), .integer(id)]
            )
            return try findApplication(id: id, on: connection)
        }
    }

    package func deleteApplication(id: Int64) async throws(StorageError) -> Bool {
        let time = now()
        return try await write { connection throws(StorageError) in
            var userID: Int64?
            try connection.run(ApplicationsSQL.delete, [.integer(id)]) { userID = $0.integer(0) }
            guard let userID else { return false }
            try connection.run(ApplicationsSQL.forgetTest, [.integer(time), .integer(userID)])
            return true
        }
    }
}

private func findApplication(id: Int64, on connection: SQLiteConnection) throws(StorageError) -> Application? {
    var found: Application?
    try connection.run(ApplicationsSQL.one, [.bool(true), .integer(id)]) { found = Application($0, from: 0) }
    return found
}
