import PostgreSQL

/// The writes of one kind that wait.
final class BatchQueue<Write: BatchedWrite> {
    /// Writes in one statement at most, and bytes beyond which it takes no more.
    private static var batchSize: Int { 512 }
    private static var batchBytes: Int { 4 * 1024 * 1024 }

    private let options: WriteQueueOptions
    /// In the order they came; those that must go alone are in `alone`.
    private var waiting: [WaitingWrite<Write>] = []
    private var alone: [WaitingWrite<Write>] = []

    init(_ options: WriteQueueOptions) { self.options = options }

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

    func noteEnd(_ failure: DatabaseFailure?, of count: Int, sentAt time: UInt64) {
        options.note(failure)
        options.noteCommit(of: count, sentAt: time, failure)
    }

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
