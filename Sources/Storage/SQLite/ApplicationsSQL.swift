internal import Domain

/// The statements that touch applications.
enum ApplicationsSQL {
    /// `$1` says whether details are read. CROSS JOIN keeps SQLite walking the applications, newest first.
    private static let select: String = """
        SELECT applications.id, applications.status, applications.created_at,
            CASE WHEN $1 <> 0 THEN applications.details END, \(User.columns) \(from)
        """
    private static let from: String = "FROM applications CROSS JOIN users WHERE users.id = applications.user_id"

    static let one: String = "\(select) AND applications.id = $2"

    static let setStatus: String = "UPDATE applications SET status = $1, updated_at = $2 WHERE id = $3"

    static let delete: String = "DELETE FROM applications WHERE id = $1 RETURNING user_id"

    /// What a user without a saved test looks like.
    static let forgetTest: String = """
        UPDATE users SET ai_test_completed = 0, recommended_calories = NULL, recommended_protein = NULL,
            recommended_fat = NULL, recommended_carbs = NULL, updated_at = $1 WHERE id = $2
        """

    /// Which applications a query wants; makes its statements, of which there are few, so that they stay prepared.
    struct Filter: Sendable {
        private let query: ApplicationsQuery

        init(_ query: ApplicationsQuery) { self.query = query }

        private var search: String? { query.search.flatMap { $0.isEmpty ? nil : $0 } }

        func page() -> (sql: String, values: [SQLiteValue]) {
            var values: [SQLiteValue] = [.bool(query.includeDetails), .integer(query.after ?? .max)]
            let sql = "\(select) AND applications.id < $2" + conditions(&values)
            values += [.integer(query.rowCount), .integer(Int64(max(query.offset, 0)))]
            return ("\(sql) ORDER BY applications.id DESC LIMIT $\(values.count - 1) OFFSET $\(values.count)", values)
        }

        /// From the counters; only a search has to count.
        func total() -> (sql: String, values: [SQLiteValue]) {
            var values: [SQLiteValue] = []
            if search != nil { return ("SELECT count(*) \(from)" + conditions(&values), values) }
            guard let status = query.status else { return ("SELECT sum(count) FROM application_counts", []) }
            return ("SELECT count FROM application_counts WHERE status = $1", [.text(status.rawValue)])
        }

        private func conditions(_ values: inout [SQLiteValue]) -> String {
            var sql = ""
            if let status = query.status {
                values.append(.text(status.rawValue))
                sql += " AND applications.status = $\(values.count)"
            }
            if let search {
                // instr has no wildcards to escape. A text that is no number is no Telegram id: NULL equals nothing.
                values += [.text(search.lowercased()), .optional(Int64(search))]
                sql += " AND (instr(users.search_text, $\(values.count - 1)) > 0"
                sql += " OR users.telegram_id = $\(values.count))"
            }
            return sql
        }
    }
}
