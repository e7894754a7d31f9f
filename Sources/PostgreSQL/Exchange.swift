/// One statement on its way to the server, a transaction of its own, with whoever waits for its outcome.
///
/// Its closures are called on the loop's thread. They, not a generic type or a protocol, carry what kind of statement it
/// is: closures made where the types are known are compiled for them.
package final class Exchange {
    let statement: Statement
    let parameters: Parameters
    /// True where rows are to be handed over as they arrive, so that a long result is never held twice.
    let isRowByRow: Bool
    let receive: (borrowing Row) -> Void
    let end: (DatabaseFailure?) -> Void

    /// - Parameters:
    ///   - receive: is told each row of the result.
    ///   - end: is told the end, exactly once. Only nil says that the transaction is committed: what came in rows before
    ///     that may have been undone.
    package init(
        _ statement: Statement,
        _ parameters: Parameters,
        isRowByRow: Bool = false,
        receive: @escaping (borrowing Row) -> Void,
        end: @escaping (DatabaseFailure?) -> Void
    ) {
        self.statement = statement
        self.parameters = parameters
        self.isRowByRow = isRowByRow
        self.receive = receive
        self.end = end
    }
}

/// Where a pool gets its writes: whatever waits when a connection is free becomes one exchange.
package protocol WriteSource: AnyObject {
    var isEmpty: Bool { get }
    /// True where writes wait that go one by one, because one of them may be at fault.
    var hasLoneWrites: Bool { get }
    /// The next statement with as many waiting writes as belong into one; nil where none waits.
    func takeExchange() -> Exchange?
    /// Fails the writes that have waited since `time` or longer.
    func fail(_ failure: DatabaseFailure, waitingSince time: Int)
    /// Since when the oldest write waits; `.max` where none does.
    var oldest: Int { get }
}

/// For connections that only read.
package final class NoWrites: WriteSource {
    package init() {}

    package var isEmpty: Bool { true }
    package var hasLoneWrites: Bool { false }
    package var oldest: Int { .max }
    package func takeExchange() -> Exchange? { nil }
    package func fail(_ failure: DatabaseFailure, waitingSince time: Int) {}
}
