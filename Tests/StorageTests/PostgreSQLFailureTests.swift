import Domain
import HTTPServer
import PostgreSQL
import Storage
import TestSupport
import TestTraits
import Testing

/// The errors for callers when PostgreSQL refuses or does not answer.
@Suite(.blocking) struct PostgreSQLFailureTests {
    @Test func aRowThatIsRefusedDoesNotFailItsNeighbours() async throws {
        try await withPostgreSQL(loops: 1) { bench, _ in
            _ = try bench.query("ALTER TABLE users ADD CONSTRAINT unlucky CHECK (telegram_id <> 13)")
            let outcomes = await save(1...50, bench)
            #expect(outcomes[13] == .failure(.internal("SQLSTATE 23514, table users, constraint unlucky")))
            #expect(outcomes.count { $0.value == .success(true) } == 49)
            #expect(try bench.query("SELECT count(*) FROM applications") == "49")
        }
    }

    @Test func aRowThatSomebodyHoldsLockedDoesNotFailItsNeighbours() async throws {
        try await withPostgreSQL(loops: 1) { bench, _ in
            _ = try await bench.store.applications.save(SavedTest(13))
            let other = try Session(target(bench.url), applicationName: "other")
            try other.run("BEGIN; SELECT 1 FROM users WHERE telegram_id = 13 FOR UPDATE")
            let outcomes = await save(1...20, bench)
            #expect(outcomes[13] == .failure(.unavailable("SQLSTATE 55P03")))
            #expect(outcomes.count { $0.value == .success(true) } == 19)
            try other.run("COMMIT")
            #expect(try await !bench.store.applications.save(SavedTest(13)).created)
        }
    }

    @Test(arguments: ["40001", "40P01"])
    func aConflictIsTriedAgain(state: String) async throws {
        try await withPostgreSQL(loops: 1) { bench, _ in
            // Sequences count on where transactions are undone.
            let conflicts = """
                CREATE SEQUENCE attempts;
                CREATE FUNCTION conflict() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                    IF nextval('attempts') <= 3 THEN RAISE EXCEPTION USING ERRCODE = '\(state)'; END IF;
                    RETURN NULL;
                END $$;
                CREATE TRIGGER conflicts AFTER INSERT ON users FOR EACH STATEMENT EXECUTE FUNCTION conflict();
                """
            _ = try bench.query(conflicts)
            let outcomes = await save(1...20, bench)
            #expect(outcomes.count { $0.value == .success(true) } == 20)
            #expect(try bench.query("SELECT count(*) FROM applications") == "20")
            // One that never ends is told as what it is: not now.
            _ = try bench.query("ALTER SEQUENCE attempts MINVALUE -1000000 START -1000000 RESTART")
            #expect(await save(21...21, bench)[21] == .failure(.unavailable("SQLSTATE \(state)")))
        }
    }

    @Test func aStatementOverItsTimeIsUnavailableAndUndone() async throws {
        var options = PostgreSQLDatabase.Options.small
        options.statementTimeoutMilliseconds = 1_000
        try await withPostgreSQL(options: options) { bench, _ in
            _ = try await bench.store.applications.save(SavedTest(1))
            let slow = """
                CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                    PERFORM pg_sleep_for('30 s');
                    RETURN NEW;
                END $$;
                CREATE TRIGGER slow BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION dawdle();
                """
            _ = try bench.query(slow)
            await #expect(throws: StorageError.self) {
                try await bench.store.applications.save(SavedTest(1, name: "late"))
            }
            // Questions are answered meanwhile, and the database is well.
            #expect(try await bench.store.applications.page(ApplicationsQuery()).total == 1)
            try await bench.store.checkHealth()
            let waiting = """
                SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'
                """
            try Deadline.wait(seconds: 5, for: "the server to give it up") {
                try bench.query(waiting) == "0" ? () : nil
            }
            #expect(try await bench.store.applications.save(SavedTest(2)).created)
            #expect(try bench.query("SELECT count(*) FROM users WHERE first_name IS NULL") == "2")
        }
    }

    @Test func resultsAndStatementsMayBeLargerThanAllBuffers() async throws {
        var options = PostgreSQLDatabase.Options.small
        options.statementTimeoutMilliseconds = 60_000
        options.poolTimeoutMilliseconds = 60_000
        try await withPostgreSQL(options: options, loops: 1) { bench, _ in
            // As long as what a page may have, and not to be compressed away.
            var random = SystemRandomNumberGenerator()
            let words: [String] = (0..<3_750).map { _ in String(random.next() | 1 << 63, radix: 16) }
            let answers = "{\"note\":\"" + words.joined() + "\"}"
            #expect(answers.utf8.count > 60_000)
            let outcomes = await save(1...1_000, bench, answers: answers)
            #expect(outcomes.count { $0.value == .success(true) } == 1_000)
            let pages = try await withThrowingTaskGroup(of: ApplicationsPage.self) { group in
                // Several at once on one connection, with a write beside them.
                for _ in 0..<2 {
                    group.addTask {
                        try await bench.store.applications.page(ApplicationsQuery(limit: 1_000, includeDetails: true))
                    }
                }
                group.addTask {
                    _ = try await bench.store.applications.save(SavedTest(1, answers: answers))
                    return ApplicationsPage(items: [], total: 0, next: nil)
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            for page in pages where page.total > 0 {
                #expect(page.items.count == 1_000)
                #expect(page.items.allSatisfy { $0.details == Array(answers.utf8) })
            }
            #expect(pages.count { $0.total == 1_000 } == 2)
        }
    }

    /// All of them wait in the loop before any is sent; what each was told, whether the test is new.
    private func save(
        _ ids: ClosedRange<Int64>,
        _ bench: PostgreSQLBench,
        answers: String = "{}"
    ) async -> [Int64: Result<Bool, StorageError>] {
        let loop = bench.loops.executors[0]
        return await withTaskGroup(of: (Int64, Result<Bool, StorageError>).self) { group in
            for id in ids {
                group.addTask(executorPreference: loop) {
                    do throws(StorageError) {
                        return (
                            id,
                            .success(try await bench.store.applications.save(SavedTest(id, answers: answers)).created)
                        )
                    } catch {
                        return (id, .failure(error))
                    }
                }
            }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
    }
}
