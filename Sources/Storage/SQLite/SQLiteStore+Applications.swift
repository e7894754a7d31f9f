extension SQLiteStore {
    package func applications(_ query: ApplicationsQuery) async throws(StorageError) -> ApplicationsPage {
        let search = ApplicationsSQL.Filter(query)
        // Bounded, so that one more never overflows and no caller asks for the whole table in one array.
        let limit = min(max(query.limit, 0), 10_000)
        return try await read { connection throws(StorageError) in
            // One snapshot for the page and its total.
            try connection.run("BEGIN")
            defer { try? connection.run("COMMIT") }
            var items: [Application] = []
            let page = search.page(
                after: query.after,
                limit: Int64(limit) + 1,
                offset: Int64(max(query.offset, 0)),
                withDetails: query.includeDetails
            )
            try connection.run(page.sql, page.values) { items.append(Application($0)) }
            let hasMore = items.count > limit
            if hasMore { items.removeLast() }
            var total: Int64 = 0
            let count = search.total()
            try connection.run(count.sql, count.values) { total = $0.integer(0) }
            return ApplicationsPage(items: items, total: total, next: hasMore ? items.last?.id : nil)
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
    try connection.run(ApplicationsSQL.one, [.bool(true), .integer(id)]) { found = Application($0) }
    return found
}

extension Application {
    /// Reads a row of `ApplicationsSQL.select`.
    fileprivate init(_ row: borrowing SQLiteRow) {
        self.init(
            id: row.integer(0),
            user: User(row, from: 4),
            status: ApplicationStatus(rawValue: row.text(1)) ?? .new,
            details: row.optionalBytes(3),
            createdAt: row.integer(2)
        )
    }
}
