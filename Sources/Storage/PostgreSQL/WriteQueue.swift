internal import Domain
internal import PostgreSQL

/// What waits on one loop to be written; a kind of write has a queue of its own. Belongs to the loop's thread.
///
/// The kinds are named one by one, so that the compiler knows the type of each: a list of them costs seven allocations a
/// write.
final class WriteQueue: WriteSource {
    let logIns: WriteKind<UserProfile>
    let tests: WriteKind<SavedTest>
    let updates: WriteKind<ReceivedUpdate>
    let statusChanges: WriteKind<StatusChange>
    let deletions: WriteKind<Deletion>

    /// - Parameter options: as of each kind.
    init(_ options: WriteKindOptions) {
        logIns = WriteKind(options)
        tests = WriteKind(options)
        updates = WriteKind(options)
        statusChanges = WriteKind(options)
        deletions = WriteKind(options)
    }

    var isEmpty: Bool {
        logIns.isEmpty && tests.isEmpty && updates.isEmpty && statusChanges.isEmpty && deletions.isEmpty
    }

    var hasLoneWrites: Bool {
        logIns.hasLone || tests.hasLone || updates.hasLone || statusChanges.hasLone || deletions.hasLone
    }

    var oldest: Int {
        min(logIns.oldest, tests.oldest, updates.oldest, statusChanges.oldest, deletions.oldest)
    }

    func takeExchange() -> Exchange? {
        logIns.take() ?? tests.take() ?? updates.take() ?? statusChanges.take() ?? deletions.take()
    }

    func fail(_ failure: DatabaseFailure, waitingSince time: Int) {
        logIns.fail(failure, waitingSince: time)
        tests.fail(failure, waitingSince: time)
        updates.fail(failure, waitingSince: time)
        statusChanges.fail(failure, waitingSince: time)
        deletions.fail(failure, waitingSince: time)
    }
}

/// What all kinds of writes need.
struct WriteKindOptions {
    /// How many of a kind may wait; one more is refused as `unavailable`.
    let capacity: Int
    /// Microseconds since 1970-01-01T00:00:00Z.
    let now: @Sendable () -> Int64
    /// Hears how each statement ended.
    let note: @Sendable (DatabaseFailure?) -> Void
}

/// The writes of one kind that wait.
final class WriteKind<Write: BatchedWrite> {
    /// Writes in one statement at most, and bytes beyond which it takes no more.
    private static var batchSize: Int { 512 }
    private static var batchBytes: Int { 4 * 1024 * 1024 }

    private let options: WriteKindOptions
    /// In the order they came; those that must go alone are in `alone`.
    private var waiting: [WaitingWrite<Write>] = []
    private var alone: [WaitingWrite<Write>] = []

    init(_ options: WriteKindOptions) { self.options = options }

    var isEmpty: Bool { waiting.isEmpty && alone.isEmpty }
    var hasLone: Bool { !alone.isEmpty }

    var oldest: Int {
        let oldest = waiting.first?.since ?? .max
        return alone.isEmpty ? oldest : alone.reduce(oldest) { min($0, $1.since) }
    }

    func append(_ write: WaitingWrite<Write>) {
        guard waiting.count < options.capacity else {
            return write.answer(.failure(.unavailable("too many writes wait")))
        }
        waiting.append(write)
    }

    func sendAlone(_ writes: [WaitingWrite<Write>]) {
        for write in writes { write.attempts += 1 }
        alone += writes
    }

    func noteEnd(_ failure: DatabaseFailure?) { options.note(failure) }

    func take() -> Exchange? {
        if !alone.isEmpty { return WriteBatch([alone.removeFirst()], queue: self).exchange(now: options.now()) }
        guard !waiting.isEmpty else { return nil }
        var taken: [WaitingWrite<Write>] = []
        var left: [WaitingWrite<Write>] = []
        var keys: Set<Int64> = Set(minimumCapacity: min(waiting.count, Self.batchSize))
        taken.reserveCapacity(min(waiting.count, Self.batchSize))
        var bytes = 0
        for write in waiting {
            if taken.count < Self.batchSize, bytes < Self.batchBytes, keys.insert(write.write.key).inserted {
                taken.append(write)
                bytes += write.write.size
            } else {
                left.append(write)
            }
        }
        waiting = left
        return WriteBatch(taken, queue: self).exchange(now: options.now())
    }

    func fail(_ failure: DatabaseFailure, waitingSince time: Int) {
        guard !isEmpty else { return }
        let error = StorageError(failure)
        for write in alone + waiting where write.since <= time { write.answer(.failure(error)) }
        alone.removeAll { $0.since <= time }
        waiting.removeAll { $0.since <= time }
    }
}
