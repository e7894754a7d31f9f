import Logging
import Metrics
import Platform
import TestSupport
import TestTraits
import Testing

@testable import Server

/// `GET /metrics` of a real server.
@Suite(.blocking) struct MetricsServerTests {
    private static let settings: [String: String] = ServerSettings.standard(with: [
        "METRICS_ADDRESS": "127.0.0.1:0", "LOG_LEVEL": "notice",
    ])

    private func connect(_ server: ServerProcess) throws -> HTTPConnection {
        let line = try #require(server.logLines(with: "metrics are served").first)
        let port = try #require(line.firstMatch(of: /"server.port":([0-9]+)/)?.output.1)
        return try HTTPConnection(port: try #require(UInt16(port)))
    }

    private func samples(_ connection: HTTPConnection) throws -> String {
        let reply = try connection.exchange(HTTPMessage("GET", "/metrics"))
        #expect(reply.status == 200)
        #expect(reply["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8")
        return String(decoding: reply.body, as: UTF8.self)
    }

    @Test func requestsAreCountedByOperationAndStatus() throws {
        let server = try ServerProcess(Self.settings)
        let client = try HTTPConnection(port: server.port)
        #expect(try client.exchange(HTTPMessage("GET", "/health")).status == 200)
        for _ in 0..<2 { #expect(try client.exchange(HTTPMessage("POST", "/api/v1/telegram/auth/")).status == 401) }
        #expect(try client.exchange(HTTPMessage("GET", "/secret-of-a-client")).status == 404)
        let text = try samples(connect(server))
        for line in [
            #"telegram_backend_http_requests_total{operation="getHealthRoot",status="200"} 1"#,
            #"telegram_backend_http_requests_total{operation="logIn",status="401"} 2"#,
            #"telegram_backend_http_requests_total{operation="none",status="404"} 1"#,
            #"telegram_backend_http_request_duration_seconds_count{operation="logIn"} 2"#,
            #"telegram_backend_database_commits_total{result="failed"} 0"#,
            "telegram_backend_http_connections 1", "telegram_backend_http_requests_in_flight 0",
        ] { #expect(text.contains(line + "\n"), "\(line)") }
        #expect(!text.contains("_duration_seconds_count{operation=\"getHealthRoot\"}"), "probes are not timed")
        #expect(!text.contains("secret-of-a-client"))
        #expect(try server.terminate() == 0)
    }

    @Test func promtoolFindsNothingToSay() throws {
        let server = try ServerProcess(Self.settings)
        let client = try HTTPConnection(port: server.port)
        #expect(try client.exchange(HTTPMessage("GET", "/nowhere")).status == 404)
        let folder = try TemporaryFolder()
        try FileSystem.write(Array(samples(connect(server)).utf8), to: folder.path + "/metrics")
        let check = try Command(["sh", "-c", "promtool check metrics <\(folder.path)/metrics"]).outcome()
        #expect(check.status == 0 && check.errors.isEmpty, "\(check.errors)\(check.output)")
        #expect(try server.terminate() == 0)
    }

    /// The shortest of several, since other work on the machine only makes them longer.
    @Test func aConnectionThatIsKeptDoesNotHoldUpTheEnd() async throws {
        var times: [Duration] = []
        for _ in 0..<5 {
            let sink = MemorySink()
            let address = try #require(ListenAddress("127.0.0.1:0"))
            let worker = MetricsServer(MetricRegistry(), at: address, logger: Logger(level: .notice, sink: sink)).worker
            try worker.start()
            let port = try #require(sink.lines.first?.firstMatch(of: /server.port\D+([0-9]+)/)?.output.1)
            let connection = try HTTPConnection(port: try #require(UInt16(port)))
            #expect(try connection.exchange(HTTPMessage("GET", "/metrics")).status == 200)
            let work = Task(executorPreference: try BlockingExecutor()) { try await worker.run() }
            let start = ContinuousClock.now
            work.cancel()
            try await work.value
            times.append(.now - start)
        }
        #expect(try #require(times.min()) < .milliseconds(400), "\(times)")
    }

    @Test func thereIsNothingElseAndThatIsReadOnly() throws {
        let server = try ServerProcess(Self.settings)
        let connection = try connect(server)
        for path in ["/", "/metrics/", "/health", "/api/v1/telegram/applications/"] {
            #expect(try connection.exchange(HTTPMessage("GET", path)).status == 404, "\(path)")
        }
        #expect(try connection.exchange(HTTPMessage("POST", "/metrics")).status == 405)
        #expect(try HTTPConnection(port: server.port).exchange(HTTPMessage("GET", "/metrics")).status == 404)
        #expect(try server.terminate() == 0)
    }

    @Test(
        arguments: [
            ("127.0.0.1:9464", "127.0.0.1:9464"), ("localhost:1", "127.0.0.1:1"), ("[::1]:0", "[::1]:0"),
            ("::1:9464", nil), ("127.0.0.1", nil), ("127.0.0.1:65536", nil), (":9464", nil), ("example.org:1", nil),
        ] as [(String, String?)]
    )
    func anAddressIsAHostAndAPort(text: String, expected: String?) {
        #expect(ListenAddress(text)?.text == expected)
    }
}
