import Synchronization

/// A write on its way: run in a transaction it shares with others, answered when that transaction is durable.
protocol QueuedWrite: Sendable {
    /// Runs the write and keeps its outcome; throws where it failed.
    func run(on connection: SQLiteConnection) throws(StorageError)
    /// Answers the caller: with the kept outcome, or with the failure of the whole transaction.
    func answer(transactionFailure: StorageError?)
}

/// A write, its caller and its outcome.
///
/// `@unchecked Sendable`: `outcome` is touched by the writer thread alone; everything else is immutable.
final class PendingWrite<Value: Sendable>: QueuedWrite, @unchecked Sendable {
    private let body: @Sendable (SQLiteConnection) throws(StorageError) -> Value
    private let caller: CheckedContinuation<Result<Value, StorageError>, Never>
    private var outcome: Result<Value, StorageError> = .failure(.unavailable("the write was not run"))

    init(
        _ body: @escaping @Sendable (SQLiteConnection) throws(StorageError) -> Value,
        caller: CheckedContinuation<Result<Value, StorageError>, Never>
    ) {
        self.body = body
        self.caller = caller
    }

    func run(on connection: SQLiteConnection) throws(StorageError) {
        do throws(StorageError) {
            outcome = .success(try body(connection))
        } catch {
            outcome = .failure(error)
            throw error
        }
    }

    func answer(transactionFailure: StorageError?) {
        caller.resume(returning: transactionFailure.map { .failure($0) } ?? outcome)
    }
}

/// Turns whatever writes are waiting into one transaction: one fsync for all of them, none acknowledged before it.
final class GroupCommit: Sendable {
    /// How long a transaction may take before it is doubtful that it ends.
    private static let patience: Duration = .seconds(3)

    private static let begin: SQL = "BEGIN IMMEDIATE"
    private static let end: SQL = "COMMIT"
    private static let undoAll: SQL = "ROLLBACK"
    private static let savepoint: SQL = "SAVEPOINT write"
    private static let undo: SQL = "ROLLBACK TO write"
    private static let keep: SQL = "RELEASE write"

    private let connection: SQLiteConnection
    /// Tells whether writes fail because the file cannot be written.
    let health: WriteHealth = WriteHealth()
    /// When the transaction under way was begun.
    private let begun: Mutex<ContinuousClock.Instant?> = Mutex(nil)
    let metrics = CommitMetrics()
    private let counted: Mutex<WriteStatistics> = Mutex(WriteStatistics())

    init(_ connection: SQLiteConnection) { self.connection = connection }

    var statistics: WriteStatistics { counted.withLock { $0 } }

    /// That the transaction under way has taken too long; nil where that is not so.
    var delay: StorageError? {
        guard let begun = begun.withLock({ $0 }), .now - begun > GroupCommit.patience else { return nil }
        return .unavailable("the disk does not answer: a write waits for it")
    }

    /// Runs the writes, each so that it can be undone alone, commits, and answers all callers.
    func commit(_ writes: [any QueuedWrite]) {
        counted.withLock { $0.begun += 1 }
        let start = ContinuousClock.now
        begun.withLock { $0 = start }
        var failure: StorageError?
        do throws(StorageError) {
            try connection.run(GroupCommit.begin)
            if try run(writes) {
                // A file that lost its name ends with this process, and what was acknowledged into it.
                guard !connection.hasMoved else { throw .unavailable("the database file was moved or deleted") }
                try connection.run(GroupCommit.end)
            }
        } catch {
            failure = error
            // An error such as a full disk may have ended the transaction already.
            if !connection.isAutocommit { try? connection.execute("ROLLBACK") }
        }
        begun.withLock { $0 = nil }
        if let failure { note(failure) }
        let microseconds = Int((ContinuousClock.now - start) / .microseconds(1))
        metrics.note(writes: writes.count, microseconds: microseconds, failure == nil ? .committed : .failed)
        counted.withLock { $0.add(writes: writes.count, committed: failure == nil) }
        for write in writes { write.answer(transactionFailure: failure) }
    }

    /// A failure of the file, the disk or the lock is `unavailable`; the rest is a write's own fault.
    private func note(_ failure: StorageError) {
        if case .unavailable = failure { health.noteLack(failure) }
    }

    /// Undoes the writes that fail; throws only where the transaction is lost with one.
    ///
    /// - Returns: false where the transaction is over, as its only write failed.
    private func run(_ writes: [any QueuedWrite]) throws(StorageError) -> Bool {
        guard writes.count == 1 else {
            for write in writes { try runInSavepoint(write) }
            return true
        }
        // For a savepoint SQLite copies each page before it changes it; whoever has the transaction alone needs none.
        do throws(StorageError) {
            try writes[0].run(on: connection)
            return true
        } catch {
            guard !connection.isAutocommit else { throw error }
            note(error)
            try connection.run(GroupCommit.undoAll)
            return false
        }
    }

    private func runInSavepoint(_ write: any QueuedWrite) throws(StorageError) {
        try connection.run(GroupCommit.savepoint)
        do throws(StorageError) {
            try write.run(on: connection)
        } catch {
            guard !connection.isAutocommit else { throw error }
            note(error)
            try connection.run(GroupCommit.undo)
        }
        try connection.run(GroupCommit.keep)
    }
}

/// The work of the writer since it was opened.
package struct WriteStatistics: Sendable, Equatable {
    /// Transactions that were started; the last one may be under way.
    package fileprivate(set) var begun: Int = 0
    /// Transactions that were committed.
    package private(set) var commits: Int = 0
    /// Writes in committed transactions, failed ones included.
    package private(set) var writes: Int = 0
    /// Transactions that were lost.
    package private(set) var failures: Int = 0
    package private(set) var largestBatch: Int = 0

    mutating func add(writes count: Int, committed: Bool) {
        guard committed else {
            failures += 1
            return
        }
        commits += 1
        writes += count
        largestBatch = max(largestBatch, count)
    }
}
