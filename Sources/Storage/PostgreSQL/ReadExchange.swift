internal import PostgreSQL

/// A query on its way, with whoever waits for what its rows add up to.
final class ReadExchange<Value: Sendable>: Exchange {
    let statement: Statement
    let parameters: Parameters
    let isRowByRow: Bool
    private var value: Value
    private let read: (inout Value, borrowing Row) -> Void
    private let caller: CheckedContinuation<Result<Value, StorageError>, Never>

    init(
        _ statement: Statement,
        _ parameters: Parameters,
        into value: Value,
        isRowByRow: Bool,
        read: @escaping (inout Value, borrowing Row) -> Void,
        caller: CheckedContinuation<Result<Value, StorageError>, Never>
    ) {
        self.statement = statement
        self.parameters = parameters
        self.value = value
        self.isRowByRow = isRowByRow
        self.read = read
        self.caller = caller
    }

    func receive(_ row: borrowing Row) { read(&value, row) }

    func end(_ failure: DatabaseFailure?) {
        caller.resume(returning: failure.map { .failure(StorageError($0)) } ?? .success(value))
    }
}
