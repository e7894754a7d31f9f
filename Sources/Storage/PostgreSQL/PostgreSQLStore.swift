internal import Domain
package import Platform
package import PostgreSQL
internal import Synchronization

/// The store on a PostgreSQL server: connections on each event loop, driven by that loop.
///
/// Writes of one kind that wait are one statement and one commit (`WriteBatch`), and are answered when the server has
/// said that the commit is done. It serves nobody before `attach(to:)`. Any number of processes may use the database.
package final class PostgreSQLStore: Store {
    /// Sizes and times with defaults for production.
    package struct Options: Sendable {
        /// Connections of all loops together; nil: two for each loop, at least eight.
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

        /// Connections of all loops together.
        package func connections(ofLoops loops: Int) -> Int { (poolSize ?? max(8, 2 * loops)) + poolOverflow }
    }

    package enum Server: Sendable {
        case primary, standby
    }

    private let connector: Connector
    private let replicaConnector: Connector?
    let options: Options
    private let now: @Sendable () -> Int64
    private let parts: AtomicLazyReference<LoopStores> = AtomicLazyReference()
    let writeHealth: WriteHealth = WriteHealth()

    /// Looks at the database once, and blocks while it does.
    ///
    /// - Parameters:
    ///   - migrate: applies missing migrations; without it a database that lacks one is refused.
    ///   - now: microseconds since 1970-01-01T00:00:00Z.
    package static func open(
        _ target: ConnectionString,
        migrate: Bool,
        options: Options = Options(),
        now: @escaping @Sendable () -> Int64
    ) throws(StorageError) -> PostgreSQLStore {
        let migrator = try migrator(target)
        if migrate { _ = try migrator.migrate(now: now()) }
        try Migration.requireNone(migrator.pending())
        return try PostgreSQLStore(target, options: options, now: now)
    }

    private init(
        _ target: ConnectionString,
        options: Options,
        now: @escaping @Sendable () -> Int64
    ) throws(StorageError) {
        self.options = options
        self.now = now
        func connector(
            _ target: ConnectionString,
            _ server: Server,
            _ statements: [Statement]
        ) throws(StorageError) -> Connector {
            var setup = Connector.Options(
                applicationName: PostgreSQLStore.applicationName,
                statementMilliseconds: options.statementTimeoutMilliseconds,
                statements: statements
            )
            setup.poolerNote = { [note = options.poolerNote] in note(server) }
            do throws(SystemError) {
                return try Connector(target, options: setup)
            } catch {
                throw .unavailable("no thread for the database: \(error.text)")
            }
        }
        var statements = PostgreSQLStore.statements
        if options.replica != nil { statements.append(ReplicaStatements.primaryPosition) }
        self.connector = try connector(target, .primary, statements)
        replicaConnector = try options.replica.map { (replica) throws(StorageError) in
            try connector(replica, .standby, ReplicaStatements.all)
        }
    }

    /// What the server's lists of sessions show.
    static let applicationName: String = "telegram-backend"

    /// All that a store ever asks, migrations aside.
    static let statements: [Statement] = [
        UserProfile.statement, SavedTest.statement, ReceivedUpdate.statement, StatusChange.statement,
        Deletion.statement, ApplicationStatements.one, ApplicationStatements.page, ApplicationStatements.pageByStatus,
        ApplicationStatements.search, HealthStatements.state, HealthStatements.touch,
    ]

    /// Gives each loop its connections, as far as they go round; before the loops run. Only the first call counts.
    package func attach(to loops: [any Loop]) {
        let size = options.connections(ofLoops: loops.count)
        let count = max(1, min(loops.count, size))
        let stores = loops.prefix(count).enumerated().map { index, loop in
            // The first ones get what is left over.
            let connections = size / count + (index < size % count ? 1 : 0)
            let pool = poolOptions(connections: connections)
            let writes = WriteKindOptions(capacity: pool.queueCapacity, now: now, note: writeHealth.note)
            return LoopStore(
                loop: loop,
                connector: connector,
                replica: replicaConnector,
                pool: pool,
                writes: writes
            )
        }
        let first = stores.first
        let replica = first.flatMap { first in
            first.replica.map {
                Replica(
                    store: first,
                    pool: $0,
                    maxLag: options.replicaMaxLagMilliseconds,
                    note: options.replicaNote
                )
            }
        }
        let all = LoopStores(stores, callers: CallingLoops(loops), replica: replica)
        guard parts.storeIfNil(all) === all else { return }
        for store in stores { store.start() }
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
    package func close() async {
        for store in parts.load()?.stores ?? [] {
            await withTaskExecutorPreference(store.loop) {
                if store.loop.isCurrent { await store.finish() }
            }
        }
        await connector.finish()
        await replicaConnector?.finish()
    }

    /// The standby's connections on the loop of `store`, where it may be read from now.
    func freshReplica(_ store: LoopStore) -> ConnectionPool? {
        guard let replica = parts.load()?.replica, replica.isFresh(at: store.loop.milliseconds) else { return nil }
        return store.replica
    }

    /// Runs `body` on a loop that has connections: the caller's own where that is one.
    func here<Value: Sendable>(
        _ body: @escaping @Sendable (LoopStore) async -> Result<Value, StorageError>
    ) async throws(StorageError) -> Value {
        guard let stores = parts.load() else { throw .unavailable("the store is not attached to loops") }
        if let own = stores.current {
            own.loop.beginWait()
            let answer = await body(own)
            own.loop.endWait()
            return try answer.get()
        }
        let other = stores.next()
        let caller = stores.callers.current
        caller?.beginWait()
        let answer = await withTaskExecutorPreference(other.loop) { () -> Result<Value, StorageError> in
            // A loop that has ended runs nothing, and its connections are gone.
            guard other.loop.isCurrent else { return .failure(.unavailable("the server has stopped")) }
            return await body(other)
        }
        caller?.endWait()
        return try answer.get()
    }
}

/// The parts of a store, one for each loop that has connections.
final class LoopStores: Sendable {
    let stores: [LoopStore]
    /// All loops, those without connections as well.
    let callers: CallingLoops
    let replica: Replica?
    private let turn: Atomic<Int> = Atomic(0)

    init(_ stores: [LoopStore], callers: CallingLoops, replica: Replica?) {
        self.stores = stores
        self.callers = callers
        self.replica = replica
    }

    /// The one of the loop that the caller runs on; nil elsewhere.
    var current: LoopStore? { stores.first { $0.loop.isCurrent } }

    /// One after the other, for callers from elsewhere.
    func next() -> LoopStore {
        stores[Int(UInt(bitPattern: turn.wrappingAdd(1, ordering: .relaxed).oldValue) % UInt(stores.count))]
    }
}
