import Domain
import PostgreSQL
import Synchronization
import TestSupport
import TestTraits
import Testing

@testable import Storage

/// The store behind a real PgBouncer.
@Suite(.blocking) struct PoolerTests {
    private static let transaction: Result<PgBouncer, any Error> = Result {
        try PgBouncer(before: .shared(), .transaction)
    }

    @Test(arguments: StoreBehaviour.all)
    func everyBehaviourBehindAPoolerOfTransactions(behaviour: StoreBehaviour) async throws {
        try await withPostgreSQL(through: Self.transaction.get()) { bench, clock in
            try await behaviour.check(bench.store, clock)
        }
    }

    @Test(arguments: TransactionBehaviour.all)
    func everyTransactionBehindAPoolerOfTransactions(behaviour: TransactionBehaviour) async throws {
        let migrations = Migration.all + [Accounts.migration]
        try await withPostgreSQL(
            migrations: migrations,
            options: .patient,
            through: Self.transaction.get()
        ) { bench, _ in
            try await behaviour.check(bench.store)
        }
    }

    @Test(arguments: [PgBouncer.PoolMode.session, .transaction])
    func aPoolerIsNoticedAndADirectSessionIsNot(mode: PgBouncer.PoolMode) throws {
        let cluster = try PostgreSQLCluster.shared()
        let url = cluster.url(of: "postgres")
        let pooler = try PgBouncer(before: cluster, mode)
        for _ in 0..<20 {
            #expect(try Session(target(pooler.url(url, of: cluster)), applicationName: "test").isPooled)
            #expect(try !Session(target(url), applicationName: "test").isPooled)
        }
    }

    /// Others get the same sessions of the server.
    @Test func nothingIsLeftInTheServersSessions() async throws {
        let cluster = try PostgreSQLCluster.shared()
        let pooler = try PgBouncer(before: cluster, .transaction, settings: ["default_pool_size": "1"])
        var options = PostgreSQLDatabase.Options.small
        let notes = Mutex(0)
        options.poolerNote = { _ in notes.withLock { $0 += 1 } }
        try await withPostgreSQL(options: options, through: pooler) { bench, _ in
            _ = try await bench.store.applications.save(SavedTest(1))
            _ = try await bench.store.applications.page(ApplicationsQuery(limit: 1))
            _ = try await bench.store.applications.page(ApplicationsQuery(limit: 1, search: "x"))
            let other = try Session(target(pooler.url(bench.url, of: cluster)), applicationName: "other")
            let settings = """
                SELECT name FROM pg_settings WHERE source = 'session' AND name IN ('statement_timeout', 'lock_timeout',
                    'plan_cache_mode', 'enable_seqscan', 'enable_bitmapscan', 'jit', 'synchronous_commit')
                UNION ALL SELECT name FROM pg_prepared_statements
                UNION ALL SELECT 'lock' FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()
                """
            #expect(try other.rows(settings) == [])
        }
        #expect(notes.withLock { $0 } == 1)
    }

    /// The promises of a session's settings hold for each transaction by itself.
    @Test func transactionsHaveTheSettings() async throws {
        let cluster = try PostgreSQLCluster.shared()
        let pooler = try Self.transaction.get()
        try await withPostgreSQL(through: pooler) { bench, _ in
            let name = bench.url.split(separator: "/").last ?? ""
            _ = try bench.query("ALTER DATABASE \(name) SET synchronous_commit = off")
            let statements = [
                Statement("SELECT setting::bigint FROM pg_settings WHERE name = 'statement_timeout'"),
                Statement("SELECT setting::bigint FROM pg_settings WHERE name = 'lock_timeout'"),
                Statement(Self.matches("synchronous_commit", "on")),
                Statement(Self.matches("plan_cache_mode", "force_generic_plan")),
                Statement(Self.matches("enable_seqscan", "off")),
                Statement(Self.matches("enable_bitmapscan", "off")),
                Statement.plain(Self.matches("plan_cache_mode", "force_custom_plan")),
                Statement.plain(Self.matches("enable_bitmapscan", "on")),
                Statement.plain(Self.matches("synchronous_commit", "on")),
            ]
            // A new pool of the pooler has the database's defaults.
            let fresh = try PgBouncer(before: cluster, .transaction)
            let pool = try PoolBench(fresh.url(bench.url, of: cluster), statementMilliseconds: 5_000)
            let answers = await pool.ask(statements)
            for (answer, expected) in zip(answers, [5_000, 1_000, 1, 1, 1, 1, 1, 1, 1]) {
                #expect(answer.outcome == .success([Int64(expected)]), "\(answer.statement)")
            }
            await pool.end()
        }
    }

    private static func matches(_ name: String, _ value: String) -> String {
        "SELECT (current_setting('\(name)') = '\(value)')::int::bigint"
    }

    /// Something gives our sessions to others and does not tell: a trigger that does what a pooler's reset does.
    @Test func aSessionThatLosesItsStatementsIsTakenForShared() async throws {
        var options = PostgreSQLDatabase.Options.small
        options.poolSize = 1
        let notes = Mutex(0)
        options.poolerNote = { _ in notes.withLock { $0 += 1 } }
        try await withPostgreSQL(options: options, loops: 1) { bench, _ in
            _ = try bench.query(
                """
                CREATE FUNCTION forget() RETURNS trigger LANGUAGE plpgsql AS
                    $$ BEGIN EXECUTE 'DEALLOCATE ALL'; RETURN NULL; END $$;
                CREATE TRIGGER forgets AFTER INSERT ON telegram_updates
                    FOR EACH STATEMENT EXECUTE FUNCTION forget()
                """
            )
            var refusals: [StorageError] = []
            for id in 1...40 {
                let update = ReceivedUpdate(updateID: Int64(id), raw: Array("{}".utf8))
                do throws(StorageError) {
                    _ = try await bench.store.updates.record(update)
                } catch {
                    refusals.append(error)
                }
            }
            for refusal in refusals {
                guard case .unavailable = refusal else {
                    Issue.record("\(refusal)")
                    continue
                }
            }
            #expect(refusals.count <= 2, "\(refusals)")
            #expect(notes.withLock { $0 } == 1)
            try await bench.store.checkHealth()
        }
    }

    @Test func severalProcessesMigrateAtOnce() async throws {
        let cluster = try PostgreSQLCluster.shared()
        let pooler = try Self.transaction.get()
        let url = try cluster.newDatabase()
        let address = try target(pooler.url(url, of: cluster))
        let applied = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<4 { group.addTask { try Store.migrate(.postgreSQL(address), now: { 0 }).count } }
            return try await group.reduce(0, +)
        }
        #expect(applied == Migration.all.count)
        try cluster.dropDatabase(url)
    }
}
