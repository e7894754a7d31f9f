internal import PostgreSQL
internal import Synchronization

/// What tells whether the database can be used.
enum HealthStatements {
    struct State: Sendable {
        var isMigrated: Bool = false
        var isWritable: Bool = false

        init() {}

        init(_ row: borrowing Row) {
            isMigrated = row.bool(0)
            isWritable = row.bool(1)
        }
    }

    /// A database that is newer than the program is well: that is how versions follow each other under load.
    static let state: Statement = Statement(
        "health",
        """
        SELECT (SELECT count(*) FROM schema_migrations WHERE version <= $1) = $1,
            current_setting('transaction_read_only') = 'off'
        """,
        [.bigint]
    )

    static func parameters(migrations count: Int) -> Parameters {
        var parameters = Parameters()
        parameters.add(Int64(count))
        return parameters
    }

    /// Writes, and changes nothing.
    static let touch: Statement = Statement(
        "touch",
        """
        INSERT INTO application_counts AS counts (status, shard, count) VALUES ('new', -1, 0)
        ON CONFLICT (status, shard) DO UPDATE SET count = 0 RETURNING true
        """,
        []
    )
}

/// Whether the last write failed because the server lacked something, such as room on its disk.
final class WriteHealth: Sendable {
    private let last: Mutex<DatabaseFailure?> = Mutex(nil)

    var fault: DatabaseFailure? { last.withLock { $0 } }

    func note(_ failure: DatabaseFailure?) {
        switch failure {
        case .refused(let state, _)? where state.category == "53" || state.category == "58":
            last.withLock { $0 = failure }
        case nil: last.withLock { if $0 != nil { $0 = nil } }
        default: break
        }
    }
}
