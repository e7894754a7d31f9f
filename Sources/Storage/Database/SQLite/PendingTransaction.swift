import Synchronization

/// A `Transaction` on its way: its statements run one after the other in a savepoint that it has for itself.
///
/// `@unchecked Sendable`: `isCancelled` is atomic; `caller` is set before the writer thread gets the transaction, and
/// `outcome` is touched by that thread alone.
final class PendingTransaction: QueuedWrite, @unchecked Sendable {
    private let transaction: Transaction
    private let isCancelled: Atomic<Bool> = Atomic(false)
    var caller: CheckedContinuation<Result<Transaction.Requirement?, StorageError>, Never>?
    private var outcome: Result<Transaction.Requirement?, StorageError> = .success(nil)

    init(_ transaction: Transaction) { self.transaction = transaction }

    /// From any thread: does nothing once the transaction runs.
    func cancel() { isCancelled.store(true, ordering: .relaxed) }

    func run(on connection: SQLiteConnection) throws(StorageError) {
        guard !isCancelled.load(ordering: .relaxed) else {
            // Nothing is to be undone, and nothing is wrong with the file.
            outcome = .failure(.cancelled)
            return
        }
        do throws(StorageError) {
            outcome = .success(nil)
            for (index, step) in transaction.steps.enumerated() where !step.sql.sqlite.isEmpty {
                step.slot?.reset()
                guard try !run(step, index, on: connection), step.isRequired else { continue }
                outcome = .success(Transaction.Requirement(index: index))
                throw .internal("a requirement is not met")
            }
        } catch {
            resetSlots()
            if case .success(nil) = outcome { outcome = .failure(error) }
            throw error
        }
    }

    /// True where there was a row.
    private func run(
        _ step: Transaction.Step,
        _ index: Int,
        on connection: SQLiteConnection
    ) throws(StorageError) -> Bool {
        var hasRow = false
        do throws(StorageError) {
            try connection.run(step.sql) { row in
                hasRow = true
                step.slot?.receive(row)
            }
        } catch {
            throw error.inStatement(index, of: transaction.steps.count)
        }
        return hasRow
    }

    private func resetSlots() {
        for step in transaction.steps { step.slot?.reset() }
    }

    func answer(transactionFailure: StorageError?) {
        // The transaction was undone with all that share it.
        if transactionFailure != nil { resetSlots() }
        caller?.resume(returning: transactionFailure.map { .failure($0) } ?? outcome)
    }
}
