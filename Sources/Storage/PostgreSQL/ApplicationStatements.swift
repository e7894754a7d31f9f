internal import PostgreSQL

/// The queries for applications.
enum ApplicationStatements {
    /// What `Application.init(_:from:)` reads, behind the column `details`.
    private static let columns: String =
        "applications.id AS application_id, applications.status, applications.created_at"

    static let one: Statement = Statement(
        "application",
        """
        SELECT \(columns), applications.details, \(UserColumns.text)
        FROM applications JOIN users ON users.id = applications.user_id WHERE applications.id = $1
        """,
        [.bigint]
    )

    /// Each row: how many there are in all, then the application; where the page is empty, one row with NULL for it.
    ///
    /// `$1` whether details are read, `$2` the id below which the page begins, `$3` its length, `$4` the offset.
    static let page: Statement = Statement(
        "applications",
        page(
            total: "SELECT COALESCE(sum(count), 0)::bigint AS total FROM application_counts",
            from: """
                (SELECT * FROM applications WHERE id < $2 ORDER BY id DESC LIMIT $3 OFFSET $4) AS applications
                \(owner)
                """
        ),
        [.bool, .bigint, .bigint, .bigint]
    )

    /// `$5` the status. Its rows are a range of the index on status and id, not those that equal it: for those the
    /// planner would as well walk all applications by id, and a rare status would read them all.
    static let pageByStatus: Statement = Statement(
        "applications_by_status",
        page(
            total: """
                SELECT COALESCE(sum(count), 0)::bigint AS total FROM application_counts WHERE status = $5
                """,
            from: """
                (SELECT * FROM applications WHERE (status, id) < ($5, $2) AND status >= $5
                    ORDER BY status DESC, id DESC LIMIT $3 OFFSET $4) AS applications
                \(owner)
                """
        ),
        [.bool, .bigint, .bigint, .bigint, .text]
    )

    /// `$5` a LIKE pattern, `$6` a Telegram id or NULL, `$7` a status or NULL. Planned for its values: how a search is
    /// best done depends on how rare its text is.
    ///
    /// All that is found has to be counted, so the page comes out of that: to look for it in the order of ids until it
    /// is full would read the whole table where the text is rarer than the planner thinks.
    static let search: Statement = Statement(
        "applications_found",
        page(
            with: """
                found AS MATERIALIZED (
                    SELECT applications.id FROM applications JOIN users ON users.id = applications.user_id
                    WHERE (users.search_text LIKE $5 OR users.telegram_id = $6)
                        AND ($7 IS NULL OR applications.status = $7)
                )
                """,
            total: "SELECT count(*) AS total FROM found",
            from: """
                (SELECT id FROM found WHERE id < $2 ORDER BY id DESC LIMIT $3 OFFSET $4) AS chosen
                CROSS JOIN LATERAL (SELECT * FROM applications WHERE id = chosen.id OFFSET 0) AS applications
                \(owner)
                """
        ),
        [.bool, .bigint, .bigint, .bigint, .text, .bigint, .text],
        isPrepared: false
    )

    /// Looked up row by row: the planner does not know how short a page is, and must not read all users for it.
    private static let owner: String =
        "CROSS JOIN LATERAL (SELECT * FROM users WHERE users.id = applications.user_id OFFSET 0) AS users"

    private static func page(with: String? = nil, total: String, from: String) -> String {
        """
        \(with.map { "WITH \($0)" } ?? "")
        SELECT counted.total, page.*
        FROM (\(total)) AS counted LEFT JOIN LATERAL (
            SELECT \(columns), CASE WHEN $1 THEN applications.details END, \(UserColumns.text)
            FROM \(from)
        ) AS page ON true
        ORDER BY page.application_id DESC
        """
    }

    static func parameters(of query: ApplicationsQuery, limit: Int) -> (Statement, Parameters) {
        var parameters = Parameters()
        parameters.add(query.includeDetails)
        parameters.add(query.after ?? .max)
        parameters.add(Int64(limit))
        parameters.add(Int64(max(query.offset, 0)))
        if let search = query.search, !search.isEmpty {
            parameters.add(pattern(search))
            parameters.add(Int64(search))
            if let status = query.status { parameters.add(status.rawValue) } else { parameters.addNull() }
            return (ApplicationStatements.search, parameters)
        }
        guard let status = query.status else { return (page, parameters) }
        parameters.add(status.rawValue)
        return (pageByStatus, parameters)
    }

    /// A pattern for any text that contains the search; `%`, `_` and `\` stand for themselves.
    private static func pattern(_ search: String) -> String {
        var pattern = "%"
        for character in search.lowercased().unicodeScalars {
            if "%_\\".unicodeScalars.contains(character) { pattern.unicodeScalars.append("\\") }
            pattern.unicodeScalars.append(character)
        }
        return pattern + "%"
    }
}

extension Application {
    /// Reads `ApplicationStatements.columns`, the details and the user from the given column on.
    init(_ row: borrowing Row, from first: Int32) {
        self.init(
            id: row.integer(first),
            user: User(row, from: first + 4),
            status: ApplicationStatus(rawValue: row.text(first + 1)) ?? .new,
            details: row.isNull(first + 3) ? nil : row.bytes(first + 3),
            createdAt: row.integer(first + 2)
        )
    }
}

/// `setStatus` of one application.
struct StatusChange: BatchedWrite {
    let id: Int64
    let status: ApplicationStatus

    static let statement: Statement = Statement(
        "set_status",
        """
        WITH owners AS (
            -- Users first and in the order of their Telegram ids, as saving does, so that neither waits for the other.
            SELECT applications.id AS application_id, given.status
            FROM unnest($1, $2) AS given (id, status) JOIN applications ON applications.id = given.id
                JOIN users ON users.id = applications.user_id
            ORDER BY users.telegram_id FOR NO KEY UPDATE OF users
        ), changed AS (
            UPDATE applications SET status = owners.status, updated_at = $3
            FROM owners WHERE applications.id = owners.application_id
            RETURNING applications.*
        )
        SELECT changed.id, changed.status, changed.created_at, changed.details, \(UserColumns.text)
        FROM changed JOIN users ON users.id = changed.user_id
        """,
        [.bigintArray, .textArray, .bigint]
    )

    static let valueWithoutRow: Application?? = .some(nil)

    var key: Int64 { id }

    static func parameters(_ changes: [StatusChange], now: Int64) -> Parameters {
        var parameters = Parameters()
        parameters.addArray(of: .bigint, count: changes.count) { $1.add(changes[$0].id) }
        parameters.addArray(of: .text, count: changes.count) { $1.add(changes[$0].status.rawValue) }
        parameters.add(now)
        return parameters
    }

    static func outcome(_ row: borrowing Row) -> (key: Int64, value: Application?) {
        let application = Application(row, from: 0)
        return (application.id, application)
    }
}

/// `deleteApplication` of one application; its user loses what the test said.
struct Deletion: BatchedWrite {
    let id: Int64

    static let statement: Statement = Statement(
        "delete_application",
        """
        WITH owners AS (
            -- In the same order again.
            SELECT applications.id AS application_id
            FROM applications JOIN users ON users.id = applications.user_id
            WHERE applications.id = ANY ($1) ORDER BY users.telegram_id FOR NO KEY UPDATE OF users
        ), deleted AS (
            DELETE FROM applications USING owners WHERE applications.id = owners.application_id
            RETURNING applications.id, applications.user_id
        ), forgotten AS (
            UPDATE users SET ai_test_completed = false, recommended_calories = NULL, recommended_protein = NULL,
                recommended_fat = NULL, recommended_carbs = NULL, updated_at = $2
            FROM deleted WHERE users.id = deleted.user_id
        )
        SELECT deleted.id FROM deleted
        """,
        [.bigintArray, .bigint]
    )

    static let valueWithoutRow: Bool? = false

    var key: Int64 { id }

    static func parameters(_ deletions: [Deletion], now: Int64) -> Parameters {
        var parameters = Parameters()
        parameters.addArray(of: .bigint, count: deletions.count) { $1.add(deletions[$0].id) }
        parameters.add(now)
        return parameters
    }

    static func outcome(_ row: borrowing Row) -> (key: Int64, value: Bool) { (row.integer(0), true) }
}
