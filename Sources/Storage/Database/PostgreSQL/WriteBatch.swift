import Platform
import PostgreSQL

/// A write and whoever waits for it; an object, because it moves from queue to batch and is large.
final class WaitingWrite<Write: BatchedWrite> {
    let write: Write
    /// Since when it waits: milliseconds of the loop's clock.
    let since: Int
    /// How often it was sent before.
    var attempts: Int = 0
    private let caller: CheckedContinuation<Result<Write.Value, StorageError>, Never>

    init(_ write: Write, since: Int, caller: CheckedContinuation<Result<Write.Value, StorageError>, Never>) {
        self.write = write
        self.since = since
        self.caller = caller
    }

    func answer(_ outcome: Result<Write.Value, StorageError>) { caller.resume(returning: outcome) }
}

/// Writes of one kind on their way in one statement.
final class WriteBatch<Write: BatchedWrite> {
    /// In ascending order of their keys, which are all different.
    private let writes: [WaitingWrite<Write>]
    private let keys: [Int64]
    private var values: [Write.Value?]
    private let queue: BatchQueue<Write>
    /// Nanoseconds of the monotonic clock.
    private var sentAt: UInt64 = 0

    init(_ writes: [WaitingWrite<Write>], queue: BatchQueue<Write>) {
        let order = WriteBatch.order(writes.map(\.write.key))
        self.writes = order.map { writes[$0.index] }
        self.queue = queue
        keys = order.map(\.key)
        values = Array(repeating: nil, count: writes.count)
    }

    /// - Parameter now: microseconds since 1970-01-01T00:00:00Z.
    func exchange(now: Int64) -> Exchange {
        sentAt = SystemClock.monotonicNanoseconds()
        return Exchange(
            Write.statement,
            Write.parameters(writes.map(\.write), now: now),
            receive: { _, row in self.receive(row) },
            end: { failure, _ in self.end(failure) }
        )
    }

    private func receive(_ row: borrowing Row) {
        let (key, value) = Write.outcome(row)
        guard let index = index(of: key) else { return }
        values[index] = value
    }

    private func end(_ failure: DatabaseFailure?) {
        queue.noteEnd(failure, of: writes.count, sentAt: sentAt)
        guard let failure else {
            for index in writes.indices {
                let value = values[index] ?? Write.valueWithoutRow
                let outcome = value.map { Result<Write.Value, StorageError>.success($0) }
                writes[index].answer(outcome ?? .failure(.internal("a \(Write.self) returned no row")))
            }
            return
        }
        // Nothing was done. Where a row may be at fault, each goes alone, so that it does not fail its neighbours.
        if case .refused(let state, _) = failure, mayGoAlone(after: state) { return queue.sendAlone(writes) }
        for write in writes { write.answer(.failure(StorageError(failure))) }
    }

    private func mayGoAlone(after state: SQLState) -> Bool {
        if state.isConflict { return writes[0].attempts < 5 }
        // Somebody else holds a row locked, or the two wait for each other.
        if state == .lockNotAvailable { return writes[0].attempts < 1 }
        return state.isFaultOfARow && writes.count > 1
    }

    private func index(of key: Int64) -> Int? {
        var low = 0
        var high = keys.count
        while low < high {
            let middle = (low + high) / 2
            if keys[middle] < key { low = middle + 1 } else { high = middle }
        }
        return low < keys.count && keys[low] == key ? low : nil
    }

    private static func order(_ keys: [Int64]) -> [(key: Int64, index: Int)] {
        var order = keys.enumerated().map { (key: $1, index: $0) }
        order.sort { $0.key < $1.key }
        return order
    }
}
