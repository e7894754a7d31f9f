import Glibc
import HTTPTypes
import Synchronization
import Testing

@testable import HTTPServer

@Suite struct LargeContentTests {
    private static let pieces: [[UInt8]] = (0..<400).map { index in
        Array(repeating: UInt8(truncatingIfNeeded: 0x41 + index % 26), count: index % 3 == 0 ? 100 : 40_000)
    }

    private static var response: HTTPResponse {
        HTTPResponse(
            status: 200,
            contentType: "text/plain",
            body: Array("first".utf8),
            rest: pieces + [[], Array("last".utf8)]
        )
    }

    private static var content: [UInt8] { Array("first".utf8) + pieces.joined() + Array("last".utf8) }

    private func get(_ path: String, _ method: String = "GET") -> String {
        "\(method) \(path) HTTP/1.1\r\nHost: a\r\n\r\n"
    }

    @Test(
        "all pieces come in their order, and what was asked behind them after them",
        arguments: [nil, 65_536 as Int32]
    )
    func order(receiveBuffer: Int32?) async throws {
        let responder = TestResponder { request in
            if request.path == "/late" { await Task.yield() }
            return request.path == "/small" ? TestResponder.text(200, "small") : LargeContentTests.response
        }
        try await withServer(responder) { port, _ in
            let client = try RawConnection(port: port, receiveBuffer: receiveBuffer)
            try client.send(get("/small") + get("/") + get("/small") + get("/late") + get("/", "HEAD") + get("/small"))
            #expect(try client.response().text == "small")
            #expect(try client.response().body == LargeContentTests.content)
            #expect(try client.response().text == "small")
            #expect(try client.response().body == LargeContentTests.content)
            let head = try client.response(isHead: true)
            #expect(head["Content-Length"] == String(LargeContentTests.content.count))
            #expect(try client.response().text == "small")
        }
    }

    @Test(
        "what was asked behind content that the kernel takes at once is answered without more input",
        arguments: ["", "close"]
    )
    func contentThatFits(connection: String) async throws {
        let body: [UInt8] = Array(repeating: 0x61, count: 100_000)
        let responder = TestResponder { request in
            if request.path == "/late" { await Task.yield() }
            return HTTPResponse(status: 200, contentType: "a/b", body: body)
        }
        try await withServer(responder) { port, _ in
            let client = try RawConnection(port: port)
            let last = "GET / HTTP/1.1\r\nHost: a\r\nConnection: \(connection)\r\n\r\n"
            try client.send(String(repeating: get("/") + get("/late"), count: 20) + last)
            for _ in 0..<41 { #expect(try client.response().body == body) }
        }
    }

    @Test func oneLongArrayIsSentWhole() async throws {
        let body: [UInt8] = (0..<5_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let responder = TestResponder { _ in HTTPResponse(status: 200, contentType: "a/b", body: body) }
        try await withServer(responder) { port, _ in
            let client = try RawConnection(port: port, receiveBuffer: 65_536)
            try client.send(get("/"))
            #expect(try client.response().body == body)
        }
    }

    @Test func whatAClientDoesNotTakeIsNotCopied() async throws {
        let served: Mutex<EventLoop?> = Mutex(nil)
        let responder = TestResponder { request in
            guard request.path == "/look" else { return LargeContentTests.response }
            let waiting = served.withLock { $0 }?.connections.compactMap { $0 }.first {
                $0.state.isSending
            }
            let copied = waiting?.state.pending.map { $0.count } ?? 0
            return TestResponder.text(200, "\(waiting?.state.content.isEmpty == false && copied < 1024)")
        }
        try await withServer(responder) { port, server in
            served.withLock { $0 = server.executors.first }
            let slow = try RawConnection(port: port, receiveBuffer: 65_536)
            try slow.send(get("/"))
            let other = try RawConnection(port: port)
            let isHeld = eventually {
                guard (try? other.send(get("/look"))) != nil else { return false }
                return (try? other.response().text) == "true"
            }
            #expect(isHeld)
            #expect(try slow.response().body == LargeContentTests.content)
        }
    }

    /// `SIOCOUTQ` counts what is unsent and what is under way.
    @Test func theKernelHoldsLittleForAClientThatDoesNotRead() async throws {
        let descriptor: Mutex<Int32> = Mutex(-1)
        let body = [UInt8](repeating: 0x61, count: 4 << 20)
        let responder = TestResponder { request in
            descriptor.withLock { $0 = request.descriptor }
            return HTTPResponse(status: 200, contentType: "a/b", body: body)
        }
        try await withServer(responder) { port, _ in
            let client = try RawConnection(port: port, receiveBuffer: 65_536)
            try client.send(get("/"))
            func held() -> Int32 {
                var bytes: Int32 = 0
                let socket = descriptor.withLock { $0 }
                return socket >= 0 && ioctl(socket, UInt(TIOCOUTQ), &bytes) == 0 ? bytes : 0
            }
            // It grows until the server waits for the client.
            var before: Int32 = -1
            let isSteady = eventually {
                defer { before = held() }
                return before > 0 && held() == before
            }
            #expect(isSteady)
            #expect(held() <= 2 * EventLoop.unsentBytes, "\(held()) bytes")
            #expect(try client.response().body.count == body.count)
        }
    }

    @Test func aClientThatLeavesInTheMiddleLeavesNothing() async throws {
        let served: Mutex<EventLoop?> = Mutex(nil)
        let responder = TestResponder { request in
            guard request.path == "/look" else { return LargeContentTests.response }
            let count = served.withLock { $0 }?.connections.compactMap { $0 }.count ?? 0
            return TestResponder.text(200, "\(count)")
        }
        try await withServer(responder) { port, server in
            served.withLock { $0 = server.executors.first }
            for _ in 0..<20 {
                let client = try RawConnection(port: port, receiveBuffer: 65_536)
                try client.send(get("/"))
                try client.read { $0.count > 100 }
                client.reset()
            }
            let other = try RawConnection(port: port)
            let isAlone = eventually {
                guard (try? other.send(get("/look"))) != nil else { return false }
                return (try? other.response().text) == "1"
            }
            #expect(isAlone)
        }
    }

    @Test func readBuffersAreFewHoweverManyHandlersWait() async throws {
        let latch = Latch()
        let served: Mutex<EventLoop?> = Mutex(nil)
        let responder = TestResponder { request in
            if request.path == "/look" {
                guard let loop = served.withLock({ $0 }) else { return TestResponder.text(500, "") }
                let full = loop.connections.filter { connection in
                    connection?.state.buffer.map { $0.capacity >= loop.context.bufferCapacity } ?? false
                }
                return TestResponder.text(200, "\(full.count)")
            }
            await latch.wait()
            let field = request.field("X-Number")?.string ?? ""
            return TestResponder.text(
                200,
                "\(request.path.string)?\(request.query?.string ?? "") \(field) \(request.body.string)"
            )
        }
        try await withServer(responder) { port, server in
            served.withLock { $0 = server.executors.first }
            let clients: [RawConnection] = try (0..<60).map { _ in try RawConnection(port: port) }
            for (number, client) in clients.enumerated() {
                let next = number % 2 == 0 ? get("/next") : ""
                try client.send(
                    "POST /p\(number)?q=\(number) HTTP/1.1\r\nHost: a\r\nX-Number: n\(number)\r\nContent-Length: 3\r\n\r\nabc"
                        + next
                )
            }
            #expect(eventually { latch.arrived == clients.count })
            let other = try RawConnection(port: port)
            try other.send(get("/look"))
            let full: Int = try #require(Int(other.response().text))
            #expect(full <= ConnectionContext.maxSpare + 1)
            latch.open()
            for (number, client) in clients.enumerated() {
                #expect(try client.response().text == "/p\(number)?q=\(number) n\(number) abc")
                if number % 2 == 0 { #expect(try client.response().text == "/next?  ") }
            }
        }
    }
}
