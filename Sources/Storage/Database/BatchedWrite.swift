import PostgreSQL

/// A write of which many are committed together; for the few that have to be fast.
///
/// On SQLite each is run by itself, in a transaction that it shares. On PostgreSQL many make one statement, whose rows
/// come from arrays, one for each parameter.
protocol BatchedWrite: Sendable {
    /// The value that the caller is told.
    associatedtype Value: Sendable

    /// Runs the write; where it throws, all that it did is undone.
    ///
    /// - Parameter time: microseconds since 1970-01-01T00:00:00Z.
    func run(on connection: SQLiteConnection, at time: Int64) throws(StorageError) -> Value

    static var statement: Statement { get }

    /// The thing that the write changes; two with the same key never share a statement.
    var key: Int64 { get }

    /// How many bytes it has beside what every write of its kind has; a statement takes only so many.
    var size: Int { get }

    /// The values for writes in ascending order of their keys: all batches lock rows in this order, so that no two wait
    /// for each other.
    ///
    /// - Parameter now: microseconds since 1970-01-01T00:00:00Z.
    static func parameters(_ writes: [Self], now: Int64) -> Parameters

    /// Reads what a row of the result says, and for which key.
    static func outcome(_ row: borrowing Row) -> (key: Int64, value: Value)

    /// The answer to a write without a row in the result; nil where that is a fault.
    static var valueWithoutRow: Value? { get }
}

extension BatchedWrite {
    static var valueWithoutRow: Value? { nil }
    var size: Int { 0 }
}

/// The place where a noun puts its batched writes of one kind.
struct Batch<Write: BatchedWrite>: Sendable {
    private let database: Database
    private let kind: BatchKind<Write>?

    /// Before the database is attached to loops.
    init(_ database: Database) {
        self.database = database
        switch database {
        case .sqlite, .served: kind = nil
        case .postgreSQL(let database): kind = database.batchKind()
        }
    }

    /// Returns once the write is durable.
    func write(_ write: Write) async throws(StorageError) -> Write.Value {
        switch database {
        case .sqlite(let database):
            let time = database.now()
            return try await database.write { connection throws(StorageError) in
                try write.run(on: connection, at: time)
            }
        case .postgreSQL(let database):
            return try await enqueue(write, on: database)
        case .served:
            // Commands make none of these: there is nothing to gather.
            throw .internal("a batched write of a process that has no database")
        }
    }

    /// Never inlined: what it keeps while it waits would be kept by writes on SQLite, too.
    @inline(never)
    private func enqueue(_ write: Write, on database: PostgreSQLDatabase) async throws(StorageError) -> Write.Value {
        guard let kind else { throw .internal("a batch without a queue") }
        return try await database.onLoopWithConnections { await $0.write(write, to: kind) }
    }
}
