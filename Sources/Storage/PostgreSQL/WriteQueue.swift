internal import PostgreSQL

/// What waits on one loop to be written; a kind of write has a queue of its own.
///
/// Belongs to the loop's thread.
final class WriteQueue: WriteSource {
    private let kinds: [any WriteKindQueue]

    init(_ kinds: [any WriteKindQueue]) { self.kinds = kinds }

    var isEmpty: Bool { kinds.allSatisfy(\.isEmpty) }

    var oldest: Int { kinds.reduce(.max) { min($0, $1.oldest) } }

    func takeExchange() -> (any Exchange)? {
        for kind in kinds {
            if let batch = kind.take() { return batch }
        }
        return nil
    }

    func fail(_ failure: DatabaseFailure, waitingSince time: Int) {
        for kind in kinds where !kind.isEmpty { kind.fail(failure, waitingSince: time) }
    }
}

protocol WriteKindQueue: AnyObject {
    var isEmpty: Bool { get }
    var oldest: Int { get }
    func take() -> (any Exchange)?
    func fail(_ failure: DatabaseFailure, waitingSince time: Int)
}

/// The writes of one kind that wait.
final class WriteKind<Write: BatchedWrite>: WriteKindQueue {
    /// Writes in one statement at most.
    private static var batchSize: Int { 512 }

    private let capacity: Int
    private let now: @Sendable () -> Int64
    private let note: @Sendable (DatabaseFailure?) -> Void
    /// In the order they came; those that must go alone are in `alone`.
    private var waiting: [PendingBatchedWrite<Write>] = []
    private var alone: [PendingBatchedWrite<Write>] = []

    /// - Parameters:
    ///   - capacity: how many may wait; one more is refused as `unavailable`.
    ///   - now: microseconds since 1970-01-01T00:00:00Z.
    ///   - note: hears how each statement ended.
    init(
        capacity: Int,
        now: @escaping @Sendable () -> Int64,
        note: @escaping @Sendable (DatabaseFailure?) -> Void
    ) {
        self.capacity = capacity
        self.now = now
        self.note = note
    }

    var isEmpty: Bool { waiting.isEmpty && alone.isEmpty }

    var oldest: Int { min(waiting.first?.since ?? .max, alone.reduce(.max) { min($0, $1.since) }) }

    func append(_ write: PendingBatchedWrite<Write>) {
        guard waiting.count < capacity else { return write.answer(.failure(.unavailable("too many writes wait"))) }
        waiting.append(write)
    }

    func sendAlone(_ writes: [PendingBatchedWrite<Write>]) {
        for var write in writes {
            write.attempts += 1
            alone.append(write)
        }
    }

    func noteEnd(_ failure: DatabaseFailure?, of count: Int) { note(failure) }

    func take() -> (any Exchange)? {
        if !alone.isEmpty { return WriteBatch([alone.removeFirst()], queue: self, now: now()) }
        guard !waiting.isEmpty else { return nil }
        var taken: [PendingBatchedWrite<Write>] = []
        var left: [PendingBatchedWrite<Write>] = []
        var keys: Set<Int64> = Set(minimumCapacity: min(waiting.count, Self.batchSize))
        for write in waiting {
            if taken.count < Self.batchSize, keys.insert(write.write.key).inserted {
                taken.append(write)
            } else {
                left.append(write)
            }
        }
        waiting = left
        return WriteBatch(taken, queue: self, now: now())
    }

    func fail(_ failure: DatabaseFailure, waitingSince time: Int) {
        let error = StorageError(failure)
        for write in alone + waiting where write.since <= time { write.answer(.failure(error)) }
        alone.removeAll { $0.since <= time }
        waiting.removeAll { $0.since <= time }
    }
}
