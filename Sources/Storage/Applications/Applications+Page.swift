import Domain

extension Applications {
    /// One page of applications, newest first; a standby may answer.
    package func page(_ query: ApplicationsQuery) async throws(StorageError) -> ApplicationsPage {
        let found = try await read(database.statement(sqlite: query.onSQLite, postgreSQL: query.onPostgreSQL))
        if let total = found.total { return ApplicationsPage(query, found: found.applications, total: total) }
        // Only on SQLite has an empty page no row that tells the total.
        let empty = try await read(database.statement(sqlite: query.onSQLiteWithTotal, postgreSQL: query.onPostgreSQL))
        return ApplicationsPage(query, found: empty.applications, total: empty.total ?? 0)
    }

    private typealias Found = (applications: [Application], total: Int64?)

    /// Each row: how many there are in all, then the application.
    private func read(_ sql: SQL) async throws(StorageError) -> Found {
        let nothing: Found = ([], nil)
        return try await database.read(sql, into: nothing, mayLag: true, isLong: true) {
            if !$1.isNull(0) { $0.total = $1.integer(0) }
            if !$1.isNull(1) { $0.applications.append(Application($1, from: 1)) }
        }
    }
}

extension ApplicationsQuery {
    fileprivate var text: String? { search.flatMap { $0.isEmpty ? nil : $0.lowercased() } }
    fileprivate var telegramID: Int64? { search.flatMap { Int64($0) } }
    fileprivate var before: Int64 { after ?? .max }
    fileprivate var start: Int64 { Int64(max(offset, 0)) }

    // MARK: - SQLite

    /// One statement, so that page and total are of one snapshot.
    fileprivate var onSQLite: SQL { "SELECT \(total), \(rows)" }

    /// The total in a row of its own, for pages that may be empty; SQLite does one half after the other. It costs a
    /// copy of each row.
    fileprivate var onSQLiteWithTotal: SQL {
        """
        SELECT \(total) AS total, NULL, NULL, NULL, NULL\(unsafeSQL: String(repeating: ", NULL", count: 14))
        UNION ALL
        SELECT * FROM (SELECT NULL, \(rows))
        """
    }

    private var rows: SQL {
        // CROSS JOIN keeps SQLite walking the applications, newest first.
        """
        applications.id, applications.status, applications.created_at,
            CASE WHEN \(includeDetails) THEN applications.details END, \(unsafeSQL: User.columns)
        FROM applications CROSS JOIN users
        WHERE users.id = applications.user_id AND applications.id < \(before)\(conditions)
        ORDER BY applications.id DESC LIMIT \(rowCount) OFFSET \(start)
        """
    }

    /// From the counters; only a search has to count.
    private var total: SQL {
        if text != nil {
            return """
                (SELECT count(*) FROM applications CROSS JOIN users
                    WHERE users.id = applications.user_id\(conditions))
                """
        }
        guard let status else { return "(SELECT sum(count) FROM application_counts)" }
        return "(SELECT count FROM application_counts WHERE status = \(status.rawValue))"
    }

    private var conditions: SQL {
        let ofStatus: SQL = status.map { " AND applications.status = \($0.rawValue)" } ?? ""
        guard let text else { return ofStatus }
        // instr has no wildcards to escape. A text that is no number is no Telegram id: NULL equals nothing.
        return """
            \(ofStatus) AND (instr(users.search_text, \(text)) > 0 OR users.telegram_id = \(telegramID))
            """
    }

    // MARK: - PostgreSQL

    /// One row with NULL for the application where the page is empty.
    var onPostgreSQL: SQL {
        if let text { return found(text) }
        guard let status else {
            return ApplicationsQuery.page(
                total: "SELECT COALESCE(sum(count), 0)::bigint AS total FROM application_counts",
                from: """
                    (SELECT * FROM users WHERE application_id < \(before)
                        ORDER BY application_id DESC LIMIT \(rowCount) OFFSET \(start)) AS users
                    """,
                includeDetails
            )
        }
        // Its rows are a range of the index on status and id, not those that equal it: for those the planner would as
        // well walk all applications by id, and a rare status would read them all.
        return ApplicationsQuery.page(
            total: """
                SELECT COALESCE(sum(count), 0)::bigint AS total FROM application_counts WHERE status = \(status.rawValue)
                """,
            from: """
                (SELECT * FROM users WHERE (status, application_id) < ($1, \(before)) AND status >= $1
                        AND application_id IS NOT NULL
                    ORDER BY status DESC, application_id DESC LIMIT \(rowCount) OFFSET \(start)) AS users
                """,
            includeDetails
        )
    }

    /// Planned for its values: how a search is best done depends on how rare its text is.
    ///
    /// All that is found has to be counted, so the page comes out of that: to look for it in the order of ids until it
    /// is full would read the whole table where the text is rarer than the planner thinks.
    private func found(_ text: String) -> SQL {
        ApplicationsQuery.page(
            with: """
                WITH found AS MATERIALIZED (
                    SELECT application_id FROM users
                    WHERE application_id IS NOT NULL
                        AND (search_text LIKE \(ApplicationsQuery.pattern(text)) OR telegram_id = \(telegramID))
                        AND (\(status?.rawValue) IS NULL OR status = $3)
                )
                """,
            total: "SELECT count(*) AS total FROM found",
            from: """
                (SELECT * FROM found WHERE application_id < \(before)
                    ORDER BY application_id DESC LIMIT \(rowCount) OFFSET \(start)) AS chosen
                CROSS JOIN LATERAL (SELECT * FROM users WHERE application_id = chosen.application_id OFFSET 0) AS users
                """,
            includeDetails
        ).plannedForValues
    }

    private static func page(with: SQL = "", total: SQL, from: SQL, _ includeDetails: Bool) -> SQL {
        """
        \(with)
        SELECT counted.total, page.*
        FROM (\(total)) AS counted LEFT JOIN LATERAL (
            SELECT users.application_id, users.status, users.application_created_at,
                CASE WHEN \(includeDetails) THEN users.details END AS details, \(unsafeSQL: User.columns)
            FROM \(from)
        ) AS page ON true
        ORDER BY page.application_id DESC
        """
    }

    /// A pattern for any text that contains the search; `%`, `_` and `\` stand for themselves.
    private static func pattern(_ search: String) -> String {
        var pattern = "%"
        for character in search.unicodeScalars {
            if "%_\\".unicodeScalars.contains(character) { pattern.unicodeScalars.append("\\") }
            pattern.unicodeScalars.append(character)
        }
        return pattern + "%"
    }
}
