import PostgreSQL
import TestSupport
import TestTraits
import Testing

/// The database's server lacks something.
@Suite(.blocking) struct ResourceTests {
    @Test func theDiskIsFull() throws {
        let cluster = try PostgreSQLCluster(
            settings: ["max_wal_size": "64MB", "wal_recycle": "off"],
            inMemoryOf: 160
        )
        let bench = try FaultBench(cluster)
        // Longer than what is compressed or finds room in pages there are.
        try bench.endure(payload: 2_000) {
            try cluster.fillDisk()
            try bench.waitForAnswers(1, of: 503)
        } end: {
            try cluster.freeDisk()
            // Without room for its log the server ends, as it must; somebody starts it again.
            if (try? cluster.waitForEnd(seconds: 0.5)) != nil { try cluster.start() }
        }
        try bench.judge()
        #expect(try bench.server.terminate() == 0)
    }

    @Test func allConnectionsAreTaken() throws {
        let cluster = try PostgreSQLCluster(settings: ["max_connections": "14"])
        let bench = try FaultBench(cluster)
        var others: [Session] = []
        try bench.endure {
            let target: ConnectionString = try #require(ConnectionString(bench.url))
            let first = try Session(target, applicationName: "other")
            let end = """
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'telegram-backend'
                """
            // Ours come back at once: some places are won in each round, until none is left.
            try Deadline.wait(seconds: 20, for: "others to have all connections") {
                let ours = try first.rows(end).count
                while let other = try? Session(target, applicationName: "other") { others.append(other) }
                return ours == 0 ? () : nil
            }
            others.append(first)
        } end: {
            others = []
        }
        try bench.judge()
        #expect(try bench.server.terminate() == 0)
    }
}
