import TestSupport
import TestTraits
import Testing

/// Our own process ends without a warning.
@Suite(.blocking) struct CrashTests {
    @Test func killedInTheMiddleOfLoadItLosesNothingAcknowledged() throws {
        let bench = try FaultBench(PostgreSQLCluster.shared())
        for _ in 0..<3 {
            try bench.waitUntilWell(seconds: 10)
            let traffic = try Traffic(port: bench.server.port, ledger: bench.ledger)
            try bench.waitForAnswers(300, of: 200)
            bench.server.kill()
            traffic.stop()
            try bench.restartServer()
        }
        try bench.waitUntilWell(seconds: FaultBench.promise)
        try bench.judge(cutOff: true)
        #expect(try bench.server.terminate() == 0)
    }
}
