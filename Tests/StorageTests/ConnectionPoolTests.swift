import PostgreSQL
import TestSupport
import TestTraits
import Testing

/// The client beneath the store.
@Suite(.blocking) struct ConnectionPoolTests {
    private static let one = Statement("SELECT 1::bigint")

    private let cluster: PostgreSQLCluster
    private let url: String

    init() throws {
        cluster = try PostgreSQLCluster.shared()
        url = try cluster.newDatabase()
    }

    @Test func answersComeInOrderWithAnErrorInTheMiddle() async throws {
        let bench = try PoolBench(url)
        let statements: [Statement] = ["1", "2", "1 / 0", "4", "5"].map { .plain("SELECT (\($0))::bigint") }
        for _ in 0..<3 {
            let outcomes = await bench.ask(statements)
            #expect(outcomes.map(\.statement) == statements.map(\.sql))
            let expected: [Result<[Int64], DatabaseFailure>] = [
                .success([1]), .success([2]), .failure(.refused(SQLState("22012"), about: "")), .success([4]),
                .success([5]),
            ]
            #expect(outcomes.map(\.outcome) == expected)
        }
        await bench.end()
    }

    @Test func aStatementThatTakesTooLongIsStoppedOnTheServer() async throws {
        let bench = try PoolBench(url) { options in options.answerMilliseconds = 200 }
        let sleep: Statement = .plain("SELECT 1::bigint FROM pg_sleep_for('600 s')")
        #expect(await bench.ask(sleep) == .failure(.overdue("the database did not answer in time")))
        let running = """
            SELECT count(*) FROM pg_stat_activity
            WHERE datname = current_database() AND query LIKE '%pg_sleep_for%' AND pid <> pg_backend_pid()
                AND state = 'active'
            """
        try Deadline.wait(seconds: 5, for: "the server to stop it") {
            try cluster.query(running, in: url) == "0" ? () : nil
        }
        #expect(await bench.ask(.plain("SELECT 2::bigint")) == .success([2]))
        await bench.end()
    }

    @Test func waitingAndAnswerTogetherHaveTheTimeOfTheQuestion() async throws {
        let bench = try PoolBench(url)
        let slow: Statement = .plain("SELECT 1::bigint FROM pg_sleep_for('0.6 s')")
        try await askUntil(.success([1]), bench, .plain("SELECT 1::bigint"))
        // Eight go out at once; the ninth waits for the first.
        let answers = await bench.ask(Array(repeating: slow, count: 9), within: 800)
        #expect(answers.count { $0.outcome == .success([1]) } <= 1)
        #expect(answers.allSatisfy { $0.milliseconds < 1_200 }, "\(answers.map(\.milliseconds))")
        await bench.end()
    }

    @Test func whatHasATimeOfItsOwnGoesBeforeWhatHasNone() async throws {
        let bench = try PoolBench(url) { options in options.waitMilliseconds = 60_000 }
        let urgent: [Statement] = ["SELECT 2::bigint", "SELECT 3::bigint"].map { .plain($0) }
        let answers = await bench.ask(
            Array(repeating: .plain("SELECT 1::bigint"), count: 30) + urgent,
            within: 60_000,
            urgent: urgent.count
        )
        #expect(answers.map(\.outcome) == ([2, 3] + Array(repeating: 1, count: 30)).map { .success([$0]) })
        await bench.end()
    }

    @Test func whatIsNotSentInTimeFailsAndTheQueueHasAnEnd() async throws {
        let proxy = try TCPProxy(to: cluster.port)
        // Nobody ever gets a connection.
        proxy.mode = .hold
        let bench = try PoolBench(url.replacing(":\(cluster.port)/", with: ":\(proxy.port)/")) { options in
            options.waitMilliseconds = 100
            options.queueCapacity = 3
        }
        let outcomes = await bench.ask(Array(repeating: .plain("SELECT 1::bigint"), count: 4)).map(\.outcome)
        #expect(outcomes[0] == .failure(.overdue("too many reads wait")))
        let late: Result<[Int64], DatabaseFailure> = .failure(
            .overdue("no connection to the database was free in time")
        )
        #expect(outcomes[1...] == [late, late, late])
        proxy.mode = .pass
        try await askUntil(.success([1]), bench, .plain("SELECT 1::bigint"))
        await bench.end()
    }

    @Test func aSessionThatLostItsStatementsIsReplaced() async throws {
        let bench = try PoolBench(url)
        #expect(await bench.ask(Self.one) == .success([1]))
        #expect(await bench.ask(.plain("DEALLOCATE ALL")) == .success([]))
        #expect(await bench.ask(Self.one) == refusal(.invalidStatementName))
        #expect(await bench.ask(Self.one) == .success([1]))
        await bench.end()
    }

    @Test func aSessionThatIsNeverIdleIsReplacedToo() async throws {
        let bench = try PoolBench(url)
        try await askUntil(.success([1]), bench, Self.one)
        // Always more to do than one connection gets at a time.
        let answers = await bench.ask([.plain("DEALLOCATE ALL")] + Array(repeating: Self.one, count: 60))
        #expect(answers.contains { $0.outcome == refusal(.invalidStatementName) })
        #expect(answers.count { $0.outcome == .success([1]) } > 40)
        await bench.end()
    }

    @Test func aTableThatChangedUnderAStatementCostsOneAnswer() async throws {
        _ = try cluster.query("CREATE TABLE things AS SELECT 7::bigint AS number", in: url)
        let all = Statement("SELECT * FROM things")
        let bench = try PoolBench(url)
        #expect(await bench.ask(all) == .success([7]))
        _ = try cluster.query("ALTER TABLE things ADD COLUMN name text", in: url)
        #expect(await bench.ask(all) == refusal(.featureNotSupported))
        #expect(await bench.ask(all) == .success([7]))
        await bench.end()
    }

    /// libpq closes the socket of a connection that breaks, and the next one often gets the same number.
    @Test func aConnectionThatWasEndedIsMadeAgainAndHeard() async throws {
        let bench = try PoolBench(url)
        let end = """
            SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
            WHERE datname = current_database() AND application_name = 'pool-bench'
            """
        for _ in 0..<10 {
            try await askUntil(.success([1]), bench, .plain("SELECT 1::bigint"))
            _ = try cluster.query(end, in: url)
            try await askUntil(.success([1]), bench, .plain("SELECT 1::bigint"))
        }
        await bench.end()
    }

    private func refusal(_ state: SQLState) -> Result<[Int64], DatabaseFailure> { .failure(.refused(state, about: "")) }

    private func askUntil(
        _ wanted: Result<[Int64], DatabaseFailure>,
        _ bench: PoolBench,
        _ statement: Statement
    ) async throws {
        let deadline: ContinuousClock.Instant = .now + .seconds(30)
        while true {
            let answer = await bench.ask([statement])[0]
            // Whatever it is, it comes soon: only the loop's own time counts.
            #expect(answer.milliseconds < 4_000)
            if answer.outcome == wanted { return }
            guard .now < deadline else { throw TestFailure("no \(wanted) within thirty seconds") }
        }
    }
}
