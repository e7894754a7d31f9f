import HTTPTypes
import Testing

@testable import HTTPServer

@Suite struct ExchangeTests {
    private func get(_ path: String, _ lines: String = "") -> String {
        "GET \(path) HTTP/1.1\r\nHost: a\r\n\(lines)\r\n"
    }

    @Test func connectionStaysForTheNextRequest() async throws {
        try await withServer { port, _ in
            let client = try RawConnection(port: port)
            for path in ["/1", "/2", "/3"] {
                try client.send(get(path))
                let response = try client.response()
                #expect(response.status == 200)
                #expect(response.text == "GET \(path) ")
                #expect(response["Connection"] == nil)
                #expect(response["Date"]?.hasSuffix(" GMT") == true)
            }
        }
    }

    @Test func pipelinedRequestsAreAnsweredInOrder() async throws {
        // Every other handler suspends; the answers must come in order all the same.
        let responder = TestResponder { request in
            if request.path.string.hasSuffix("1") { await Task.yield() }
            return TestResponder.describe(request)
        }
        try await withServer(responder) { port, _ in
            let client = try RawConnection(port: port)
            let post = "POST /b1 HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc"
            let chunked = "PUT /c HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nxy\r\n0\r\n\r\n"
            try client.send((0..<50).map { get("/\($0)") + post + chunked }.joined())
            for index in 0..<50 {
                #expect(try client.response().text == "GET /\(index) ")
                #expect(try client.response().text == "POST /b1 abc")
                #expect(try client.response().text == "PUT /c xy")
            }
        }
    }

    @Test func requestArrivingByteByByteIsAnswered() async throws {
        try await withServer { port, _ in
            let client = try RawConnection(port: port)
            let text = "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"
            for byte in text.utf8 { try client.send([byte]) }
            #expect(try client.response().text == "POST /x abc")
        }
    }

    @Test func chunksThatHoldNothingAreNoBody() async throws {
        let responder = TestResponder { request in
            TestResponder.text(200, "\(request.hasBody) \(request.isChunked)")
        }
        try await withServer(responder) { port, _ in
            let client = try RawConnection(port: port)
            for (framing, text) in [
                ("Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "false true"),
                ("Transfer-Encoding: chunked\r\n\r\n000;a=b\r\nX: y\r\n\r\n", "false true"),
                ("Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n", "true true"),
                ("Content-Length: 0\r\n\r\n", "false false"), ("Content-Length: 1\r\n\r\na", "true false"),
            ] {
                try client.send("POST / HTTP/1.1\r\nHost: a\r\n" + framing)
                #expect(try client.response().text == text)
            }
        }
    }

    @Test func connectionStaysWhereUnwantedChunksAreThere() async throws {
        let responder = TestResponder(admit: { request in
            request.method == .post ? .reject(TestResponder.text(404, "")) : .accept(maxBodyBytes: 0)
        })
        try await withServer(responder) { port, _ in
            let client = try RawConnection(port: port)
            let head = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
            for body in ["0\r\n\r\n", "3\r\nabc\r\n0\r\nX: y\r\n\r\n"] {
                try client.send(head + body + get("/next"))
                #expect(try client.response().status == 404)
                #expect(try client.response().text == "GET /next ")
            }
            try client.send(head + "3\r\nab")
            #expect(try client.response()["Connection"] == "close")
            #expect(try client.isClosed())
        }
    }

    @Test(
        "the origin of a refused head is known, wherever it stands",
        arguments: [
            ("GET / HTTP/1.1\r\nOrigin: https://a\r\nBad\r\n\r\n", 400),
            ("GET / HTTP/1.1\r\nBad\r\nORIGIN:https://a\r\n\r\n", 400),
            ("GET /%zz HTTP/1.1\r\nHost: a\r\nOrigin: https://a \r\n\r\n", 400),
            ("GET / HTTP/2.0\r\nOrigin: https://a\r\n\r\n", 505),
            ("GET / HTTP/1.1\r\n" + String(repeating: "X: y\r\n", count: 101) + "Origin: https://a\r\n\r\n", 431),
            ("GET / HTTP/1.1\r\nOrigin: https://a\r\nX: " + String(repeating: "y", count: 20_000), 431),
            ("GET /" + String(repeating: "y", count: 9000) + " HTTP/1.1\r\nOrigin: https://a\r\n\r\n", 414),
            ("GET / HTTP/1.1\r\nX-Origin: https://a\r\nBad\r\n\r\n", 400),
        ]
    )
    func originOfRefusedHead(_ text: String, _ status: Int) async throws {
        let responder = TestResponder(fault: { fault, request in
            TestResponder.text(fault.status, "\(request.field("Origin")?.string ?? "none") \(request.path.string)")
        })
        try await withServer(responder) { port, _ in
            let client = try RawConnection(port: port)
            // What was read of the request before does not show.
            try client.send("GET /before HTTP/1.1\r\nHost: a\r\nOrigin: https://before\r\n\r\n")
            _ = try client.response()
            try client.send(text)
            let response = try client.response()
            #expect(response.status == status)
            #expect(response.text == (text.contains("X-Origin") ? "none " : "https://a "))
        }
    }

    @Test func headHasTheLengthAndNoBody() async throws {
        try await withServer { port, _ in
            let client = try RawConnection(port: port)
            try client.send("HEAD /x HTTP/1.1\r\nHost: a\r\n\r\n" + get("/next"))
            let head = try client.response(isHead: true)
            #expect(head["Content-Length"] == "8")
            #expect(head["Content-Type"] == "text/plain")
            #expect(try client.response().text == "GET /next ")
        }
    }

    @Test func answersWithoutBodyHaveNoLength() async throws {
        let responder = TestResponder { request in
            HTTPResponse(status: Int(request.path.string.dropFirst()) ?? 0, body: [1, 2])
        }
        try await withServer(responder) { port, _ in
            let client = try RawConnection(port: port)
            try client.send(get("/204") + get("/304") + get("/205") + get("/100") + get("/700") + get("/299"))
            for status in [204, 304] {
                let response = try client.response()
                #expect(response.status == status)
                #expect(response["Content-Length"] == nil)
            }
            #expect(try client.response()["Content-Length"] == "0")
            #expect(try client.response().status == 500)
            #expect(try client.response().status == 500)
            #expect(try client.response().body == [1, 2])
        }
    }

    @Test func http10ClosesUnlessAskedToStay() async throws {
        try await withServer { port, _ in
            let client = try RawConnection(port: port)
            try client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
            #expect(try client.response()["Connection"] == "keep-alive")
            try client.send("GET / HTTP/1.0\r\n\r\n")
            #expect(try client.response()["Connection"] == "close")
            #expect(try client.isClosed())
        }
    }

    @Test func nothingIsAnsweredAfterConnectionClose() async throws {
        try await withServer { port, _ in
            let client = try RawConnection(port: port)
            try client.send(get("/1", "Connection: close\r\n") + get("/2"))
            let response = try client.response()
            #expect(response["Connection"] == "close")
            #expect(try client.isClosed())
        }
    }

    @Test func halfClosedClientIsAnswered() async throws {
        let latch = Latch()
        let responder = TestResponder { request in
            await latch.wait()
            return TestResponder.describe(request)
        }
        try await withServer(responder) { port, _ in
            let client = try RawConnection(port: port)
            try client.send(get("/1"))
            client.shutdownWrite()
            #expect(eventually { latch.arrived == 1 })
            latch.open()
            #expect(try client.response().text == "GET /1 ")
            #expect(try client.isClosed())
        }
    }

    @Test func messageThatBreaksOffIs400() async throws {
        try await withServer { port, _ in
            for text in [
                "GET / HT", "GET / HTTP/1.1\r\nHo", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nab",
            ] {
                let client = try RawConnection(port: port)
                try client.send(text)
                client.shutdownWrite()
                #expect(try client.response().status == 400)
                #expect(try client.isClosed())
            }
        }
    }

    @Test func requestIDIsEchoedOrMade() async throws {
        let responder = TestResponder { TestResponder.text(200, $0.id) }
        try await withServer(responder) { port, _ in
            let client = try RawConnection(port: port)
            let sane = String(repeating: "aZ0.-_", count: 21)
            try client.send(get("/", "x-request-id: \(sane)\r\n"))
            let echoed = try client.response()
            #expect(echoed["X-Request-ID"] == sane)
            #expect(echoed.text == sane)
            var made: Set<String> = []
            let bad: [String] = [
                "", "a b", "\u{e9}", "a/b", String(repeating: "a", count: 129), "a\r\nX-Request-ID: a",
            ]
            for value in bad {
                try client.send(get("/", "X-Request-ID: \(value)\r\n"))
                let response = try client.response()
                let id: String = try #require(response["X-Request-ID"])
                #expect(id != value && id.utf8.count >= 8 && id.utf8.count <= 15)
                made.insert(id)
            }
            #expect(made.count == bad.count)
            try client.send("GET / HTTP/1.1\r\nX-Request-ID: mine\r\nbroken\r\n")
            #expect(try client.response()["X-Request-ID"] == "mine")
        }
    }

    @Test func bodyHas64ReadableBytesBehindIt() async throws {
        let responder = TestResponder { request in
            let padded = UnsafeBufferPointer(
                start: request.body.start,
                count: request.body.count + 64
            )
            return TestResponder.text(200, "\(request.body.count) \(padded.reduce(0) { $0 &+ Int($1 & 1) } >= 0)")
        }
        try await withServer(responder) { port, _ in
            let client = try RawConnection(port: port)
            for count in [1, 15_000, 16_384, 32_700, 70_000, 1 << 20] {
                let body = String(repeating: "x", count: count)
                try client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: \(count)\r\n\r\n\(body)")
                #expect(try client.response().text == "\(count) true")
                let hex = String(count, radix: 16)
                try client.send(
                    "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n\(hex)\r\n\(body)\r\n0\r\n\r\n"
                )
                #expect(try client.response().text == "\(count) true")
            }
        }
    }

    @Test func peerAddressIsKnown() async throws {
        let responder = TestResponder { TestResponder.text(200, $0.remoteAddress) }
        for host in ["127.0.0.1", "::", "localhost"] {
            try await withServer(responder, configure: { $0.host = host }) { port, _ in
                guard let client = try? RawConnection(port: port) else {
                    #expect(host == "localhost", "localhost may be ::1 only")
                    return
                }
                try client.send(get("/"))
                #expect(try client.response().text == "127.0.0.1")
            }
        }
    }
}
