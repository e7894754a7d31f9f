import PostgreSQL

/// The writes that wait on one loop: a queue for each kind of batched writes, and one for transactions. Belongs to
/// the loop's thread.
final class WriteQueue: WriteSource {
    let kinds: [QueuedKind]
    let transactions: TransactionQueue

    init(_ kinds: [QueuedKind], transactions: TransactionQueue) {
        self.kinds = kinds
        self.transactions = transactions
    }

    var isEmpty: Bool { transactions.isEmpty && kinds.allSatisfy { $0.isEmpty() } }

    var hasLoneWrites: Bool { transactions.hasLone || kinds.contains { $0.hasLone() } }

    var oldest: Int { kinds.reduce(transactions.oldest) { min($0, $1.oldest()) } }

    /// A write that goes alone goes first: others keep coming, and with each of them it would wait for another turn.
    func takeExchange() -> Exchange? {
        if transactions.hasLone, let exchange = transactions.take() { return exchange }
        for kind in kinds where kind.hasLone() {
            if let exchange = kind.take() { return exchange }
        }
        for kind in kinds {
            if let exchange = kind.take() { return exchange }
        }
        return transactions.take()
    }

    func fail(_ failure: DatabaseFailure, waitingSince time: Int) {
        for kind in kinds { kind.fail(failure, time) }
        transactions.fail(failure, waitingSince: time)
    }
}

/// The place of a kind of batched writes in each loop's `WriteQueue`.
struct BatchKind<Write: BatchedWrite>: Sendable {
    let index: Int

    /// The kind's queue on a loop.
    func queue(in writes: WriteQueue) -> WriteKind<Write>? { writes.kinds[index].object as? WriteKind<Write> }
}

/// A `WriteKind` of any type. Closures, not a protocol: made where the type is known, they are compiled for it, where a
/// list of existentials costs seven allocations a write.
struct QueuedKind {
    let object: AnyObject
    let isEmpty: () -> Bool
    let hasLone: () -> Bool
    let oldest: () -> Int
    let take: () -> Exchange?
    let fail: (DatabaseFailure, Int) -> Void

    init<Write: BatchedWrite>(_ kind: WriteKind<Write>) {
        object = kind
        isEmpty = { kind.isEmpty }
        hasLone = { kind.hasLone }
        oldest = { kind.oldest }
        take = { kind.take() }
        fail = { kind.fail($0, waitingSince: $1) }
    }
}

/// The needs of all kinds of writes.
struct WriteKindOptions {
    /// How many of a kind may wait; one more is refused as `unavailable`.
    let capacity: Int
    /// Microseconds since 1970-01-01T00:00:00Z.
    let now: @Sendable () -> Int64
    /// Hears how each statement ended.
    let note: @Sendable (DatabaseFailure?) -> Void
}
