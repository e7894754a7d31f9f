import CTLS
import Glibc
import HTTPTypes
import TestSupport
import TestTraits
import Testing

@testable import HTTPServer

/// Bytes through TLS: what libssl holds, what the socket does not take, and ends.
@Suite(.blocking) struct TLSStreamTests {
    private let fixture: TLSFixture
    private var options: TLSClient.Options { fixture.options }

    init() throws { fixture = try TLSFixture() }

    private func get(_ path: String) -> String { "GET \(path) HTTP/1.1\r\nHost: localhost\r\n\r\n" }

    @Test("requests that come in one go, many buffers long, are all answered", arguments: [1, 20, 900, 3_000])
    func pipelining(count: Int) async throws {
        try await fixture.withServer { port, _ in
            let client = try TLSClient(port: port, options)
            let padding = "X-Padding: \(String(repeating: "a", count: 40))\r\n\r\n"
            let requests = (0..<count).map { "GET /\($0) HTTP/1.1\r\nHost: localhost\r\n" + padding }
            try client.send(requests.joined())
            for index in 0..<count { #expect(try client.response().text == "GET /\(index) ") }
        }
    }

    @Test("what follows a body in its record is not forgotten", arguments: [5, 3_000])
    func recordWithMore(bytes: Int) async throws {
        try await fixture.withServer { port, _ in
            let client = try TLSClient(port: port, options)
            let body = String(repeating: "b", count: bytes)
            let fields = "Host: localhost\r\nExpect: 100-continue\r\nContent-Length: \(bytes)\r\n\r\n"
            try client.send("POST /body HTTP/1.1\r\n" + fields)
            // The server has given the request memory that fits it, and reads no more than the body.
            #expect(try client.response().status == 100)
            try client.send(body + (0..<100).map { get("/\($0)") }.joined())
            #expect(try client.response().text == "POST /body \(body)")
            for index in 0..<100 { #expect(try client.response().text == "GET /\(index) ") }
        }
    }

    @Test func whatComesWhileAHandlerIsAtWorkIsAnsweredAfterIt() async throws {
        let latch = Latch()
        let responder = TestResponder { request in
            let path = request.path.string
            if path == "/late" { await latch.wait() }
            return TestResponder.text(200, path)
        }
        try await fixture.withServer(responder) { port, _ in
            let client = try TLSClient(port: port, options)
            try client.send(get("/late") + get("/next"))
            #expect(eventually { latch.arrived == 1 })
            try client.send((0..<400).map { get("/\($0)") }.joined())
            latch.open()
            #expect(try client.response().text == "/late")
            #expect(try client.response().text == "/next")
            for index in 0..<400 { #expect(try client.response().text == "/\(index)") }
        }
    }

    @Test(arguments: [TLS1_2_VERSION, TLS1_3_VERSION])
    func bigBodiesGoBothWays(version: Int32) async throws {
        let answer: [[UInt8]] = (0..<30).map { index in
            Array(repeating: UInt8(truncatingIfNeeded: index), count: index % 3 == 0 ? 100 : 100_000)
        }
        let responder = TestResponder { request in
            let sum = request.body.buffer.reduce(0) { $0 &+ Int($1) }
            return HTTPResponse(status: 200, contentType: "a/b", body: Array("\(sum)".utf8), rest: answer)
        }
        try await fixture.withServer(responder) { port, _ in
            var options = options
            options.maxVersion = version
            // A client that takes little at a time: records are cut in the middle.
            options.receiveBuffer = 8_192
            let client = try TLSClient(port: port, options)
            let body = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            let sum = body.reduce(0) { $0 &+ Int($1) }
            for _ in 0..<3 {
                try client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: \(body.count)\r\n\r\n")
                try client.send(body)
                #expect(try client.response().body == Array("\(sum)".utf8) + answer.joined())
            }
        }
    }

    @Test func theServerSaysGoodbyeBehindTheLastAnswer() async throws {
        try await fixture.withServer { port, _ in
            let client = try TLSClient(port: port, options)
            try client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            #expect(try client.response().status == 200)
            try client.read { _ in false }
            #expect(client.isEnded)
        }
    }

    @Test func theServerSaysGoodbyeToAnIdleConnection() async throws {
        try await fixture.withServer(configure: { $0.idleTimeout = .milliseconds(50) }) { port, _ in
            let client = try TLSClient(port: port, options)
            try client.read { _ in false }
            #expect(client.isEnded)
        }
    }

    @Test func aClientThatSaysGoodbyeGetsItsAnswer() async throws {
        try await fixture.withServer { port, _ in
            let client = try TLSClient(port: port, options)
            try client.send(get("/last"))
            client.sayGoodbye()
            #expect(try client.response().text == "GET /last ")
        }
    }

    @Test func aBodyThatIsCutOffIsNoRequest() async throws {
        let responder = TestResponder()
        try await fixture.withServer(responder) { port, _ in
            let client = try TLSClient(port: port, options)
            try client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhalf")
            client.raw.shutdownWrite()
            #expect(try client.response().status == 400)
            #expect(responder.answered == [400])
        }
    }

    @Test func garbageInsteadOfAHandshakeIsCutOff() async throws {
        try await fixture.withServer { port, server in
            let client = try RawConnection(port: port)
            try client.send([0x16, 0x03, 0x01, 0x00, 0x05] + Array(repeating: 0xFF, count: 200))
            // An alert, and the end.
            try client.read { _ in false }
            #expect(client.received.first == 0x15)
            #expect(eventually { server.activity.connections == 0 })
        }
    }

    @Test func aSlowHandshakeIsCutOff() async throws {
        try await fixture.withServer(configure: { $0.headerTimeout = .milliseconds(300) }) { port, server in
            let silent = try RawConnection(port: port)
            let slow = try RawConnection(port: port)
            try slow.send([0x16, 0x03, 0x01, 0x02, 0x00, 0x01])
            try silent.read { _ in false }
            try slow.read { _ in false }
            #expect(eventually { server.activity.connections == 0 })
        }
    }

    @Test("a request in the clear is told to use https", arguments: ["GET", "DELETE", "options"])
    func inTheClear(method: String) async throws {
        let responder = TestResponder { fault, request in
            TestResponder.text(fault.status, "\(fault) \(request.scheme?.rawValue ?? "-")")
        }
        try await fixture.withServer(responder) { port, _ in
            let client = try RawConnection(port: port)
            try client.send("\(method) / HTTP/1.1\r\nHost: localhost\r\n\r\n")
            let response = try client.response()
            #expect(response.status == 400)
            #expect(response.text == "malformed(\"this port speaks TLS; the address begins with https\") http")
            #expect(try client.isClosed())
        }
    }

    @Test func aSecondPortSpeaksInTheClear() async throws {
        let responder = TestResponder { TestResponder.text(200, $0.scheme?.rawValue ?? "unknown") }
        try await fixture.withServer(responder, configure: { $0.plainPort = 0 }) { port, server in
            let plain = try RawConnection(port: try #require(server.plainPort))
            try plain.send(get("/"))
            #expect(try plain.response().text == "http")
            let client = try TLSClient(port: port, options)
            try client.send(get("/"))
            #expect(try client.response().text == "https")
        }
    }

    @Test func drainingAnswersWhatIsUnderWayAndSaysGoodbyeToTheRest() async throws {
        let latch = Latch()
        let responder = TestResponder { request in
            if request.path == "/late" { await latch.wait() }
            return TestResponder.text(200, "done")
        }
        try await fixture.withServer(responder) { port, server in
            let busy = try TLSClient(port: port, options)
            let idle = try TLSClient(port: port, options)
            let opening = try RawConnection(port: port)
            try busy.send(get("/late"))
            #expect(eventually { latch.arrived == 1 && server.activity.connections == 3 })
            let drain = Task(executorPreference: try BlockingExecutor()) { await server.drain(within: .seconds(20)) }
            try idle.read { _ in false }
            #expect(idle.isEnded)
            try opening.read { _ in false }
            latch.open()
            let response = try busy.response()
            #expect(response.text == "done" && response["Connection"] == "close")
            try busy.read { _ in false }
            #expect(busy.isEnded)
            await drain.value
        }
    }
}
