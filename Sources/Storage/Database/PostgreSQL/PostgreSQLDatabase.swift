import Platform
import PostgreSQL
import Synchronization

/// A PostgreSQL server: connections on each event loop, driven by that loop. Knows no noun.
///
/// Writes of one kind that wait are one statement and one commit (`WriteBatch`), and are answered when the server has
/// said that the commit is done. It serves nobody before `attach(to:)`. Any number of processes may use the database.
package final class PostgreSQLDatabase: Sendable {
    /// Sizes and times with defaults for production.
    package struct Options: Sendable {
        /// Connections of all loops together; nil: two for each of the server's loops, at least eight, and four for
        /// the work loop.
        package var poolSize: Int?
        /// Connections that are added to them.
        package var poolOverflow: Int = 0
        /// How long a request may wait for a connection.
        package var poolTimeoutMilliseconds: Int = 3_000
        /// How long a statement may take.
        package var statementTimeoutMilliseconds: Int = 5_000
        /// A standby that pages of applications are read from; nil: the primary serves them.
        package var replica: ConnectionString?
        /// How far the standby may be behind to be read from.
        package var replicaMaxLagMilliseconds: Int = 5_000
        /// Hears when the standby begins or ceases to be read from.
        package var replicaNote: @Sendable (Bool) -> Void = { _ in }
        /// Hears that a pooler lies before the primary, or before the standby; once for each.
        package var poolerNote: @Sendable (Server) -> Void = { _ in }

        package init() {}

    }

    package enum Server: Sendable {
        case primary, standby
    }

    let target: ConnectionString
    private let connector: Connector
    private let replicaConnector: Connector?
    let options: Options
    /// How many migrations there must be.
    let migrationCount: Int
    /// Microseconds since 1970-01-01T00:00:00Z.
    let now: @Sendable () -> Int64
    /// Makes the queues of batched writes for one loop.
    private let kinds: Mutex<[(statement: Statement, make: @Sendable (WriteQueueOptions) -> AnyBatchQueue)]> = Mutex([])
    private let parts: AtomicLazyReference<LoopDatabases> = AtomicLazyReference()
    let writeHealth: WriteHealth = WriteHealth()
    let metrics = CommitMetrics()
    let activities = PoolActivities()

    /// Looks at the database once, and blocks while it does.
    ///
    /// - Parameters:
    ///   - migrations: all that this program knows.
    ///   - migrate: applies missing migrations; without it a database that lacks one is refused.
    ///   - now: microseconds since 1970-01-01T00:00:00Z.
    static func open(
        _ target: ConnectionString,
        migrations: [Migration],
        migrate: Bool,
        options: Options,
        now: @escaping @Sendable () -> Int64
    ) throws(StorageError) -> PostgreSQLDatabase {
        let migrator = Migrator(try session(target), known: migrations)
        if migrate { _ = try migrator.migrate(now: now()) }
        try Migration.requireNone(migrator.pending())
        return try PostgreSQLDatabase(target, migrationCount: migrations.count, options: options, now: now)
    }

    private init(
        _ target: ConnectionString,
        migrationCount: Int,
        options: Options,
        now: @escaping @Sendable () -> Int64
    ) throws(StorageError) {
        self.target = target
        self.options = options
        self.migrationCount = migrationCount
        self.now = now
        func connector(_ target: ConnectionString, _ server: Server) throws(StorageError) -> Connector {
            var setup = Connector.Options(
                applicationName: PostgreSQLDatabase.applicationName,
                statementMilliseconds: options.statementTimeoutMilliseconds
            )
            setup.poolerNote = { [note = options.poolerNote] in note(server) }
            do throws(SystemError) {
                return try Connector(target, options: setup)
            } catch {
                throw .unavailable("no thread for the database: \(error.text)")
            }
        }
        self.connector = try connector(target, .primary)
        replicaConnector = try options.replica.map { (replica) throws(StorageError) in
            try connector(replica, .standby)
        }
    }

    /// The name that the server's lists of sessions show.
    static let applicationName: String = "telegram-backend"

    /// A queue for one kind of batched writes on each loop; before `attach(to:)`.
    func batchKind<Write: BatchedWrite>() -> BatchKind<Write> {
        kinds.withLock { kinds in
            kinds.append((Write.statement, { AnyBatchQueue(BatchQueue<Write>($0)) }))
            return BatchKind(index: kinds.count - 1)
        }
    }

    /// Gives each loop its connections, as far as they go round; before the loops run. Only the first call counts.
    ///
    /// - Parameter work: the loop that runs before the others do and after they have ended; it gets a third of the
    ///   connections, and the only one where there is one.
    func attach(to loops: [any Loop], work: (any Loop)? = nil) {
        let shares = options.shares(loops: loops.count, hasWork: work != nil)
        let kinds = kinds.withLock { $0 }
        let parts = zip(loops + [work].compactMap(\.self), shares).filter { $1 > 0 }.map { loop, connections in
            let pool = poolOptions(connections: connections)
            let queues = WriteQueueOptions(
                capacity: pool.queueCapacity,
                now: now,
                note: writeHealth.note,
                metrics: metrics
            )
            return LoopDatabase(
                loop: loop,
                connector: connector,
                replica: replicaConnector,
                pool: pool,
                activities: activities,
                batches: kinds.map { $0.make(queues) },
                queues: queues
            )
        }
        let first = parts.first
        let replica = first.flatMap { first in
            first.replica.map {
                Replica(
                    database: first,
                    pool: $0,
                    maxLag: options.replicaMaxLagMilliseconds,
                    note: options.replicaNote
                )
            }
        }
        let all = LoopDatabases(parts, callers: CallingLoops(loops), replica: replica)
        guard self.parts.storeIfNil(all) === all else { return }
        for part in parts { part.start() }
        replica?.start()
    }

    private func poolOptions(connections: Int) -> ConnectionPool.Options {
        var pool = ConnectionPool.Options()
        pool.writers = 1
        pool.readers = connections - pool.writers
        pool.waitMilliseconds = options.poolTimeoutMilliseconds
        pool.answerMilliseconds = options.statementTimeoutMilliseconds
        return pool
    }

    /// A loop that ends closes its connections itself; the others do it here.
    func close() async {
        for part in parts.load()?.all ?? [] {
            await withTaskExecutorPreference(part.loop) {
                if part.loop.isCurrent { await part.finish() }
            }
        }
        await connector.finish()
        await replicaConnector?.finish()
    }

    /// As `Database.read`; where the standby fails, the primary is asked.
    func read<Value: Sendable>(
        _ sql: SQL,
        into value: Value,
        mayLag: Bool,
        isLong: Bool,
        _ read: @escaping @Sendable (inout Value, borrowing StoredRow) -> Void
    ) async throws(StorageError) -> Value {
        try await onLoopWithConnections { (loop) -> Result<Value, StorageError> in
            let statement = loop.statements.statement(sql)
            let parameters = Parameters(sql.postgreSQL)
            if mayLag, let replica = self.freshReplica(loop) {
                let answer = await loop.read(statement, parameters, into: value, isRowByRow: isLong, on: replica) {
                    read(&$0, StoredRow($1))
                }
                if case .success = answer { return answer }
            }
            return await loop.read(statement, parameters, into: value, isRowByRow: isLong) {
                read(&$0, StoredRow($1))
            }
        }
    }

    func transact(_ transaction: Transaction) async throws(StorageError) -> Transaction.Requirement? {
        let waiting = WaitingTransaction(transaction)
        let outcome = await withTaskCancellationHandler {
            await result { await $0.transact(waiting) }
        } onCancel: {
            waiting.cancel()
        }
        return try outcome.get()
    }

    /// Milliseconds that the standby is behind; nil where there is none, or it has not answered yet.
    var replicaLag: Int? { parts.load()?.replica?.lag }

    /// All statements that were asked so far; for tests, when the loops have ended.
    var statements: [Statement] {
        kinds.withLock { $0.map(\.statement) } + (parts.load()?.all ?? []).flatMap(\.statements.all)
    }

    /// The standby's connections on a loop, where it may be read from now.
    private func freshReplica(_ part: LoopDatabase) -> ConnectionPool? {
        guard let replica = parts.load()?.replica, replica.isFresh(at: part.loop.milliseconds) else { return nil }
        return part.replica
    }

    /// Runs `body` on a loop that has connections: the caller's own where that is one.
    func onLoopWithConnections<Value: Sendable>(
        _ body: @escaping @Sendable (LoopDatabase) async -> Result<Value, StorageError>
    ) async throws(StorageError) -> Value {
        try await result(body).get()
    }

    private func result<Value: Sendable>(
        _ body: @escaping @Sendable (LoopDatabase) async -> Result<Value, StorageError>
    ) async -> Result<Value, StorageError> {
        guard let parts = parts.load() else { return .failure(.unavailable("the store is not attached to loops")) }
        if let own = parts.current {
            own.loop.beginWait()
            let answer = await body(own)
            own.loop.endWait()
            return answer
        }
        let other = parts.next()
        let caller = parts.callers.current
        caller?.beginWait()
        let answer = await withTaskExecutorPreference(other.loop) { () -> Result<Value, StorageError> in
            // A loop that has ended runs nothing, and its connections are gone.
            guard other.loop.isCurrent else { return .failure(.unavailable("the server has stopped")) }
            return await body(other)
        }
        caller?.endWait()
        return answer
    }
}

/// The parts of a database, one for each loop that has connections.
final class LoopDatabases: Sendable {
    let all: [LoopDatabase]
    /// All loops, those without connections as well.
    let callers: CallingLoops
    let replica: Replica?
    private let turn: Atomic<Int> = Atomic(0)

    init(_ all: [LoopDatabase], callers: CallingLoops, replica: Replica?) {
        self.all = all
        self.callers = callers
        self.replica = replica
    }

    /// The one of the loop that the caller runs on; nil elsewhere.
    var current: LoopDatabase? { all.first { $0.loop.isCurrent } }

    /// One after the other, for callers from elsewhere.
    func next() -> LoopDatabase {
        all[Int(UInt(bitPattern: turn.wrappingAdd(1, ordering: .relaxed).oldValue) % UInt(all.count))]
    }
}
