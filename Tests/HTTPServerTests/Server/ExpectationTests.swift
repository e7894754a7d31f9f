import HTTPTypes
import Testing

@testable import HTTPServer

/// `Expect: 100-continue`, and answers that are known before the body.
@Suite struct ExpectationTests {
    private let responder = TestResponder(admit: { request in
        request.path == "/no" ? .reject(TestResponder.text(404, "no")) : .accept(maxBodyBytes: 10)
    })

    private func post(_ path: String, _ framing: String, _ lines: String = "") -> String {
        "POST \(path) HTTP/1.1\r\nHost: a\r\n\(framing)\r\n\(lines)\r\n"
    }

    @Test(arguments: ["Content-Length: 3", "Transfer-Encoding: chunked"])
    func continueIsSentWhenAdmitted(_ framing: String) async throws {
        try await withServer(responder) { port, _ in
            let client = try RawConnection(port: port)
            try client.send(post("/", framing, "Expect: 100-Continue\r\n"))
            #expect(try client.response(isHead: true).status == 100)
            try client.send(framing.hasPrefix("C") ? "abc" : "3\r\nabc\r\n0\r\n\r\n")
            #expect(try client.response().text == "POST / abc")
        }
    }

    @Test func continueIsNotSentWhenTheBodyIsThere() async throws {
        try await withServer(responder) { port, _ in
            let client = try RawConnection(port: port)
            try client.send(post("/", "Content-Length: 3", "Expect: 100-continue\r\n") + "abc")
            #expect(try client.response().status == 200)
        }
    }

    @Test func continueIsNotSentToHTTP10() async throws {
        try await withServer(responder) { port, _ in
            let client = try RawConnection(port: port)
            try client.send("POST / HTTP/1.0\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n")
            try client.send("abc")
            #expect(try client.response().status == 200)
        }
    }

    @Test func rejectionIsFinalAndCloses() async throws {
        try await withServer(responder) { port, _ in
            let client = try RawConnection(port: port)
            try client.send(post("/no", "Content-Length: 3", "Expect: 100-continue\r\n"))
            let response = try client.response()
            #expect(response.status == 404)
            #expect(response["Connection"] == "close")
            #expect(try client.isClosed())
        }
    }

    @Test func otherExpectationsFail() async throws {
        try await withServer(responder) { port, _ in
            let client = try RawConnection(port: port)
            try client.send(
                "GET / HTTP/1.1\r\nHost: a\r\nExpect: 200-ok\r\n\r\n" + post("/", "Content-Length: 1") + "a"
            )
            #expect(try client.response().status == 417)
            #expect(try client.response().status == 200)
        }
    }

    @Test func shortUnwantedBodyIsSkippedAndTheConnectionStays() async throws {
        try await withServer(responder) { port, _ in
            let client = try RawConnection(port: port)
            try client.send(post("/no", "Content-Length: 60000"))
            #expect(try client.response().status == 404)
            let body = String(repeating: "x", count: 60_000)
            try client.send(body + post("/no", "Content-Length: 5") + "12345" + post("/", "Content-Length: 1") + "a")
            #expect(try client.response().status == 404)
            #expect(try client.response().text == "POST / a")
        }
    }

    @Test(arguments: [
        ("/no", "Content-Length: 200000", 404), ("/no", "Transfer-Encoding: chunked", 404),
        ("/", "Content-Length: 200000", 413),
    ])
    func longUnwantedBodyClosesAfterTheAnswer(_ path: String, _ framing: String, _ status: Int) async throws {
        try await withServer(responder) { port, _ in
            let client = try RawConnection(port: port)
            try client.send(post(path, framing))
            // Still sending when the answer comes: it must not be lost to a reset.
            client.trySend(Array(repeating: 0x30, count: 50_000))
            let response = try client.response()
            #expect(response.status == status)
            #expect(response["Connection"] == "close")
            #expect(try client.isClosed())
        }
    }

    @Test func bodyLimitHoldsForBothFramings() async throws {
        try await withServer(responder) { port, _ in
            let client = try RawConnection(port: port)
            try client.send(post("/", "Content-Length: 10") + "0123456789")
            #expect(try client.response().status == 200)
            try client.send(post("/", "Content-Length: 11") + "0123456789a")
            #expect(try client.response().status == 413)
            try client.send(post("/", "Transfer-Encoding: chunked") + "a\r\n0123456789\r\n0\r\n\r\n")
            #expect(try client.response().status == 200)
            try client.send(post("/", "Transfer-Encoding: chunked") + "a\r\n0123456789\r\n1\r\n")
            #expect(try client.response().status == 413)
            #expect(try client.isClosed())
        }
    }

    @Test func absurdLengthIsReadWithoutHarm() async throws {
        let responder = TestResponder(admit: { _ in .accept(maxBodyBytes: .max) })
        try await withServer(responder) { port, _ in
            for framing in ["Content-Length: \(Int.max)", "Transfer-Encoding: chunked"] {
                let client = try RawConnection(port: port)
                try client.send(post("/", framing) + "7fffffffffffffff\r\n" + String(repeating: "x", count: 200_000))
                client.shutdownWrite()
                #expect(try client.response().status == 400)
            }
        }
    }

    @Test func bodiesInPiecesOfAnySizeArriveWhole() async throws {
        try await withServer { port, _ in
            let client = try RawConnection(port: port)
            for count in [1, 4095, 4096, 4097, 9000, 33_000, 100_000] {
                let body = String(repeating: "abcdefg", count: count / 7 + 1)
                let bytes = Array((post("/", "Content-Length: \(body.utf8.count)") + body).utf8)
                for start in stride(from: 0, to: bytes.count, by: 3001) {
                    try client.send(Array(bytes[start..<min(start + 3001, bytes.count)]))
                }
                #expect(try client.response().text == "POST / \(body)")
            }
        }
    }
}
