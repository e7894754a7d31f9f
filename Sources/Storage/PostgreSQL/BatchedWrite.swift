internal import PostgreSQL

/// A write of which many make one statement: its rows come from arrays, one for each parameter.
protocol BatchedWrite: Sendable {
    /// What the caller is told.
    associatedtype Value: Sendable

    static var statement: Statement { get }

    /// What the write changes; two with the same key never share a statement.
    var key: Int64 { get }

    /// The values for writes in ascending order of their keys: all batches lock rows in this order, so that no two wait
    /// for each other.
    ///
    /// - Parameter now: microseconds since 1970-01-01T00:00:00Z.
    static func parameters(_ writes: [Self], now: Int64) -> Parameters

    /// Reads what a row of the result says, and for which key.
    static func outcome(_ row: borrowing Row) -> (key: Int64, value: Value)

    /// What a write without a row in the result is told; nil where that is a fault.
    static var valueWithoutRow: Value? { get }
}

extension BatchedWrite {
    static var valueWithoutRow: Value? { nil }
}

/// A write and whoever waits for it.
struct PendingBatchedWrite<Write: BatchedWrite> {
    let write: Write
    let caller: CheckedContinuation<Result<Write.Value, StorageError>, Never>
    /// Since when it waits: milliseconds of the loop's clock.
    let since: Int
    /// How often it was sent before.
    var attempts: Int = 0

    func answer(_ outcome: Result<Write.Value, StorageError>) { caller.resume(returning: outcome) }
}

/// Writes of one kind on their way in one statement.
final class WriteBatch<Write: BatchedWrite>: Exchange {
    /// In ascending order of their keys, which are all different.
    private let writes: [PendingBatchedWrite<Write>]
    private var values: [Write.Value?]
    private let queue: WriteKind<Write>
    let parameters: Parameters

    init(_ writes: [PendingBatchedWrite<Write>], queue: WriteKind<Write>, now: Int64) {
        self.writes = writes.sorted { $0.write.key < $1.write.key }
        self.queue = queue
        values = Array(repeating: nil, count: writes.count)
        parameters = Write.parameters(self.writes.map(\.write), now: now)
    }

    var statement: Statement { Write.statement }
    var isRowByRow: Bool { false }

    func receive(_ row: borrowing Row) {
        let (key, value) = Write.outcome(row)
        guard let index = index(of: key) else { return }
        values[index] = value
    }

    func end(_ failure: DatabaseFailure?) {
        queue.noteEnd(failure, of: writes.count)
        guard let failure else {
            for (write, value) in zip(writes, values) {
                let value = value ?? Write.valueWithoutRow
                write.answer(value.map { .success($0) } ?? .failure(.internal("\(statement.name) returned no row")))
            }
            return
        }
        // Nothing was done. Where a row may be at fault, each goes alone, so that it does not fail its neighbours.
        if case .refused(let state, _) = failure, mayGoAlone(after: state) { return queue.sendAlone(writes) }
        for write in writes { write.answer(.failure(StorageError(failure))) }
    }

    private func mayGoAlone(after state: SQLState) -> Bool {
        state.isConflict ? writes[0].attempts < 5 : state.isFaultOfARow && writes.count > 1
    }

    private func index(of key: Int64) -> Int? {
        var low = 0
        var high = writes.count
        while low < high {
            let middle = (low + high) / 2
            if writes[middle].write.key < key { low = middle + 1 } else { high = middle }
        }
        return low < writes.count && writes[low].write.key == key ? low : nil
    }
}
