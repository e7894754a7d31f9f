import Glibc
import HTTPTypes
import Testing

@testable import HTTPServer

/// Every limit is reached once, with values small enough to reach quickly.
@Suite struct LimitTests {
    private let get: String = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"

    @Test func slowHeaderIs408() async throws {
        try await withServer(configure: { $0.headerTimeout = .milliseconds(50) }) { port, _ in
            let client = try RawConnection(port: port)
            try client.send(get + "GET / HT")
            #expect(try client.response().status == 200)
            let response = try client.response()
            #expect(response.status == 408)
            #expect(response["Connection"] == "close")
            #expect(response["X-Request-ID"] != nil)
            #expect(try client.isClosed())
        }
    }

    @Test(arguments: ["Content-Length: 100000", "Transfer-Encoding: chunked"])
    func slowBodyIs408(_ framing: String) async throws {
        let configure: (inout HTTPServerConfiguration) -> Void = { configuration in
            configuration.bodyGrace = .milliseconds(50)
            configuration.bodyBytesPerSecond = 1 << 20
        }
        try await withServer(configure: configure) { port, _ in
            let client = try RawConnection(port: port)
            try client.send("POST / HTTP/1.1\r\nHost: a\r\n\(framing)\r\n\r\n2")
            #expect(try client.response().status == 408)
            #expect(try client.isClosed())
        }
    }

    @Test func unwantedBodyThatDoesNotComeEndsTheConnection() async throws {
        let responder = TestResponder(admit: { _ in .reject(TestResponder.text(404, "")) })
        try await withServer(responder, configure: { $0.bodyGrace = .milliseconds(50) }) { port, _ in
            let client = try RawConnection(port: port)
            try client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n")
            #expect(try client.response().status == 404)
            #expect(try client.isClosed())
        }
    }

    @Test func idleConnectionIsClosed() async throws {
        try await withServer(configure: { $0.idleTimeout = .milliseconds(50) }) { port, _ in
            let fresh = try RawConnection(port: port)
            #expect(try fresh.isClosed())
            let used = try RawConnection(port: port)
            try used.send(get + "\r\n")
            #expect(try used.response().status == 200)
            #expect(try used.isClosed())
        }
    }

    @Test func clientThatDoesNotReadIsClosed() async throws {
        let responder = TestResponder { _ in
            HTTPResponse(status: 200, body: Array(repeating: 0x61, count: 16 << 20))
        }
        try await withServer(responder, configure: { $0.writeGrace = .milliseconds(50) }) { port, server in
            let client = try RawConnection(port: port, receiveBuffer: 4096)
            try client.send(get)
            #expect(eventually { responder.answered == [200] })
            let loop: EventLoop = try #require(server.executors.first)
            #expect(await loop.becomesEmpty())
            #expect((try? client.readToEnd().utf8.count) ?? 0 < 16 << 20)
        }
    }

    @Test func connectionsPerAddressAreLimited() async throws {
        try await withServer(configure: { $0.maxConnectionsPerAddress = 2 }) { port, _ in
            try await expectThirdIsRefused(port)
        }
    }

    @Test func connectionsInTotalAreLimited() async throws {
        try await withServer(configure: { $0.maxConnections = 2 }) { port, _ in
            try await expectThirdIsRefused(port)
        }
    }

    private func expectThirdIsRefused(_ port: UInt16) async throws {
        var clients: [RawConnection] = []
        for _ in 0..<2 {
            let client = try RawConnection(port: port)
            try client.send(get)
            #expect(try client.response().status == 200)
            clients.append(client)
        }
        let third = try RawConnection(port: port)
        third.trySend(Array(get.utf8))
        let response = try third.response()
        #expect(response.status == 503)
        #expect(response["Connection"] == "close")
        #expect(try third.isClosed())
        // One that goes makes room for another.
        clients.removeLast()
        #expect(
            eventually {
                guard let next = try? RawConnection(port: port) else { return false }
                next.trySend(Array(get.utf8))
                return (try? next.response().status) == 200
            }
        )
    }

    @Test func requestsPerConnectionAreLimited() async throws {
        try await withServer(configure: { $0.maxRequestsPerConnection = 3 }) { port, _ in
            let client = try RawConnection(port: port)
            try client.send(get + get + get + get)
            #expect(try client.response()["Connection"] == nil)
            #expect(try client.response()["Connection"] == nil)
            #expect(try client.response()["Connection"] == "close")
            #expect(try client.isClosed())
        }
    }

    @Test func megabyteHeaderLineIs431() async throws {
        try await withServer { port, _ in
            let client = try RawConnection(port: port)
            client.trySend(Array("GET / HTTP/1.1\r\nHost: a\r\nX: ".utf8) + Array(repeating: 0x61, count: 1 << 20))
            #expect(try client.response().status == 431)
            #expect(try client.isClosed())
        }
    }

    @Test func configuredHeaderLimitsHold() async throws {
        let configure: (inout HTTPServerConfiguration) -> Void = { configuration in
            configuration.request.headerBytes = 200
            configuration.request.requestLineBytes = 50
            configuration.request.fields = 2
        }
        try await withServer(configure: configure) { port, _ in
            let tries: [(String, Int)] = [
                ("GET / HTTP/1.1\r\nHost: a\r\nA: b\r\n\r\n", 200),
                ("GET / HTTP/1.1\r\nHost: a\r\nA: b\r\nA: b\r\n\r\n", 431),
                ("GET /" + String(repeating: "a", count: 50) + " HTTP/1.1\r\nHost: a\r\n\r\n", 414),
                ("GET / HTTP/1.1\r\nHost: a\r\nA: " + String(repeating: "b", count: 200) + "\r\n\r\n", 431),
            ]
            for (text, status) in tries {
                let client = try RawConnection(port: port)
                try client.send(text)
                #expect(try client.response().status == status)
            }
        }
    }
}

extension EventLoop {
    /// Waits until the loop has no connection left; asks on the loop itself.
    func becomesEmpty() async -> Bool {
        for _ in 0..<10_000 {
            let isEmpty = await Task(executorPreference: self) { self.connectionCount == 0 }.value
            if isEmpty { return true }
            usleep(1000)
        }
        return false
    }
}
