import Domain
import HTTPServer
import Storage
import TestTraits
import Testing

/// The behaviours on PostgreSQL.
@Suite(.blocking) struct PostgreSQLBehaviourTests {
    @Test(arguments: StoreBehaviour.all)
    func postgreSQL(behaviour: StoreBehaviour) async throws {
        try await withPostgreSQL { bench, clock in try await behaviour.check(bench.store, clock) }
    }

    @Test(arguments: [1, 2, 3, 7])
    func anyNumberOfConnectionsServesAnyNumberOfLoops(connections: Int) async throws {
        var options = PostgreSQLDatabase.Options.small
        options.poolSize = connections
        try await withPostgreSQL(options: options, loops: 3) { bench, _ in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for id in 1...100 {
                    group.addTask {
                        _ = try await bench.store.applications.save(SavedTest(Int64(id)))
                        _ = try await bench.store.applications.page(ApplicationsQuery(limit: 1))
                    }
                }
                try await group.waitForAll()
            }
            let used = try bench.query(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                    + "AND application_name = 'telegram-backend'"
            )
            #expect(Int(used) == connections)
        }
    }

    @Test func aCallFromALoopStaysOnIt() async throws {
        try await withPostgreSQL { bench, _ in
            for loop in bench.loops.executors {
                await withTaskExecutorPreference(loop) {
                    await #expect(throws: Never.self) {
                        _ = try await bench.store.applications.save(SavedTest(1))
                        #expect(loop.isCurrent)
                    }
                }
            }
        }
    }

    @Test func writesThatWaitTogetherAreCommittedTogether() async throws {
        try await withPostgreSQL(loops: 1) { bench, _ in
            try await bench.store.checkHealth()
            // All of them wait in the loop before any is sent.
            let loop = bench.loops.executors[0]
            try await withThrowingTaskGroup(of: Void.self) { group in
                for id in 1...300 {
                    group.addTask(executorPreference: loop) {
                        _ = try await bench.store.applications.save(SavedTest(Int64(id)))
                    }
                }
                try await group.waitForAll()
            }
            // xmin is the transaction that made the row.
            let commits = try #require(Int(try bench.query("SELECT count(DISTINCT xmin::text) FROM users")))
            #expect(commits < 30, "\(commits) commits for 300 writes")
        }
    }

    @Test func totalsAreRightAgainOnceApplicationsChangedByHandAreCounted() async throws {
        try await withPostgreSQL { bench, _ in
            for id in 1...5 { _ = try await bench.store.applications.save(SavedTest(Int64(id))) }
            #expect(throws: (any Error).self) { try bench.query("DELETE FROM applications WHERE id = 3") }
            _ = try bench.query("DELETE FROM users WHERE telegram_id < 3")
            _ = try bench.query("SELECT count_applications()")
            #expect(try await bench.store.applications.page(ApplicationsQuery()).total == 3)
            _ = try await bench.store.applications.save(SavedTest(6))
            #expect(try await bench.store.applications.page(ApplicationsQuery(status: .new)).total == 4)
        }
    }

    /// The contract lets no U+0000 through; should one come, it harms nobody else's write.
    @Test func textThatPostgreSQLCannotHoldFailsAlone() async throws {
        try await withPostgreSQL { bench, _ in
            let store = bench.store
            let failed = await withTaskGroup(of: Bool.self) { group in
                for id in 1...20 {
                    group.addTask {
                        do {
                            _ = try await store.applications.save(SavedTest(Int64(id), name: id == 7 ? "a\u{0}b" : "a"))
                            return false
                        } catch { return true }
                    }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(failed == 1)
            let total = try await store.applications.page(ApplicationsQuery()).total
            #expect(total == 19)
        }
    }
}
