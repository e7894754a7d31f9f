import PostgreSQL
import TestSupport
import TestTraits
import Testing

@testable import Storage

@Suite(.blocking) struct PostgreSQLMigrationTests {
    private let cluster: PostgreSQLCluster
    private let url: String

    init() throws {
        cluster = try PostgreSQLCluster.shared()
        url = try cluster.newDatabase()
    }

    private func session() throws -> Session { try Session(target(url), applicationName: "test") }

    @Test func missingMigrationsAreListedAndRefusedUntilApplied() async throws {
        #expect(try Store.pendingMigrations(.postgreSQL(target(url))) == Migration.all)
        #expect(throws: StorageError.allMigrationsMissing) {
            try Store.open(target(url), migrate: false) { 0 }
        }
        #expect(try cluster.query("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'", in: url) == "0")
        #expect(try Store.migrate(.postgreSQL(target(url)), now: { 7 }) == Migration.all)
        #expect(try Store.migrate(.postgreSQL(target(url)), now: { 8 }).isEmpty)
        #expect(try Store.pendingMigrations(.postgreSQL(target(url))).isEmpty)
        #expect(try cluster.query("SELECT DISTINCT applied_at FROM schema_migrations", in: url) == "7")
    }

    @Test func aServerThatDoesNotAnswerIsGivenUpAtStart() throws {
        _ = try Store.migrate(.postgreSQL(target(url)), now: { 0 })
        let other = try session()
        try other.run("BEGIN; LOCK TABLE schema_migrations")
        #expect(throws: StorageError.unavailable("the server did not answer in time")) {
            try Store.open(target(url), migrate: true) { 0 }
        }
    }

    @Test func aNewerDatabaseIsRefusedAtStartAndServedWhereItRuns() async throws {
        let store = try Store.open(target(url), migrate: true, options: .small) { 0 }
        let loops = try TestLoops(1) { store.attach(to: $0) }
        try await store.checkHealth()
        _ = try cluster.query(
            "INSERT INTO schema_migrations VALUES (\(Migration.all.count + 1), 'future', 0)",
            in: url
        )
        try await store.checkHealth()
        await loops.end()
        await store.close()
        for open in [
            { _ = try Store.pendingMigrations(.postgreSQL(target(url))) },
            { _ = try Store.migrate(.postgreSQL(target(url)), now: { 0 }) },
            { _ = try Store.open(target(url), migrate: true) { 0 } },
        ] {
            do {
                try open()
                Issue.record("accepted")
            } catch StorageError.migrations(let reason) {
                #expect(reason.contains("(future)"))
            }
        }
    }

    @Test func aRunningStoreNoticesThatItsTablesAreGone() async throws {
        let store = try Store.open(target(url), migrate: true, options: .small) { 0 }
        let loops = try TestLoops(1) { store.attach(to: $0) }
        try await store.checkHealth()
        _ = try cluster.query("DROP TABLE schema_migrations", in: url)
        await #expect(throws: StorageError.self) { try await store.checkHealth() }
        await loops.end()
        await store.close()
    }

    @Test func aDatabaseWithOtherStepsIsRefused() throws {
        _ = try Store.migrate(.postgreSQL(target(url)), now: { 0 })
        _ = try cluster.query("UPDATE schema_migrations SET name = 'other'", in: url)
        #expect(throws: StorageError.self) { try Store.open(target(url), migrate: true) { 0 } }
    }

    @Test func aStepThatFailsLeavesNothingBehind() throws {
        let steps = [
            Migration(
                version: 1,
                name: "good",
                sqlite: "",
                postgreSQL: "CREATE TABLE a (x bigint); CREATE TABLE b (x bigint)"
            ),
            Migration(
                version: 2,
                name: "bad",
                sqlite: "",
                postgreSQL: "CREATE TABLE c (x bigint); CREATE TABLE a (x bigint)"
            ),
        ]
        let migrator = Migrator(try session(), known: steps)
        let refusal = #expect(throws: StorageError.self) { try migrator.migrate(now: 7) }
        #expect(refusal?.description.contains("2 (bad)") == true)
        #expect(refusal?.description.contains("42P07") == true)
        #expect(try cluster.query("SELECT max(version), max(applied_at) FROM schema_migrations", in: url) == "1|7")
        #expect(
            try cluster.query(
                "SELECT string_agg(tablename, ',' ORDER BY 1) FROM pg_tables WHERE tablename < 'd'",
                in: url
            )
                == "a,b"
        )
        #expect(try migrator.pending().map(\.version) == [2])
    }

    @Test func concurrentMigrationsApplyEachStepOnce() async throws {
        let steps = (1...5).map {
            Migration(version: $0, name: "step", sqlite: "", postgreSQL: "CREATE TABLE t\($0) (x bigint)")
        }
        let sessions = try (0..<8).map { _ in try session() }
        let applied = try await withThrowingTaskGroup(of: Int.self) { group in
            for session in sessions {
                group.addTask { try Migrator(session, known: steps).migrate(now: 0).count }
            }
            return try await group.reduce(0, +)
        }
        #expect(applied == 5)
    }
}
