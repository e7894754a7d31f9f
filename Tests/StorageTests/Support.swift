import Domain
import Foundation
import PostgreSQL
import Synchronization
import TestSupport

@testable import Storage

extension TemporaryFolder {
    /// The path of a SQLite database in it.
    var database: String { path + "/test.sqlite" }
}

/// Time that moves only when a test says so.
final class TestClock: Sendable {
    private let time: Mutex<Int64> = Mutex(1_700_000_000_000_000)

    var now: Int64 { time.withLock { $0 } }

    func advance(microseconds: Int64) { time.withLock { $0 += microseconds } }
}

/// Lends a new store, and closes it.
func withStore(
    migrations: [Migration] = Migration.all,
    options: SQLiteDatabase.Options = SQLiteDatabase.Options(),
    _ body: (Store, TestClock) async throws -> Void
) async throws {
    let directory = try TemporaryFolder()
    let clock = TestClock()
    let store = try Store.open(path: directory.database, migrate: true, migrations: migrations, options: options) {
        clock.now
    }
    do {
        try await body(store, clock)
    } catch {
        await store.close()
        throw error
    }
    await store.close()
    withExtendedLifetime(directory) {}
}

/// Waits until `condition` holds; false where it does not within a minute, which a busy machine may need.
func eventually(_ condition: () -> Bool) async -> Bool {
    let deadline = ContinuousClock.now + .seconds(60)
    while ContinuousClock.now < deadline {
        if condition() { return true }
        await Task.yield()
    }
    return condition()
}

extension StorageError {
    /// The error that an empty database is refused with.
    static var allMigrationsMissing: StorageError {
        let names = Migration.all.map { "\($0.version) (\($0.name))" }.joined(separator: ", ")
        return .migrations("the database lacks migrations: \(names)")
    }
}

extension SavedTest {
    init(_ telegramID: Int64, name: String? = nil, answers: String = "{}") {
        self.init(telegramID: telegramID, firstName: name, answers: Array(answers.utf8))
    }
}

extension Store {
    static func open(
        path: String,
        migrate: Bool,
        migrations: [Migration] = Migration.all,
        options: SQLiteDatabase.Options = SQLiteDatabase.Options(),
        now: @escaping @Sendable () -> Int64 = { 0 }
    ) throws(StorageError) -> Store {
        var all = Options()
        all.sqlite = options
        return try Store(.sqlite(path: path), migrate: migrate, migrations: migrations, options: all, now: now)
    }

    static func open(
        _ target: ConnectionString,
        migrate: Bool,
        migrations: [Migration] = Migration.all,
        options: PostgreSQLDatabase.Options = PostgreSQLDatabase.Options(),
        now: @escaping @Sendable () -> Int64 = { 0 }
    ) throws(StorageError) -> Store {
        var all = Options()
        all.postgreSQL = options
        return try Store(.postgreSQL(target), migrate: migrate, migrations: migrations, options: all, now: now)
    }

    /// The store's database, which is SQLite.
    var sqlite: SQLiteDatabase {
        guard case .sqlite(let database) = database else { preconditionFailure("no SQLite") }
        return database
    }

    /// The store's database, which is PostgreSQL.
    var postgreSQL: PostgreSQLDatabase {
        guard case .postgreSQL(let database) = database else { preconditionFailure("no PostgreSQL") }
        return database
    }
}
