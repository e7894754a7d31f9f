import Platform
import Synchronization

/// A SQLite file: one writer connection and one reader connection, each on a thread of its own. Knows no noun.
///
/// Writes that wait are committed together (`GroupCommit`), at `synchronous=FULL`: a write that returned is on disk.
/// Reads do not wait for that; one that starts after a write returned sees it. One process at a time has the file.
package final class SQLiteDatabase: Sendable {
    /// Sizes and times with defaults for production.
    package struct Options: Sendable {
        /// How long to wait at start for another process to let go of the file.
        package var lockWaitMilliseconds: Int = 5_000
        /// How many writes may wait, and how many reads; one more is refused as `unavailable`.
        package var queueCapacity: Int = 10_000
        /// How many writes share one transaction at most.
        package var batchSize: Int = 512
        /// Where another process has the file and can be asked, that one does what is asked for.
        package var asksOwner: Bool = false
        /// The file's largest size in pages of 4,096 bytes; nil for no limit of ours.
        package var maximumPages: Int64?

        package init() {}
    }

    let writer: WorkerThread<any QueuedWrite>
    private let reader: WorkerThread<@Sendable (SQLiteConnection) -> Void>
    let groupCommit: GroupCommit
    /// All that there must be.
    let migrations: [Migration]
    /// Lets others use the file.
    let socket: CommandSocketAddress
    private let callers: AtomicLazyReference<CallingLoops> = AtomicLazyReference()
    /// Microseconds since 1970-01-01T00:00:00Z.
    let now: @Sendable () -> Int64

    /// Opens (and where it is missing creates) the database; blocks while another process has it and while it migrates.
    ///
    /// - Parameters:
    ///   - migrations: all that this program knows.
    ///   - migrate: applies missing migrations; without it a database that lacks one is refused.
    ///   - now: microseconds since 1970-01-01T00:00:00Z.
    static func open(
        path: String,
        migrations: [Migration],
        migrate: Bool,
        options: Options,
        now: @escaping @Sendable () -> Int64
    ) throws(StorageError) -> SQLiteDatabase {
        let opened = try openWriter(path: path, options: options)
        let migrator = Migrator(opened.connection, known: migrations)
        if migrate { _ = try migrator.migrate(now: now()) }
        try Migration.requireNone(migrator.pending())
        let reader = try SQLiteConnection(path: opened.path, mode: .reader)
        return try SQLiteDatabase(
            writer: opened.connection,
            reader: reader,
            lock: opened.lock,
            socket: CommandSocketAddress(of: opened.path),
            migrations: migrations,
            options: options,
            now: now
        )
    }

    private init(
        writer: SQLiteConnection,
        reader: SQLiteConnection,
        lock: FileLock,
        socket: CommandSocketAddress,
        migrations: [Migration],
        options: Options,
        now: @escaping @Sendable () -> Int64
    ) throws(StorageError) {
        let groupCommit = GroupCommit(writer)
        self.groupCommit = groupCommit
        self.socket = socket
        self.migrations = migrations
        self.now = now
        do throws(SystemError) {
            self.reader = try WorkerThread(
                name: "sqlite-reader",
                capacity: options.queueCapacity,
                batch: 1,
                handle: { jobs in for job in jobs { job(reader) } },
                end: { reader.close() }
            )
            self.writer = try WorkerThread(
                name: "sqlite-writer",
                capacity: options.queueCapacity,
                batch: options.batchSize,
                handle: { writes in groupCommit.commit(writes) },
                end: {
                    writer.close()
                    lock.release()
                }
            )
        } catch {
            throw .unavailable("no thread for the database: \(error.text)")
        }
    }

    /// It has threads of its own; the loops only count who waits. Only the first call counts.
    func attach(to loops: [any Loop]) { _ = callers.storeIfNil(CallingLoops(loops)) }

    /// The work of the writer so far.
    package var statistics: WriteStatistics { groupCommit.statistics }

    /// How many writes wait for the transaction after the current one.
    package var waitingWrites: Int { writer.waiting }

    /// The reader goes first: the last connection to go merges the WAL into the file, and that is the writer's to do.
    func close() async {
        await reader.finish()
        await writer.finish()
    }

    /// Adds up the rows of a query.
    func read<Value: Sendable>(
        _ sql: SQL,
        into value: Value,
        _ read: @escaping @Sendable (inout Value, borrowing StoredRow) -> Void
    ) async throws(StorageError) -> Value {
        try await self.read { connection throws(StorageError) in
            var value = value
            try connection.run(sql) { read(&value, $0) }
            return value
        }
    }

    func transact(_ transaction: Transaction) async throws(StorageError) -> Transaction.Requirement? {
        let pending = PendingTransaction(transaction)
        let loop = callers.load()?.current
        loop?.beginWait()
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { caller in
                pending.caller = caller
                if !writer.submit(pending) {
                    caller.resume(returning: .failure(.unavailable("too many writes wait, or the store is closed")))
                }
            }
        } onCancel: {
            pending.cancel()
        }
        loop?.endWait()
        return try outcome.get()
    }

    /// Runs `body` in the next transaction and returns when that is durable.
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (SQLiteConnection) throws(StorageError) -> Value
    ) async throws(StorageError) -> Value {
        let loop = callers.load()?.current
        loop?.beginWait()
        let outcome = await withCheckedContinuation { caller in
            if !writer.submit(PendingWrite(body, caller: caller)) {
                caller.resume(returning: .failure(.unavailable("too many writes wait, or the store is closed")))
            }
        }
        loop?.endWait()
        return try outcome.get()
    }

    /// Runs `body` on the reader connection.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (SQLiteConnection) throws(StorageError) -> Value
    ) async throws(StorageError) -> Value {
        let loop = callers.load()?.current
        loop?.beginWait()
        let outcome: Result<Value, StorageError> = await withCheckedContinuation { caller in
            let isQueued = reader.submit { connection in
                do throws(StorageError) {
                    caller.resume(returning: .success(try body(connection)))
                } catch {
                    caller.resume(returning: .failure(error))
                }
            }
            if !isQueued {
                caller.resume(returning: .failure(.unavailable("too many reads wait, or the store is closed")))
            }
        }
        loop?.endWait()
        return try outcome.get()
    }
}
