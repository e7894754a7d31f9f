import TestSupport
import TestTraits
import Testing

/// The database's server goes and comes back.
@Suite(.blocking) struct OutageTests {
    @Test(arguments: [PostgreSQLCluster.StopMode.fast, .immediate])
    func stoppedAndStarted(mode: PostgreSQLCluster.StopMode) throws {
        let bench = try FaultBench(PostgreSQLCluster())
        try bench.endure {
            try bench.cluster.stop(mode)
        } end: {
            try bench.cluster.start()
        }
        try bench.judge()
        #expect(try bench.server.terminate() == 0)
    }

    @Test func killedInTheMiddleOfLoad() throws {
        let bench = try FaultBench(PostgreSQLCluster())
        for _ in 0..<2 {
            try bench.endure {
                try bench.cluster.killHard()
            } end: {
                try bench.cluster.start()
            }
        }
        try bench.judge()
        #expect(try bench.server.terminate() == 0)
    }

    @Test func frozenAndThawed() throws {
        let bench = try FaultBench(PostgreSQLCluster())
        try bench.endure {
            try bench.cluster.freeze()
        } end: {
            try bench.cluster.thaw()
        }
        try bench.judge()
        // Asked to stop while the database says nothing, it stops.
        try bench.cluster.freeze()
        try bench.waitForHealth(503, seconds: FaultBench.promise)
        let start: ContinuousClock.Instant = .now
        #expect(try bench.server.terminate() == 0)
        #expect(ContinuousClock.now - start < .seconds(5))
    }

    @Test func aProcessThatStartsWithoutADatabaseSaysSoAndEnds() throws {
        let cluster = try PostgreSQLCluster()
        let url = try cluster.newDatabase()
        try cluster.stop(.fast)
        #expect { try ServerProcess(at: url) } throws: { error in
            "\(error)".contains("cannot start") && "\(error)".contains("the connection was refused")
        }
    }
}
