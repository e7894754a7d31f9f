import Domain

/// Which requests a page has.
package enum RequestsFilter: Sendable, Equatable {
    case all
    case status(ClientRequest.Status)
    /// A client's own, by Telegram id.
    case client(Int64)
}

extension Requests {
    /// One page, newest first.
    ///
    /// - Parameter after: only requests older than this one (its id).
    package func page(
        _ filter: RequestsFilter,
        limit: Int,
        after: Int64? = nil
    ) async throws(StorageError) -> Page<ClientRequest> {
        let sql = Requests.page(filter, before: after ?? .max, count: Int64(limit) + 1)
        return Page(try await database.read(sql) { ClientRequest($0) }, limit: limit, id: \.id)
    }

    /// A client's request that is pending.
    static func pending(of client: Int64) -> SQL {
        "\(selection(of: "SELECT * FROM client_requests WHERE telegram_id = \(client) AND status = 'pending'"))"
    }

    static func one(_ id: Int64) -> SQL {
        selection(of: "SELECT * FROM client_requests WHERE id = \(id)")
    }

    private static func page(_ filter: RequestsFilter, before: Int64, count: Int64) -> SQL {
        let rows: SQL =
            switch filter {
            case .all:
                "SELECT * FROM client_requests WHERE id < \(before) ORDER BY id DESC LIMIT \(count)"
            // Its rows are a range of the index, as those of applications are.
            case .status(let status):
                """
                SELECT * FROM client_requests WHERE (status, id) < (\(status.rawValue), \(before)) AND status >= $1
                ORDER BY status DESC, id DESC LIMIT \(count)
                """
            case .client(let id):
                """
                SELECT * FROM client_requests WHERE telegram_id = \(id) AND id < \(before)
                ORDER BY telegram_id DESC, id DESC LIMIT \(count)
                """
            }
        return "\(selection(of: rows)) ORDER BY request.id DESC"
    }

    /// The rows as `ClientRequest` reads them. Each user is looked up by id, however many there are.
    private static func selection(of rows: SQL) -> SQL {
        let users = SQL(
            sqlite: "LEFT JOIN users ON users.telegram_id = request.telegram_id",
            postgreSQL: """
                LEFT JOIN LATERAL (
                    SELECT * FROM users WHERE users.telegram_id = request.telegram_id OFFSET 0
                ) AS users ON true
                """
        )
        return """
            SELECT request.id, request.telegram_id, users.username, users.first_name, users.last_name,
                users.language_code, request.message, request.status, request.submitted_at, request.decided_at,
                request.decided_by, request.decider_name, request.note
            FROM (\(rows)) AS request \(users)
            """
    }

    static let listPlans: [PlanCase] = [
        PlanCase(page(.all, before: 90_000, count: 51), most: ["client_requests": 51, "users": 51]),
        PlanCase(page(.status(.pending), before: 90_000, count: 51), most: ["client_requests": 51, "users": 51]),
        PlanCase(page(.status(.rejected), before: 90_000, count: 51), most: ["client_requests": 51, "users": 51]),
        PlanCase(page(.client(7), before: 90_000, count: 51), most: ["client_requests": 101, "users": 51]),
    ]
}

extension ClientRequest {
    init(_ row: borrowing StoredRow) {
        let decidedAt = row.optionalInteger(9)
        self.init(
            id: row.integer(0),
            client: UserProfile(
                telegramID: row.integer(1),
                username: row.optionalText(2).flatMap { $0.isEmpty ? nil : $0 },
                firstName: row.optionalText(3) ?? "",
                lastName: row.optionalText(4) ?? "",
                languageCode: row.optionalText(5) ?? ""
            ),
            message: row.text(6),
            status: Status(rawValue: row.text(7)) ?? .pending,
            submittedAt: row.integer(8),
            decision: decidedAt.map { time in
                Decision(
                    time: time,
                    administratorID: row.integer(10),
                    administratorName: row.text(11),
                    note: row.optionalText(12)
                )
            }
        )
    }
}
