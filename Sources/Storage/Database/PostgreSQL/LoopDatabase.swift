import Platform
import PostgreSQL

/// One loop's part of a `PostgreSQLDatabase`: its connections, and what waits for them.
///
/// `@unchecked Sendable`: used on the loop's thread alone (`PostgreSQLDatabase.onLoopWithConnections` and `close` see
/// to that), but for `loop`, which never changes.
final class LoopDatabase: @unchecked Sendable {
    let loop: any Loop
    let writes: LoopWrites
    let statements: StatementCache
    private let pool: ConnectionPool
    /// Connections to a standby; nil where there is none.
    let replica: ConnectionPool?
    private var isClosing: Bool = false

    init(
        loop: any Loop,
        connector: Connector,
        replica: Connector?,
        pool options: ConnectionPool.Options,
        activities: PoolActivities = PoolActivities(),
        batches: [AnyBatchQueue],
        queues: WriteQueueOptions
    ) {
        self.loop = loop
        statements = StatementCache()
        writes = LoopWrites(batches, transactions: TransactionQueue(queues, statements))
        pool = ConnectionPool(
            loop: loop,
            connector: connector,
            source: writes,
            options: options,
            activity: activities.primary
        )
        self.replica = replica.map { replica in
            var readers = options
            readers.readers = options.readers + options.writers
            readers.writers = 0
            return ConnectionPool(
                loop: loop,
                connector: replica,
                source: NoWrites(),
                options: readers,
                activity: activities.standby
            )
        }
    }

    /// Before the loop runs, or on its thread.
    func start() {
        pool.start()
        replica?.start()
    }

    /// Why nothing can be written now; nil where nothing stands against it.
    var writeFault: DatabaseFailure? { pool.writeFault }

    /// That a write was sent a while ago and has no answer; nil where that is not so.
    var writeDelay: DatabaseFailure? {
        loop.milliseconds - pool.oldestWrite > 300 ? .overdue("writes are not answered") : nil
    }

    /// Returns when everything that waits has been written, and closes the connections.
    func finish() async {
        isClosing = true
        await pool.finish()
        await replica?.finish()
    }

    func write<Write: BatchedWrite>(
        _ write: Write,
        to kind: BatchKind<Write>
    ) async -> Result<Write.Value, StorageError> {
        guard !isClosing, let queue = kind.queue(in: writes) else {
            return .failure(.unavailable("the store is closed"))
        }
        return await withCheckedContinuation { caller in
            queue.append(WaitingWrite(write, since: loop.milliseconds, caller: caller))
            pool.wake()
        }
    }

    func transact(_ transaction: WaitingTransaction) async -> Result<Transaction.Requirement?, StorageError> {
        guard !isClosing else { return .failure(.unavailable("the store is closed")) }
        return await withCheckedContinuation { caller in
            transaction.caller = caller
            transaction.since = loop.milliseconds
            writes.transactions.append(transaction)
            pool.wake()
        }
    }

    /// Adds up the rows of a query.
    ///
    /// - Parameters:
    ///   - replica: asks the standby; nil: the primary.
    ///   - milliseconds: how long it may take in all, for what goes before all others; nil: what the pool allows.
    func read<Value: Sendable>(
        _ statement: Statement,
        _ parameters: Parameters,
        into value: Value,
        isRowByRow: Bool = false,
        on replica: ConnectionPool? = nil,
        within milliseconds: Int? = nil,
        _ read: @escaping (inout Value, borrowing Row) -> Void
    ) async -> Result<Value, StorageError> {
        await withCheckedContinuation { caller in
            var value = value
            let exchange = Exchange(
                statement,
                parameters,
                isRowByRow: isRowByRow,
                receive: { read(&value, $1) },
                end: { failure, _ in
                    caller.resume(returning: failure.map { .failure(StorageError($0)) } ?? .success(value))
                }
            )
            (replica ?? pool).submit(exchange, within: milliseconds)
        }
    }
}

/// What the connections to each server do.
package struct PoolActivities: Sendable {
    package let primary = PoolActivity()
    package let standby = PoolActivity()
}
