import TestTraits
import Testing

@testable import HTTPServer

/// The program that conformance suites are let at, as a process.
@Suite(.blocking) struct ConformanceProcessTests {
    private func ask(_ port: UInt16, _ text: String, isHead: Bool = false) throws -> RawConnection.Response {
        let client = try RawConnection(port: port)
        try client.send(text)
        return try client.response(isHead: isHead)
    }

    @Test func answersWhatSuitesExpectAndExitsCleanly() throws {
        let process = try ConformanceProcess()
        let tail = " HTTP/1.1\r\nHost: a\r\n"
        #expect(try ask(process.port, "GET /\(tail)\r\n").status == 200)
        #expect(try ask(process.port, "HEAD /\(tail)\r\n", isHead: true).status == 200)
        for target in ["/", "*"] {
            let options = try ask(process.port, "OPTIONS \(target)\(tail)\r\n")
            #expect(options.status == 200)
            #expect(options["Allow"] == "GET, HEAD, OPTIONS, POST")
        }
        #expect(try ask(process.port, "POST /\(tail)Content-Length: 5\r\n\r\nhello").text == "hello")
        #expect(try ask(process.port, "GET /echo\(tail)X-One:  1 \r\n\r\n").text == "Host: a\nX-One: 1\n")
        let cookies = "Cookie: a=b; c=d;;e\r\nCookie: f=\r\n"
        #expect(try ask(process.port, "GET /cookie\(tail)\(cookies)\r\n").text == "a=b\nc=d\nf=\n")
        #expect(try ask(process.port, "GET /nowhere\(tail)\r\n").status == 404)
        let refused = try ask(process.port, "DELETE /\(tail)\r\n")
        #expect(refused.status == 405)
        #expect(refused["Allow"] == "GET, HEAD, OPTIONS, POST")
        #expect(try process.terminate() == 0)
    }

    @Test func fewDescriptorsAreNotUsedUp() throws {
        let process = try ConformanceProcess(descriptors: 64)
        let get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
        var statuses: [Int] = []
        var clients: [RawConnection] = []
        for _ in 0..<80 {
            let client = try RawConnection(port: process.port)
            client.trySend(Array(get.utf8))
            if let response = try? client.response() { statuses.append(response.status) }
            clients.append(client)
        }
        // Half for connections, a few for those that are told 503; the rest is closed at once.
        #expect(statuses == Array(repeating: 200, count: 32) + Array(repeating: 503, count: 4))
        clients = []
        #expect(eventually { (try? ask(process.port, get).status) == 200 })
        #expect(try process.terminate() == 0)
    }
}
