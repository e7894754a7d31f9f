import HTTPServer
import Platform
import PostgreSQL
import TestSupport

/// How a statement ended.
struct PoolAnswer: Sendable {
    let statement: String
    let outcome: Result<[Int64], DatabaseFailure>
    /// From when it was submitted, on the loop's clock.
    let milliseconds: Int
}

/// A pool of connections on a loop of its own, without a store.
final class PoolBench: Sendable {
    let loop: EventLoop
    private let pool: ConnectionPool
    private let connector: Connector
    private let loops: TestLoops

    /// - Parameter statementMilliseconds: after which the server gives a statement up.
    init(
        _ url: String,
        statementMilliseconds: Int = 60_000,
        _ change: (inout ConnectionPool.Options) -> Void = { _ in }
    ) throws {
        var options = ConnectionPool.Options()
        change(&options)
        let connector = try Connector(
            target(url),
            options: Connector.Options(
                applicationName: "pool-bench",
                statementMilliseconds: statementMilliseconds
            )
        )
        var pool: ConnectionPool?
        loops = try TestLoops(1) { loops in
            pool = ConnectionPool(loop: loops[0], connector: connector, source: NoWrites(), options: options)
            pool?.start()
        }
        guard let pool else { throw TestFailure("no loop") }
        self.pool = pool
        self.connector = connector
        loop = loops.executors[0]
    }

    func end() async {
        await loops.end()
        await connector.finish()
    }

    /// Sends statements whose first column is a bigint, all in one turn of the loop, and returns what each gave, in the
    /// order in which they ended.
    ///
    /// - Parameter urgent: those behind the others that alone have the time `milliseconds`; nil: all have.
    func ask(
        _ statements: [Statement],
        within milliseconds: Int? = nil,
        urgent: Int? = nil
    ) async -> [PoolAnswer] {
        let (pool, loop) = (pool, loop)
        let (ends, end) = AsyncStream.makeStream(of: PoolAnswer.self)
        Task(executorPreference: loop) {
            let start = loop.milliseconds
            for (index, statement) in statements.enumerated() {
                let isUrgent = index >= statements.count - (urgent ?? statements.count)
                var rows: [Int64] = []
                let exchange = Exchange(statement, Parameters()) { _, row in
                    rows.append(row.integer(0))
                } end: { failure, _ in
                    let outcome: Result<[Int64], DatabaseFailure> = failure.map { .failure($0) } ?? .success(rows)
                    let took = loop.milliseconds - start
                    end.yield(PoolAnswer(statement: statement.sql, outcome: outcome, milliseconds: took))
                }
                pool.submit(exchange, within: isUrgent ? milliseconds : nil)
            }
        }
        var all: [PoolAnswer] = []
        for await one in ends {
            all.append(one)
            if all.count == statements.count { break }
        }
        return all
    }

    func ask(_ statement: Statement, within milliseconds: Int? = nil) async -> Result<[Int64], DatabaseFailure> {
        await ask([statement], within: milliseconds)[0].outcome
    }
}

extension Statement {
    /// Planned each time, without parameters.
    static func plain(_ sql: String) -> Statement { Statement(sql, isPrepared: false) }
}
