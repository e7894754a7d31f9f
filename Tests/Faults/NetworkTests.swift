import TestSupport
import TestTraits
import Testing

/// Breaks between our server and the database.
@Suite(.blocking) struct NetworkTests {
    private let cluster: PostgreSQLCluster
    private let proxy: TCPProxy
    private let bench: FaultBench

    init() throws {
        cluster = try PostgreSQLCluster.shared()
        proxy = try TCPProxy(to: cluster.port)
        let url = try cluster.newDatabase()
        bench = try FaultBench(
            cluster,
            url: url,
            database: FaultBench.address(url, at: proxy.port, of: cluster)
        )
    }

    private func finish() throws {
        try bench.judge()
        #expect(try bench.server.terminate() == 0)
    }

    @Test func connectionsThatAreCutAreMadeAgain() throws {
        try bench.waitUntilWell(seconds: 10)
        let traffic = try Traffic(port: bench.server.port, ledger: bench.ledger)
        for _ in 0..<5 {
            try bench.waitForAnswers(100, of: 200)
            proxy.cutAll()
            try bench.waitUntilWell(seconds: FaultBench.promise)
        }
        traffic.stop()
        try finish()
    }

    @Test func connectionsAreCutAndRefused() throws {
        try bench.endure {
            proxy.mode = .refuse
            proxy.cutAll()
        } end: {
            proxy.mode = .pass
        }
        try finish()
    }

    @Test func bytesAreHeldUp() throws {
        try bench.endure {
            proxy.mode = .hold
        } end: {
            proxy.mode = .pass
        }
        try finish()
    }

    @Test func answersTakeTenSeconds() throws {
        try bench.endure {
            proxy.mode = .delayAnswers(10_000)
        } end: {
            proxy.mode = .pass
        }
        try finish()
    }

    /// Connections of before never say another word: they are given up, and so is who was connecting.
    @Test func bytesAreLost() throws {
        try bench.endure(recovery: FaultBench.promiseOfSilence) {
            proxy.mode = .lose
        } end: {
            proxy.mode = .pass
        }
        try finish()
    }
}
