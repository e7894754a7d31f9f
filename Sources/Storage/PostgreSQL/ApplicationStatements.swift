internal import Domain
internal import PostgreSQL

/// The queries for applications.
enum ApplicationStatements {
    /// What `Application.init(_:from:)` reads.
    static func columns(details: String = "users.details") -> String {
        "users.application_id, users.status, users.application_created_at, \(details) AS details, \(User.columns)"
    }

    static let one: Statement = Statement(
        "application",
        "SELECT \(columns()) FROM users WHERE application_id = $1",
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
                (SELECT * FROM users WHERE application_id < $2
                    ORDER BY application_id DESC LIMIT $3 OFFSET $4) AS users
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
                (SELECT * FROM users WHERE (status, application_id) < ($5, $2) AND status >= $5
                        AND application_id IS NOT NULL
                    ORDER BY status DESC, application_id DESC LIMIT $3 OFFSET $4) AS users
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
                    SELECT application_id FROM users
                    WHERE application_id IS NOT NULL AND (search_text LIKE $5 OR telegram_id = $6)
                        AND ($7 IS NULL OR status = $7)
                )
                """,
            total: "SELECT count(*) AS total FROM found",
            from: """
                (SELECT * FROM found WHERE application_id < $2
                    ORDER BY application_id DESC LIMIT $3 OFFSET $4) AS chosen
                CROSS JOIN LATERAL (SELECT * FROM users WHERE application_id = chosen.application_id OFFSET 0) AS users
                """
        ),
        [.bool, .bigint, .bigint, .bigint, .text, .bigint, .text],
        isPrepared: false
    )

    private static func page(with: String? = nil, total: String, from: String) -> String {
        """
        \(with.map { "WITH \($0)" } ?? "")
        SELECT counted.total, page.*
        FROM (\(total)) AS counted LEFT JOIN LATERAL (
            SELECT \(columns(details: "CASE WHEN $1 THEN users.details END"))
            FROM \(from)
        ) AS page ON true
        ORDER BY page.application_id DESC
        """
    }

    static func parameters(of query: ApplicationsQuery) -> (Statement, Parameters) {
        var parameters = Parameters()
        parameters.add(query.includeDetails)
        parameters.add(query.after ?? .max)
        parameters.add(query.rowCount)
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

/// `setStatus` of one application.
struct StatusChange: BatchedWrite {
    let id: Int64
    let status: ApplicationStatus

    static let statement: Statement = Statement(
        "set_status",
        """
        WITH chosen AS (
            -- In the order of their Telegram ids, as saving does, so that neither waits for the other.
            SELECT users.id, users.status AS old_status, given.status AS new_status
            FROM (SELECT unnest($1) AS application_id, unnest($2) AS status) AS given
                JOIN users ON users.application_id = given.application_id
            ORDER BY users.telegram_id FOR NO KEY UPDATE OF users
        ), changed AS (
            UPDATE users SET status = chosen.new_status, updated_at = $3 FROM chosen WHERE users.id = chosen.id
            RETURNING \(ApplicationStatements.columns())
        ), counted AS (
            \(ApplicationCounts.adding("""
                SELECT change.status, sum(change.difference)
                FROM chosen CROSS JOIN LATERAL (VALUES (old_status, -1), (new_status, 1)) AS change (status, difference)
                GROUP BY change.status HAVING sum(change.difference) <> 0
                """))
        )
        SELECT * FROM changed
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
        WITH chosen AS (
            -- In the same order again.
            SELECT id, application_id, status FROM users
            WHERE application_id = ANY ($1) ORDER BY telegram_id FOR NO KEY UPDATE
        ), deleted AS (
            UPDATE users SET application_id = NULL, application_created_at = NULL, saved_count = NULL, status = NULL,
                details = NULL, ai_test_completed = false, recommended_calories = NULL, recommended_protein = NULL,
                recommended_fat = NULL, recommended_carbs = NULL, updated_at = $2
            FROM chosen WHERE users.id = chosen.id
            RETURNING chosen.application_id
        ), counted AS (
            \(ApplicationCounts.adding("SELECT status, -count(*) FROM chosen GROUP BY status"))
        )
        SELECT application_id FROM deleted
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

/// The kept numbers of applications by status.
enum ApplicationCounts {
    /// A statement that adds differences to the connection's own numbers.
    ///
    /// Those are locked in the order of status, so that two connections with the same ones do not wait for each other.
    ///
    /// - Parameter differences: a query for a status and a difference each.
    static func adding(_ differences: String) -> String {
        """
        INSERT INTO application_counts AS counts (status, shard, count)
        SELECT status, pg_backend_pid() % 16, difference
        FROM (\(differences)) AS differences (status, difference) ORDER BY status
        ON CONFLICT (status, shard) DO UPDATE SET count = counts.count + excluded.count
        """
    }
}
