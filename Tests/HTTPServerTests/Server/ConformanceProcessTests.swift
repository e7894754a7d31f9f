import Testing

@testable import HTTPServer

/// The program that conformance suites are let at, as a process.
@Suite struct ConformanceProcessTests {
    private func ask(_ port: UInt16, _ text: String, isHead: Bool = false) throws -> Client.Response {
        let client: Client = try Client(port: port)
        try client.send(text)
        return try client.response(isHead: isHead)
    }

    @Test func answersWhatSuitesExpectAndExitsCleanly() throws {
        let process: ConformanceProcess = try ConformanceProcess()
        let tail: String = " HTTP/1.1\r\nHost: a\r\n"
        #expect(try ask(process.port, "GET /\(tail)\r\n").status == 200)
        #expect(try ask(process.port, "HEAD /\(tail)\r\n", isHead: true).status == 200)
        for target in ["/", "*"] {
            let options: Client.Response = try ask(process.port, "OPTIONS \(target)\(tail)\r\n")
            #expect(options.status == 200)
            #expect(options["Allow"] == "GET, HEAD, OPTIONS, POST")
        }
        #expect(try ask(process.port, "POST /\(tail)Content-Length: 5\r\n\r\nhello").text == "hello")
        #expect(try ask(process.port, "GET /echo\(tail)X-One:  1 \r\n\r\n").text == "Host: a\nX-One: 1\n")
        let cookies: String = "Cookie: a=b; c=d;;e\r\nCookie: f=\r\n"
        #expect(try ask(process.port, "GET /cookie\(tail)\(cookies)\r\n").text == "a=b\nc=d\nf=\n")
        #expect(try ask(process.port, "GET /nowhere\(tail)\r\n").status == 404)
        let refused: Client.Response = try ask(process.port, "DELETE /\(tail)\r\n")
        #expect(refused.status == 405)
        #expect(refused["Allow"] == "GET, HEAD, OPTIONS, POST")
        #expect(process.terminate() == 0)
    }

    @Test func outOfDescriptorsWaitsWithoutSpinning() throws {
        let process: ConformanceProcess = try ConformanceProcess(descriptors: 24)
        // More than fit; some wait in the queue, where they cost the server nothing.
        var clients: [Client] = try (0..<40).map { _ in try Client(port: process.port) }
        let get: String = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
        try clients[0].send(get)
        #expect(try clients[0].response().status == 200)
        let before: Int = process.ticks
        let start: ContinuousClock.Instant = .now
        #expect(eventually { ContinuousClock.now - start > .milliseconds(300) })
        #expect(process.ticks - before < 10)
        try clients[39].send(get)
        clients.removeFirst(30)
        #expect(try clients[9].response().status == 200)
        clients = []
        #expect(process.terminate() == 0)
    }
}
