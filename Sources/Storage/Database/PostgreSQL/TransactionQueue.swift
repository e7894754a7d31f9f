import Platform
import PostgreSQL
import Synchronization

/// A transaction and whoever waits for it.
///
/// `@unchecked Sendable`: `isCancelled` is atomic; all else is touched by the loop's thread alone, where `caller` is
/// set before anything else happens.
final class WaitingTransaction: @unchecked Sendable {
    let transaction: Transaction
    /// Since when it waits: milliseconds of the loop's clock.
    var since: Int = 0
    /// How often it was sent before.
    var attempts: Int = 0
    var caller: CheckedContinuation<Result<Transaction.Requirement?, StorageError>, Never>?
    private let isCancelled: Atomic<Bool> = Atomic(false)

    init(_ transaction: Transaction) { self.transaction = transaction }

    /// From any thread: does nothing once the transaction is sent.
    func cancel() { isCancelled.store(true, ordering: .relaxed) }

    /// True where nobody wants it any more.
    var isUnwanted: Bool { isCancelled.load(ordering: .relaxed) }

    func answer(_ outcome: Result<Transaction.Requirement?, StorageError>) {
        caller?.resume(returning: outcome)
        caller = nil
    }
}

/// The transactions that wait on one loop. Belongs to the loop's thread.
final class TransactionQueue {
    /// Statements of transactions that a connection gets before the first is answered; a transaction of more goes
    /// when none is under way. Each lock that a statement waits for may take a fifth of the time that the last one has
    /// for its answer. A statement may wait for several, and batches are sent before it: where that takes too long,
    /// the time for the answer ends it.
    private static let depth: Int = 4
    private static let attempts: Int = 5

    private let options: WriteQueueOptions
    private let statements: StatementCache
    private var waiting: [WaitingTransaction] = []
    /// Statements that were sent and have no answer.
    private var underWay: Int = 0

    init(_ options: WriteQueueOptions, _ statements: StatementCache) {
        self.options = options
        self.statements = statements
    }

    var isEmpty: Bool { waiting.isEmpty }
    /// True where one was undone because of others: it goes alone.
    var hasLone: Bool { waiting.first.map { $0.attempts > 0 } ?? false }
    var oldest: Int { waiting.reduce(.max) { min($0, $1.since) } }

    func append(_ transaction: WaitingTransaction) {
        guard waiting.count < options.capacity else {
            return transaction.answer(.failure(.unavailable("too many writes wait")))
        }
        waiting.append(transaction)
    }

    func take() -> Exchange? {
        while let next = waiting.first {
            let count = next.transaction.steps.count { !$0.sql.postgreSQL.isEmpty }
            if next.isUnwanted {
                next.answer(.failure(.cancelled))
            } else if count == 0 {
                next.answer(.success(nil))
            } else {
                guard underWay == 0 || underWay + count <= TransactionQueue.depth else { return nil }
                waiting.removeFirst()
                return exchange(next)
            }
            waiting.removeFirst()
        }
        return nil
    }

    private func exchange(_ waiting: WaitingTransaction) -> Exchange {
        var steps: [Exchange.Step] = []
        var indices: [Int] = []
        let all = waiting.transaction.steps
        steps.reserveCapacity(all.count)
        indices.reserveCapacity(all.count)
        for (index, step) in all.enumerated() where !step.sql.postgreSQL.isEmpty {
            step.slot?.reset()
            let statement = statements.statement(step.sql, isRequired: step.isRequired)
            steps.append(Exchange.Step(statement, Parameters(step.sql.postgreSQL)))
            indices.append(index)
        }
        let count = steps.count
        let sentAt = SystemClock.monotonicNanoseconds()
        underWay += count
        return Exchange(steps) { step, row in
            waiting.transaction.steps[indices[step]].slot?.receive(StoredRow(row))
        } end: { failure, step in
            self.underWay -= count
            self.options.noteCommit(of: 1, sentAt: sentAt, failure)
            self.end(waiting, failure, step.map { indices[$0] })
        }
    }

    /// - Parameter index: the step that failed; nil where it is not known, or none did.
    private func end(_ waiting: WaitingTransaction, _ failure: DatabaseFailure?, _ index: Int?) {
        options.note(failure)
        guard let failure else { return waiting.answer(.success(nil)) }
        let steps = waiting.transaction.steps
        for step in steps { step.slot?.reset() }
        guard case .refused(let state, _) = failure else { return waiting.answer(.failure(StorageError(failure))) }
        if let index, steps[index].isRequired, state == .unmetRequirement {
            return waiting.answer(.success(Transaction.Requirement(index: index)))
        }
        let mayGoAgain = state.isConflict ? TransactionQueue.attempts : state == .lockNotAvailable ? 1 : 0
        if waiting.attempts < mayGoAgain {
            waiting.attempts += 1
            return self.waiting.insert(waiting, at: 0)
        }
        let error = StorageError(failure)
        waiting.answer(.failure(index.map { error.inStatement($0, of: steps.count) } ?? error))
    }

    func fail(_ failure: DatabaseFailure, waitingSince time: Int) {
        guard !isEmpty else { return }
        let error = StorageError(failure)
        for transaction in waiting where transaction.since <= time { transaction.answer(.failure(error)) }
        waiting.removeAll { $0.since <= time }
    }
}
