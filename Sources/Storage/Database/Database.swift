import Platform

/// The seam between what is kept and the two databases that keep it: SQLite and PostgreSQL know no noun, and nouns know
/// neither of them, but for texts that differ and for their batches.
///
/// An enum and no protocol: so the compiler makes each read and write for its own types. Through an existential they
/// would be generic at run time, with allocations for each request.
enum Database: Sendable {
    case sqlite(SQLiteDatabase)
    case postgreSQL(PostgreSQLDatabase)
    /// A SQLite file that another process has.
    case served(ServedDatabase)

    /// Microseconds since 1970-01-01T00:00:00Z.
    var now: Int64 {
        switch self {
        case .sqlite(let database): database.now()
        case .postgreSQL(let database): database.now()
        case .served(let database): database.now()
        }
    }

    /// nil where another process commits.
    var metrics: CommitMetrics? {
        switch self {
        case .sqlite(let database): database.groupCommit.metrics
        case .postgreSQL(let database): database.metrics
        case .served: nil
        }
    }

    /// The statement for this database alone: the other is not even made, where a request would pay for it.
    func statement(sqlite: @autoclosure () -> SQL, postgreSQL: @autoclosure () -> SQL) -> SQL {
        switch self {
        case .sqlite, .served: sqlite()
        case .postgreSQL: postgreSQL()
        }
    }

    /// As `Store.attach`.
    func attach(to loops: [any Loop], work: (any Loop)?) {
        switch self {
        case .sqlite(let database): database.attach(to: loops)
        case .postgreSQL(let database): database.attach(to: loops, work: work)
        case .served: break
        }
    }

    /// Adds up the rows of a query, all of one snapshot.
    ///
    /// - Parameters:
    ///   - mayLag: lets a standby answer that is a little behind.
    ///   - isLong: hands rows over as they arrive, so that a long result is never held twice.
    func read<Value: Sendable>(
        _ sql: SQL,
        into value: Value,
        mayLag: Bool = false,
        isLong: Bool = false,
        _ read: @escaping @Sendable (inout Value, borrowing StoredRow) -> Void
    ) async throws(StorageError) -> Value {
        switch self {
        case .sqlite(let database):
            try await database.read(sql, into: value, read)
        case .postgreSQL(let database):
            try await database.read(sql, into: value, mayLag: mayLag, isLong: isLong, read)
        case .served(let database):
            try await database.read(sql, into: value, read)
        }
    }

    /// All rows of a query.
    func read<Value: Sendable>(
        _ sql: SQL,
        _ read: @escaping @Sendable (borrowing StoredRow) -> Value
    ) async throws(StorageError) -> [Value] {
        try await self.read(sql, into: []) { $0.append(read($1)) }
    }

    /// The last row of a query; nil where there is none.
    func readOne<Value: Sendable>(
        _ sql: SQL,
        _ read: @escaping @Sendable (borrowing StoredRow) -> Value
    ) async throws(StorageError) -> Value? {
        try await self.read(sql, into: nil) { $0 = read($1) }
    }

    /// Does all statements or none, and returns once that is durable.
    ///
    /// Each sees what those before it changed. Where PostgreSQL finds that the transaction and others wait for each
    /// other or cannot be put in an order, it is undone there and tried again, up to five times. A task that is
    /// cancelled before the transaction is sent does nothing; once it is sent, its outcome is awaited.
    ///
    /// - Returns: the requirement that was not met, so that nothing was done; nil where all was done.
    /// - Throws: what was refused; the text names the statement by its number.
    @discardableResult
    func transact(_ transaction: Transaction) async throws(StorageError) -> Transaction.Requirement? {
        guard !Task.isCancelled else { throw StorageError.cancelled }
        return switch self {
        case .sqlite(let database): try await database.transact(transaction)
        case .postgreSQL(let database): try await database.transact(transaction)
        case .served(let database): try await database.transact(transaction)
        }
    }

    /// Does one statement, and returns once that is durable.
    func transact(_ sql: SQL) async throws(StorageError) {
        var transaction = Transaction()
        transaction.add(sql)
        try await transact(transaction)
    }

    /// Does one statement, and returns its rows once that is durable.
    func transact<Value: Sendable>(
        _ sql: SQL,
        _ read: @escaping @Sendable (borrowing StoredRow) -> Value
    ) async throws(StorageError) -> [Value] {
        var transaction = Transaction()
        let slot = transaction.add(sql, read)
        try await transact(transaction)
        return slot.rows
    }

    /// Throws unless the database answers, can be written, and has all migrations.
    func checkHealth() async throws(StorageError) {
        switch self {
        case .sqlite(let database): try await database.checkHealth()
        case .postgreSQL(let database): try await database.checkHealth()
        case .served: _ = try await readOne("SELECT 1") { $0.integer(0) }
        }
    }

    /// Finishes queued writes, then closes.
    func close() async {
        switch self {
        case .sqlite(let database): await database.close()
        case .postgreSQL(let database): await database.close()
        case .served(let database): await database.close()
        }
    }
}

extension StorageError {
    /// The caller's task was cancelled while its transaction waited to be sent.
    static let cancelled: StorageError = .unavailable("the request was cancelled; its transaction was not sent")

    /// The same error with the number of the statement that it is about, where there are several.
    func inStatement(_ index: Int, of count: Int) -> StorageError {
        guard count > 1 else { return self }
        let place = ", statement \(index + 1) of \(count)"
        return switch self {
        case .unavailable(let reason): .unavailable(reason + place)
        case .migrations(let reason): .migrations(reason + place)
        case .internal(let reason): .internal(reason + place)
        }
    }
}
