import PostgreSQL

/// The writes that wait on one loop: a queue for each kind of batched writes, and one for transactions. Belongs to
/// the loop's thread.
final class LoopWrites: WriteSource {
    let batches: [AnyBatchQueue]
    let transactions: TransactionQueue

    init(_ batches: [AnyBatchQueue], transactions: TransactionQueue) {
        self.batches = batches
        self.transactions = transactions
    }

    var isEmpty: Bool { transactions.isEmpty && batches.allSatisfy { $0.isEmpty() } }

    var hasLoneWrites: Bool { transactions.hasLone || batches.contains { $0.hasLone() } }

    var oldest: Int { batches.reduce(transactions.oldest) { min($0, $1.oldest()) } }

    /// A write that goes alone goes first: others keep coming, and with each of them it would wait for another turn.
    func takeExchange() -> Exchange? {
        if transactions.hasLone, let exchange = transactions.take() { return exchange }
        for queue in batches where queue.hasLone() {
            if let exchange = queue.take() { return exchange }
        }
        for queue in batches {
            if let exchange = queue.take() { return exchange }
        }
        return transactions.take()
    }

    func fail(_ failure: DatabaseFailure, waitingSince time: Int) {
        for queue in batches { queue.fail(failure, time) }
        transactions.fail(failure, waitingSince: time)
    }
}
