import Domain
import PostgreSQL
import TestSupport
import TestTraits
import Testing

@testable import Storage

/// Which ids PostgreSQL handed out and may still commit; and what a database that has applications begins with.
@Suite(.blocking) struct ApplicationNoticesTests {
    private static let insertion = """
        INSERT INTO users (telegram_id, language_code, is_premium, photo_url, ai_test_completed, created_at, updated_at,
            application_id, application_created_at, saved_count, status, details)
        VALUES (20, '', false, '', true, 1, 1, nextval('application_ids'), 1, 1, 'new', '{}')
        """

    /// The id comes first, as for a row that waits for another before it is written: no transaction has a number then.
    @Test(arguments: [Self.insertion, "SELECT nextval('application_ids')"], ["COMMIT", "ROLLBACK"])
    func whoHoldsAnIDIsKnownUntilTheirTransactionEnds(statement: String, ending: String) async throws {
        try await withPostgreSQL { bench, _ in
            let notices = bench.store.applicationNotices
            // The sequence has written ahead: what follows leaves no trace in the log.
            for id in Int64(1)...3 { _ = try await bench.store.applications.save(SavedTest(id)) }
            #expect(try await notices.writers() == [])
            let other = try Session(target(bench.url), applicationName: "other")
            try other.run("BEGIN")
            try other.run(statement)
            #expect(try await notices.marks().issuedTo == 4)
            let writers = try await notices.writers()
            #expect(writers.count == 1)
            _ = try await bench.store.applications.save(SavedTest(30))
            #expect(try await notices.count(after: 3, upTo: 5) == 1, "the later one came first")
            #expect(try await notices.writers() == writers)
            try other.run(ending)
            #expect(try await notices.writers() == [])
            let isCommitted = ending == "COMMIT" && statement == Self.insertion
            #expect(try await notices.count(after: 3, upTo: 5) == (isCommitted ? 2 : 1))
        }
    }

    @Test func whoOnlyReadsOrWritesElsewhereHoldsNoID() async throws {
        try await withPostgreSQL { bench, _ in
            let other = try Session(target(bench.url), applicationName: "other")
            try other.run("BEGIN; SELECT last_value FROM application_ids; SELECT count(*) FROM users")
            try other.run("INSERT INTO pauses (chat_id, until) VALUES (1, 1)")
            #expect(try await bench.store.applicationNotices.writers() == [])
            try other.run("ROLLBACK")
        }
    }

    @Test(arguments: TestDatabase.System.allCases)
    func ofOldApplicationsNobodyIsTold(system: TestDatabase.System) async throws {
        let before = Array(Migration.all.prefix { $0 != .applicationNotices })
        switch system {
        case .sqlite:
            let folder = try TemporaryFolder()
            let old = try Store.open(path: folder.database, migrate: true, migrations: before)
            for id in Int64(1)...3 { _ = try await old.applications.save(SavedTest(id)) }
            await old.close()
            let store = try Store.open(path: folder.database, migrate: true)
            #expect(try await store.applicationNotices.marks() == .init(toldTo: 3, issuedTo: 3))
            await store.close()
        case .postgreSQL:
            try await withPostgreSQL(migrations: before) { bench, _ in
                for id in Int64(1)...3 { _ = try await bench.store.applications.save(SavedTest(id)) }
                _ = try Store.migrate(.postgreSQL(target(bench.url)), now: { 0 })
                #expect(try await bench.store.applicationNotices.marks() == .init(toldTo: 3, issuedTo: 3))
            }
        }
    }
}
