import Domain
import Storage
import Synchronization
import TestSupport
import TestTraits
import Testing

@Suite(.blocking) struct ReplicaTests {
    /// A primary with a standby, and a store on both.
    private func withReplica(
        maxLagMilliseconds: Int,
        _ body: (PostgreSQLBench, _ standby: PostgreSQLCluster, _ isRead: @escaping @Sendable () -> Bool?) async throws
            -> Void
    ) async throws {
        let primary = try PostgreSQLCluster()
        let standby = try primary.makeStandby()
        let isRead: Mutex<Bool?> = Mutex(nil)
        let url = try primary.newDatabase()
        var options = PostgreSQLDatabase.Options.small
        options.replica = try target(standby.url(of: try #require(url.split(separator: "/").last.map(String.init))))
        options.replicaMaxLagMilliseconds = maxLagMilliseconds
        options.replicaNote = { fresh in isRead.withLock { $0 = fresh } }
        let store = try Store.open(target(url), migrate: true, options: options) { 0 }
        let loops = try TestLoops(2) { store.attach(to: $0) }
        let bench = PostgreSQLBench(store: store, cluster: primary, url: url, loops: loops)
        var failure: (any Error)?
        do { try await body(bench, standby, { isRead.withLock { $0 } }) } catch { failure = error }
        await loops.end()
        await store.close()
        if let failure { throw failure }
    }

    private func total(_ bench: PostgreSQLBench) async throws -> Int64 {
        try await bench.store.applications.page(ApplicationsQuery(limit: 1)).total
    }

    private func database(_ bench: PostgreSQLBench, on standby: PostgreSQLCluster) -> String {
        standby.url(of: String(bench.url.split(separator: "/").last ?? ""))
    }

    @Test func pagesComeFromAStandbyThatIsYoungEnoughAndNothingElseDoes() async throws {
        try await withReplica(maxLagMilliseconds: 600_000) { bench, standby, isRead in
            #expect(await eventually { isRead() == true })
            _ = try await bench.store.applications.save(SavedTest(1))
            _ = try standby.query("SELECT pg_wal_replay_pause()", in: database(bench, on: standby))
            _ = try await bench.store.applications.save(SavedTest(2))
            // Only the standby can know less than was acknowledged.
            #expect(try await total(bench) <= 1)
            let newest = try bench.query("SELECT max(id) FROM applications")
            #expect(try await bench.store.applications.find(id: try #require(Int64(newest))) != nil)
        }
    }

    @Test func pagesComeFromThePrimaryWhileTheStandbyIsTooOld() async throws {
        try await withReplica(maxLagMilliseconds: 400) { bench, standby, isRead in
            #expect(await eventually { isRead() == true })
            _ = try standby.query("SELECT pg_wal_replay_pause()", in: database(bench, on: standby))
            _ = try await bench.store.applications.save(SavedTest(1))
            #expect(await eventually { isRead() == false })
            #expect(try await total(bench) == 1)
            _ = try standby.query("SELECT pg_wal_replay_resume()", in: database(bench, on: standby))
            #expect(await eventually { isRead() == true })
            #expect(try await total(bench) == 1)
        }
    }

    @Test func aStandbyThatDiesIsNotMissed() async throws {
        try await withReplica(maxLagMilliseconds: 600_000) { bench, standby, isRead in
            #expect(await eventually { isRead() == true })
            _ = try await bench.store.applications.save(SavedTest(1))
            try standby.killHard()
            for _ in 0..<20 { #expect(try await total(bench) == 1) }
            #expect(await eventually { isRead() == false })
            try await bench.store.checkHealth()
            try standby.start()
            #expect(await eventually { isRead() == true })
        }
    }

    @Test func aStandbyThatWasPromotedIsNoStandby() async throws {
        try await withReplica(maxLagMilliseconds: 600_000) { bench, standby, isRead in
            #expect(await eventually { isRead() == true })
            try standby.promote()
            #expect(await eventually { isRead() == false })
            _ = try await bench.store.applications.save(SavedTest(1))
            #expect(try await total(bench) == 1)
        }
    }
}
