import Domain

/// Numbers of what all other nouns keep. Each count reads whole tables: for callers that ask seldom.
package struct StatisticsTable: Noun {
    private let database: Database

    init(_ database: Database) { self.database = database }

    /// The numbers of this moment, of one snapshot; a standby may answer.
    package func count() async throws(StorageError) -> Statistics {
        let time = database.now
        let nothing: Statistics? = nil
        let found = try await database.read(StatisticsTable.count(at: time), into: nothing, mayLag: true) {
            $0 = Statistics($1, at: time)
        }
        guard let found else { throw .internal("a count returned no row") }
        return found
    }

    private static let day: Int64 = 86_400_000_000

    private static func count(at time: Int64) -> SQL {
        """
        SELECT users.total, users.today, users.week, users.month, users.unreachable,
            applications.new, applications.viewed, applications.contacted,
            requests.pending, requests.approved, requests.rejected,
            broadcasts.draft, broadcasts.scheduled, broadcasts.in_progress, broadcasts.paused, broadcasts.completed,
            broadcasts.failed, broadcasts.cancelled
        FROM (
            SELECT count(*) AS total,
                count(CASE WHEN seen >= \(time - time % day) THEN 1 END) AS today,
                count(CASE WHEN seen >= \(time - 7 * day) THEN 1 END) AS week,
                count(CASE WHEN seen >= \(time - 30 * day) THEN 1 END) AS month,
                count(unreachable_at) AS unreachable
            FROM (
                SELECT bot_users.unreachable_at,
                    CASE WHEN bot_users.last_active_at > users.updated_at THEN bot_users.last_active_at
                        ELSE users.updated_at END AS seen
                FROM users LEFT JOIN bot_users ON bot_users.telegram_id = users.telegram_id
            ) AS each
        ) AS users CROSS JOIN (
            SELECT CAST(COALESCE(sum(CASE WHEN status = 'new' THEN count END), 0) AS bigint) AS new,
                CAST(COALESCE(sum(CASE WHEN status = 'viewed' THEN count END), 0) AS bigint) AS viewed,
                CAST(COALESCE(sum(CASE WHEN status = 'contacted' THEN count END), 0) AS bigint) AS contacted
            FROM application_counts
        ) AS applications CROSS JOIN (
            SELECT count(CASE WHEN status = 'pending' THEN 1 END) AS pending,
                count(CASE WHEN status = 'approved' THEN 1 END) AS approved,
                count(CASE WHEN status = 'rejected' THEN 1 END) AS rejected
            FROM client_requests
        ) AS requests CROSS JOIN (
            SELECT count(CASE WHEN status = 'draft' THEN 1 END) AS draft,
                count(CASE WHEN status = 'scheduled' THEN 1 END) AS scheduled,
                count(CASE WHEN status = 'in_progress' THEN 1 END) AS in_progress,
                count(CASE WHEN status = 'paused' THEN 1 END) AS paused,
                count(CASE WHEN status = 'completed' THEN 1 END) AS completed,
                count(CASE WHEN status = 'failed' THEN 1 END) AS failed,
                count(CASE WHEN status = 'cancelled' THEN 1 END) AS cancelled
            FROM broadcasts
        ) AS broadcasts
        """
    }

    static let plans: [PlanCase] = [
        PlanCase(count(at: 7), readWhole: ["users", "bot_users", "client_requests", "broadcasts"])
    ]
}

extension Statistics {
    fileprivate init(_ row: borrowing StoredRow, at time: Int64) {
        self.init(
            users: Users(
                total: row.integer(0),
                activeToday: row.integer(1),
                activeIn7Days: row.integer(2),
                activeIn30Days: row.integer(3),
                unreachable: row.integer(4)
            ),
            applications: [.new: row.integer(5), .viewed: row.integer(6), .contacted: row.integer(7)],
            requests: [.pending: row.integer(8), .approved: row.integer(9), .rejected: row.integer(10)],
            broadcasts: [
                .draft: row.integer(11), .scheduled: row.integer(12), .inProgress: row.integer(13),
                .paused: row.integer(14), .completed: row.integer(15), .failed: row.integer(16),
                .cancelled: row.integer(17),
            ],
            time: time
        )
    }
}
