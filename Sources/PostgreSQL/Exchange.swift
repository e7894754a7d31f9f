/// Statements on their way to the server, a transaction of their own, with whoever waits for its outcome.
///
/// Its closures are called on the loop's thread. They, not a generic type or a protocol, carry what kind of statement
/// it is: closures made where the types are known are compiled for them.
package final class Exchange {
    /// A statement with its values.
    package struct Step {
        let statement: Statement
        let parameters: Parameters

        package init(_ statement: Statement, _ parameters: Parameters) {
            self.statement = statement
            self.parameters = parameters
        }
    }

    private let first: Step
    /// Those behind the first; most have none, and need no memory for a list.
    private let others: ArraySlice<Step>
    /// True where rows are to be handed over as they arrive, so that a long result is never held twice.
    let isRowByRow: Bool
    let receive: (Int, borrowing Row) -> Void
    let end: (DatabaseFailure?, Int?) -> Void

    /// - Parameters:
    ///   - receive: is told each row of the result, with the number of its step.
    ///   - end: is told the end, exactly once, and which step failed where that is known. Only nil says that the
    ///     transaction is committed: what came in rows before that may have been undone.
    package init(
        _ statement: Statement,
        _ parameters: Parameters,
        isRowByRow: Bool = false,
        receive: @escaping (Int, borrowing Row) -> Void,
        end: @escaping (DatabaseFailure?, Int?) -> Void
    ) {
        first = Step(statement, parameters)
        others = []
        self.isRowByRow = isRowByRow
        self.receive = receive
        self.end = end
    }

    /// All steps or none of them are done; there is at least one.
    package init(
        _ steps: [Step],
        receive: @escaping (Int, borrowing Row) -> Void,
        end: @escaping (DatabaseFailure?, Int?) -> Void
    ) {
        first = steps[0]
        others = steps.dropFirst()
        isRowByRow = false
        self.receive = receive
        self.end = end
    }

    var count: Int { 1 + others.count }

    func step(_ index: Int) -> Step { index == 0 ? first : others[others.startIndex + index - 1] }

    /// True where a step is planned for its values.
    var isPlannedForValues: Bool { !first.statement.isPrepared || others.contains { !$0.statement.isPrepared } }

    func indexOfStep(with id: UInt64) -> Int? { (0..<count).first { step($0).statement.id == id } }
}

/// The source of a pool's writes: whatever waits when a connection is free becomes one exchange.
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
