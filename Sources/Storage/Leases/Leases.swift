import Domain

/// Who does what only one process may do.
///
/// On PostgreSQL the server's clock counts, which is one for all processes.
package struct Leases: Noun {
    private let database: Database

    init(_ database: Database) { self.database = database }

    /// Takes leases that nobody has, and prolongs one's own.
    ///
    /// - Parameters:
    ///   - numbers: in ascending order.
    ///   - time: microseconds from now.
    /// - Returns: those that the owner has now.
    package func hold(
        _ kind: Lease.Kind,
        _ numbers: [Int64] = [0],
        owner: Int64,
        for time: Int64
    ) async throws(StorageError) -> [Int64] {
        try await database.transact(Leases.holding(kind, numbers, owner: owner, for: time, now: now)) { $0.integer(0) }
    }

    /// Gives all leases of one kind back.
    package func release(_ kind: Lease.Kind, owner: Int64) async throws(StorageError) {
        try await database.transact(Leases.release(kind, owner: owner))
    }

    /// Gives some back.
    package func release(_ kind: Lease.Kind, _ numbers: [Int64], owner: Int64) async throws(StorageError) {
        try await database.transact(Leases.release(kind, numbers, owner: owner))
    }

    package func list(_ kind: Lease.Kind) async throws(StorageError) -> [Lease] {
        try await database.read(Leases.list(kind, now: now)) {
            Lease(number: $0.integer(0), owner: $0.integer(1), isExpired: $0.bool(2))
        }
    }

    private var now: SQL { SQL(sqlite: "\(database.now)", postgreSQL: Leases.serverTime) }

    /// Microseconds since 1970-01-01T00:00:00Z.
    private static let serverTime: SQL = "CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS bigint)"

    private static func holding(
        _ kind: Lease.Kind,
        _ numbers: [Int64],
        owner: Int64,
        for time: Int64,
        now: SQL
    ) -> SQL {
        """
        INSERT INTO leases (kind, number, owner, until)
        SELECT \(kind.rawValue), given.value, \(owner), \(now) + \(time)
        FROM \(SQL(sqlite: "json_each(\(all: numbers)) AS given", postgreSQL: "unnest(\(all: numbers)) AS given (value)"))
        WHERE true
        ON CONFLICT (kind, number) DO UPDATE SET owner = excluded.owner, until = excluded.until
        WHERE leases.owner = excluded.owner OR leases.until <= \(now)
        RETURNING number
        """
    }

    private static func release(_ kind: Lease.Kind, owner: Int64) -> SQL {
        "DELETE FROM leases WHERE kind = \(kind.rawValue) AND owner = \(owner)"
    }

    private static func release(_ kind: Lease.Kind, _ numbers: [Int64], owner: Int64) -> SQL {
        "DELETE FROM leases WHERE kind = \(kind.rawValue) AND owner = \(owner) AND number \(isIn: numbers)"
    }

    private static func list(_ kind: Lease.Kind, now: SQL) -> SQL {
        "SELECT number, owner, until <= \(now) FROM leases WHERE kind = \(kind.rawValue) ORDER BY number"
    }

    static let plans: [PlanCase] = [
        PlanCase(holding(.inbox, [0, 1], owner: 7, for: 5, now: serverTime)),
        PlanCase(release(.inbox, owner: 7)),
        PlanCase(release(.inbox, [0, 1], owner: 7)),
        PlanCase(list(.inbox, now: serverTime)),
    ]
}
