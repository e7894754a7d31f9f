/// One statement on its way to the server, a transaction of its own, with whoever waits for its outcome.
///
/// It is told of rows and of its end on the loop's thread, and of its end exactly once. Only a nil failure says that
/// the transaction is committed: what came in rows before that may have been undone.
package protocol Exchange: AnyObject {
    var statement: Statement { get }
    var parameters: Parameters { get }
    /// True where rows are to be handed over as they arrive, so that a long result is never held twice.
    var isRowByRow: Bool { get }
    func receive(_ row: borrowing Row)
    func end(_ failure: DatabaseFailure?)
}

/// Where a pool gets its writes: whatever waits when a connection is free becomes one exchange.
package protocol WriteSource: AnyObject {
    var isEmpty: Bool { get }
    /// The next statement with as many waiting writes as belong into one; nil where none waits.
    func takeExchange() -> (any Exchange)?
    /// Fails the writes that have waited since `time` or longer.
    func fail(_ failure: DatabaseFailure, waitingSince time: Int)
    /// Since when the oldest write waits; `.max` where none does.
    var oldest: Int { get }
}
