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

    /// Writes more than finds room in pages that are there, and changes nothing. Only where this succeeds is there room
    /// for others.
    static let touch: Statement = Statement(
        "touch",
        """
        DO $$
        BEGIN
            INSERT INTO telegram_updates (update_id, received_at, kind, state, raw)
            SELECT -1, 0, '', 'dead', decode(string_agg(md5(random()::text), ''), 'hex')
            FROM generate_series(1, 4096);
            DELETE FROM telegram_updates WHERE update_id = -1;
        END $$
        """,
        []
    )
}

/// Whether a write failed because the server lacked something, such as room on its disk.
///
/// That others succeed says little: a short row finds room where a long one does not.
final class WriteHealth: Sendable {
    /// How long a failure speaks for itself; then somebody has to try.
    private static let fresh: Duration = .seconds(1)

    private struct Want {
        let failure: DatabaseFailure
        let since: ContinuousClock.Instant
    }

    private let last: Mutex<Want?> = Mutex(nil)

    /// What is lacking; nil where nothing is.
    var fault: DatabaseFailure? { last.withLock { $0?.failure } }

    /// True where the failure is so young that nothing need be tried.
    var isFresh: Bool { last.withLock { want in want.map { .now - $0.since < WriteHealth.fresh } ?? false } }

    /// Hears how a write ended.
    func note(_ failure: DatabaseFailure?) {
        guard let failure, case .refused(let state, _) = failure, state.category == "53" || state.category == "58"
        else { return }
        last.withLock { $0 = Want(failure: failure, since: .now) }
    }

    /// An attempt has shown that what was lacking is there again.
    func clear() { last.withLock { $0 = nil } }
}
