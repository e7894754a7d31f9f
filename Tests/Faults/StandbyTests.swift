import TestSupport
import TestTraits
import Testing

/// The database's server is a standby, or becomes the primary.
@Suite(.blocking) struct StandbyTests {
    @Test func aStandbyIsReadOnlyUntilItIsPromoted() throws {
        let primary = try PostgreSQLCluster()
        let url = try primary.newDatabase()
        // Migrated by a process on the primary.
        #expect(try ServerProcess(at: url).terminate() == 0)
        let standby = try primary.makeStandby()
        let bench = try FaultBench(standby, url: FaultBench.address(url, at: standby.port, of: primary))
        let traffic = try Traffic(port: bench.server.port, ledger: bench.ledger)
        defer { traffic.stop() }
        try bench.waitForHealth(503, seconds: FaultBench.promise)
        try bench.waitForAnswers(20, of: 503)
        #expect(bench.ledger.count(of: 200) == 0)
        try standby.promote()
        try bench.waitUntilWell(seconds: FaultBench.promise)
        try bench.waitForAnswers(100, of: 200)
        traffic.stop()
        try bench.judge()
        #expect(try bench.server.terminate() == 0)
    }

    /// Questions are answered, commits are not.
    @Test func aSynchronousStandbySaysNothing() throws {
        let primary = try PostgreSQLCluster()
        let standby = try primary.makeStandby(settings: ["cluster_name": "standby"])
        let bench = try FaultBench(primary)
        try primary.waitForStandby(named: "standby")
        try bench.endure {
            try standby.freeze()
        } end: {
            try standby.thaw()
        }
        try bench.judge()
        #expect(try bench.server.terminate() == 0)
    }

    /// The primary is killed, or its machine says nothing any more.
    @Test(arguments: [true, false])
    func ofTwoHostsTheOneThatTakesWritesIsUsed(isKilled: Bool) throws {
        let primary = try PostgreSQLCluster()
        let url = try primary.newDatabase()
        // A commit waits for the standby: what is acknowledged is on both.
        let standby = try primary.makeStandby(settings: ["cluster_name": "standby"])
        try primary.waitForStandby(named: "standby")
        let hosts = "127.0.0.1:\(primary.port),127.0.0.1:\(standby.port)/"
        let bench = try FaultBench(
            primary,
            url: url,
            database: url.replacing("127.0.0.1:\(primary.port)/", with: hosts) + "?target_session_attrs=read-write"
        )
        try bench.endure(recovery: isKilled ? FaultBench.promise : FaultBench.promiseOfSilence) {
            if isKilled { try primary.killHard() } else { try primary.freeze() }
        } end: {
            try standby.promote()
        }
        try bench.judge(in: FaultBench.address(url, at: standby.port, of: primary), of: standby)
        #expect(try bench.server.terminate() == 0)
    }
}
