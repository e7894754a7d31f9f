import TestSupport
import TestTraits
import Testing

/// The proxy that breaks connections for other tests.
@Suite(.blocking) struct TCPProxyTests {
    private let cluster: PostgreSQLCluster
    private let proxy: TCPProxy
    private let url: String

    init() throws {
        cluster = try PostgreSQLCluster.shared()
        proxy = try TCPProxy(to: cluster.port)
        url = cluster.url(of: "postgres").replacing(":\(cluster.port)/", with: ":\(proxy.port)/")
    }

    @Test func itPassesOnWhatIsSaid() throws {
        let long = try cluster.query("SELECT repeat('x', 3000000)", in: url)
        #expect(long == String(repeating: "x", count: 3_000_000))
        try Deadline.wait(seconds: 5, for: "the connection's end") { proxy.connectionCount == 0 ? () : nil }
    }

    @Test(arguments: [TCPProxy.Mode.refuse, .hold, .lose, .delayAnswers(600_000)])
    func whileItDoesSomethingElseNobodyIsAnsweredAndThenAllAre(mode: TCPProxy.Mode) throws {
        proxy.mode = mode
        #expect(throws: TestFailure.self) { try cluster.query("SELECT 1", in: url, seconds: 0.3) }
        proxy.mode = .pass
        #expect(try cluster.query("SELECT 1", in: url) == "1")
    }

    @Test func whatIsHeldOrDelayedArrivesLater() throws {
        for mode in [TCPProxy.Mode.hold, .delayAnswers(600_000)] {
            proxy.mode = mode
            let question = try Command([
                cluster.programFolder + "/psql", "--no-psqlrc", "-Atc", "SELECT 1", url,
            ])
            try Deadline.wait(seconds: 5, for: "a connection") { proxy.connectionCount == 1 ? () : nil }
            #expect(!question.hasEnded)
            proxy.mode = .pass
            #expect(try question.outcome().output == "1\n")
            try Deadline.wait(seconds: 5, for: "the connection's end") { proxy.connectionCount == 0 ? () : nil }
        }
    }

    @Test func itCutsConnections() throws {
        let question = try Command([
            cluster.programFolder + "/psql", "--no-psqlrc", "-c", "SELECT pg_sleep_for('600 s')", url,
        ])
        try Deadline.wait(seconds: 5, for: "a connection") { proxy.connectionCount == 1 ? () : nil }
        proxy.cutAll()
        #expect(try question.outcome().status == 2)
        #expect(proxy.connectionCount == 0)
    }
}
