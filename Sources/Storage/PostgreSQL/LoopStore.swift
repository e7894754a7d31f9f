internal import Loops
internal import PostgreSQL

/// One loop's part of a `PostgreSQLStore`: its connections, and what waits for them.
///
/// `@unchecked Sendable`: used on the loop's thread alone (`PostgreSQLStore.here` and `close` see to that), but for
/// `loop`, which never changes.
final class LoopStore: @unchecked Sendable {
    let loop: any Loop
    private let pool: ConnectionPool
    let logIns: WriteKind<UserProfile>
    let tests: WriteKind<SavedTest>
    let updates: WriteKind<ReceivedUpdate>
    let statusChanges: WriteKind<StatusChange>
    let deletions: WriteKind<Deletion>
    private var isClosing: Bool = false

    init(
        loop: any Loop,
        connector: Connector,
        pool options: ConnectionPool.Options,
        now: @escaping @Sendable () -> Int64,
        note: @escaping @Sendable (DatabaseFailure?) -> Void
    ) {
        self.loop = loop
        logIns = WriteKind(capacity: options.queueCapacity, now: now, note: note)
        tests = WriteKind(capacity: options.queueCapacity, now: now, note: note)
        updates = WriteKind(capacity: options.queueCapacity, now: now, note: note)
        statusChanges = WriteKind(capacity: options.queueCapacity, now: now, note: note)
        deletions = WriteKind(capacity: options.queueCapacity, now: now, note: note)
        pool = ConnectionPool(
            loop: loop,
            connector: connector,
            source: WriteQueue([logIns, tests, updates, statusChanges, deletions]),
            options: options
        )
    }

    /// Before the loop runs, or on its thread.
    func start() { pool.start() }

    /// Why nothing can be written now; nil where nothing stands against it.
    var writeFault: DatabaseFailure? { pool.writeFault }

    /// Returns when everything that waits has been written, and closes the connections.
    func finish() async {
        isClosing = true
        await pool.finish()
    }

    func write<Write: BatchedWrite>(_ write: Write, to kind: WriteKind<Write>) async -> Result<Write.Value, StorageError>
    {
        guard !isClosing else { return .failure(.unavailable("the store is closed")) }
        return await withCheckedContinuation { caller in
            kind.append(PendingBatchedWrite(write: write, caller: caller, since: loop.milliseconds))
            pool.wake()
        }
    }

    /// Adds up the rows of a query.
    ///
    /// - Parameter milliseconds: how long it may take in all; nil: what the pool allows.
    func read<Value: Sendable>(
        _ statement: Statement,
        _ parameters: Parameters,
        into value: Value,
        isRowByRow: Bool = false,
        within milliseconds: Int? = nil,
        _ read: @escaping (inout Value, borrowing Row) -> Void
    ) async -> Result<Value, StorageError> {
        await withCheckedContinuation { caller in
            pool.submit(
                ReadExchange(
                    statement,
                    parameters,
                    into: value,
                    isRowByRow: isRowByRow,
                    read: read,
                    caller: caller
                ),
                within: milliseconds
            )
        }
    }
}
