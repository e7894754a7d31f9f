import Domain
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite struct MigrationTests {
    @Test func missingMigrationsAreListedAndRefusedUntilApplied() async throws {
        let directory = try TemporaryFolder()
        #expect(try Store.pendingMigrations(.sqlite(path: directory.database)) == Migration.all)
        #expect(!FileManager.default.fileExists(atPath: directory.database), "asking creates nothing")
        #expect(throws: StorageError.allMigrationsMissing) {
            try Store.open(path: directory.database, migrate: false)
        }
        #expect(try Store.migrate(.sqlite(path: directory.database), now: { 0 }) == Migration.all)
        #expect(try Store.migrate(.sqlite(path: directory.database), now: { 0 }).isEmpty)
        #expect(try Store.pendingMigrations(.sqlite(path: directory.database)).isEmpty)
        await (try Store.open(path: directory.database, migrate: false)).close()
    }

    @Test func pendingMigrationsAreReadWhileAServerRuns() async throws {
        let directory = try TemporaryFolder()
        let store = try Store.open(path: directory.database, migrate: true)
        #expect(try Store.pendingMigrations(.sqlite(path: directory.database)).isEmpty)
        _ = try await store.applications.save(SavedTest(1))
        await store.close()
    }

    @Test func aNewerDatabaseIsRefused() throws {
        let directory = try TemporaryFolder()
        _ = try Store.migrate(.sqlite(path: directory.database), now: { 0 })
        let connection = try SQLiteConnection(path: directory.database, mode: .writer)
        try connection.execute("INSERT INTO schema_migrations VALUES (\(Migration.all.count + 1), 'future', 0)")
        connection.close()
        for open in [
            { _ = try Store.pendingMigrations(.sqlite(path: directory.database)) },
            { _ = try Store.migrate(.sqlite(path: directory.database), now: { 0 }) },
            { _ = try Store.open(path: directory.database, migrate: true) },
        ] {
            do {
                try open()
                Issue.record("accepted")
            } catch StorageError.migrations(let reason) {
                #expect(reason.contains("(future)"))
            }
        }
    }

    @Test func aDatabaseWithOtherStepsIsRefused() throws {
        let directory = try TemporaryFolder()
        _ = try Store.migrate(.sqlite(path: directory.database), now: { 0 })
        let connection = try SQLiteConnection(path: directory.database, mode: .writer)
        try connection.execute("UPDATE schema_migrations SET name = 'other'")
        connection.close()
        #expect(throws: StorageError.self) { try Store.open(path: directory.database, migrate: true) }
    }

    @Test func aStepThatFailsLeavesNothingBehind() throws {
        let directory = try TemporaryFolder()
        let connection = try SQLiteConnection(path: directory.database, mode: .writer)
        let steps = [
            Migration(
                version: 1,
                name: "good",
                sqlite: "CREATE TABLE a (x INTEGER); CREATE TABLE b (x INTEGER)",
                postgreSQL: ""
            ),
            Migration(
                version: 2,
                name: "bad",
                sqlite: "CREATE TABLE c (x INTEGER); CREATE TABLE a (x INTEGER)",
                postgreSQL: ""
            ),
        ]
        #expect(throws: StorageError.self) { try Migrator(connection, known: steps).migrate(now: 7) }
        #expect(try connection.integer("SELECT max(version) FROM schema_migrations") == 1)
        #expect(try connection.integer("SELECT applied_at FROM schema_migrations") == 7)
        #expect(try connection.integer("SELECT count(*) FROM sqlite_schema WHERE name IN ('a', 'b', 'c')") == 2)
        #expect(connection.isAutocommit)
    }

    @Test func concurrentMigrationsApplyEachStepOnce() async throws {
        let directory = try TemporaryFolder()
        let path = directory.database
        let steps = (1...5).map {
            Migration(version: $0, name: "step", sqlite: "CREATE TABLE t\($0) (x INTEGER)", postgreSQL: "")
        }
        // Without the file's lock: what is tested is the transaction.
        let connections = try (0..<4).map { _ in
            let connection = try SQLiteConnection(path: path, mode: .writer)
            try connection.execute("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0")
            return connection
        }
        let applied = try await withThrowingTaskGroup(of: Int.self) { group in
            for connection in connections {
                group.addTask { try Migrator(connection, known: steps).migrate(now: 0).count }
            }
            return try await group.reduce(0, +)
        }
        #expect(applied == 5)
        withExtendedLifetime(directory) {}
    }

    @Test func theListIsNumberedWithoutGaps() {
        #expect(Migration.all.map(\.version) == (1...Int64(Migration.all.count)).map { $0 })
    }
}
