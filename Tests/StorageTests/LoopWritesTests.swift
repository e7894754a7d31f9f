import Synchronization
import Testing

@testable import PostgreSQL
@testable import Storage

/// The order in which what waits on a loop is sent, without a server.
@Suite struct LoopWritesTests {
    private typealias Caller = CheckedContinuation<Result<Int64, StorageError>, Never>

    private struct Count: BatchedWrite {
        static let statement: Statement = Statement("SELECT 1::bigint")
        var key: Int64 { 1 }

        func run(on connection: SQLiteConnection, at time: Int64) throws(StorageError) -> Int64 { 1 }
        static func parameters(_ writes: [Count], now: Int64) -> Parameters { Parameters() }
        static func outcome(_ row: borrowing Row) -> (key: Int64, value: Int64) { (1, 1) }
    }

    private static let options: WriteQueueOptions = WriteQueueOptions(capacity: 10, now: { 0 }, note: { _ in })

    private let transactions: TransactionQueue = TransactionQueue(options, StatementCache())

    private static func transaction(steps count: Int, attempts: Int = 0) -> WaitingTransaction {
        var transaction = Transaction()
        for _ in 0..<count { transaction.add("SELECT 1") }
        let waiting = WaitingTransaction(transaction)
        waiting.attempts = attempts
        return waiting
    }

    private final class Callers: Sendable {
        let all: Mutex<[Caller]> = Mutex([])
        var count: Int { all.withLock { $0.count } }
    }

    /// Lends callers, who must all be answered.
    private func withCallers(_ count: Int, _ body: ([Caller]) -> Void) async {
        let callers = Callers()
        let tasks = (0..<count).map { _ in
            Task { await withCheckedContinuation { (caller: Caller) in callers.all.withLock { $0.append(caller) } } }
        }
        let haveCome = await eventually { callers.count == count }
        #expect(haveCome)
        body(callers.all.withLock { $0 })
        for task in tasks { _ = await task.value }
    }

    @Test func aTransactionThatGoesAloneDoesNotWaitForBatchesThatKeepComing() async {
        let steady = BatchQueue<Count>(Self.options)
        let writes = LoopWrites([AnyBatchQueue(steady)], transactions: transactions)
        await withCallers(1) { callers in
            steady.append(WaitingWrite(Count(), since: 0, caller: callers[0]))
            transactions.append(Self.transaction(steps: 2, attempts: 1))
            let first = writes.takeExchange()
            #expect(first != nil && transactions.isEmpty && !steady.isEmpty)
            let second = writes.takeExchange()
            #expect(second != nil && steady.isEmpty)
            for exchange in [first, second] { exchange?.end(DatabaseFailure.closed, nil) }
        }
    }

    @Test func aWriteThatGoesAloneDoesNotWaitForBatchesOfOtherKinds() async {
        let steady = BatchQueue<Count>(Self.options)
        let later = BatchQueue<Count>(Self.options)
        let writes = LoopWrites([AnyBatchQueue(steady), AnyBatchQueue(later)], transactions: transactions)
        await withCallers(2) { callers in
            steady.append(WaitingWrite(Count(), since: 0, caller: callers[0]))
            later.sendAlone([WaitingWrite(Count(), since: 0, caller: callers[1])])
            let first = writes.takeExchange()
            #expect(first != nil && later.isEmpty && !steady.isEmpty)
            let second = writes.takeExchange()
            #expect(second != nil && steady.isEmpty)
            for exchange in [first, second] { exchange?.end(DatabaseFailure.closed, nil) }
        }
    }

    @Test func onlySoManyStatementsOfTransactionsAreUnderWay() throws {
        for _ in 0..<3 { transactions.append(Self.transaction(steps: 2)) }
        let first = try #require(transactions.take())
        let second = try #require(transactions.take())
        #expect(transactions.take() == nil, "four statements are under way")
        first.end(nil, nil)
        let third = try #require(transactions.take())
        for exchange in [second, third] { exchange.end(nil, nil) }
        #expect(transactions.isEmpty)
    }

    @Test func aLongTransactionIsSentByItself() throws {
        transactions.append(Self.transaction(steps: 9))
        transactions.append(Self.transaction(steps: 1))
        let long = try #require(transactions.take())
        #expect(transactions.take() == nil, "nine statements are under way")
        long.end(nil, nil)
        let short = try #require(transactions.take())
        short.end(nil, nil)
    }
}
