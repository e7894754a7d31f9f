import Glibc
import HTTPTypes
import Testing

@testable import HTTPServer

/// Tells once what was done, whatever became of the client.
@Suite struct LostAnswerTests {
    private func responder(_ latch: Latch, status: Int = 200) -> TestResponder {
        TestResponder { request in
            await latch.wait()
            return TestResponder.text(status, "done")
        }
    }

    @Test("the status that would have been sent is told", arguments: [200, 404, 500, 99])
    func clientThatIsGoneBeforeTheHandlerEndsIsTold(status: Int) async throws {
        let latch = Latch()
        let responder = responder(latch, status: status)
        try await withServer(responder) { port, server in
            do {
                let client = try RawConnection(port: port)
                let write = "POST /write HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}"
                try client.send(write + "GET /later HTTP/1.1\r\nHost: a\r\n\r\n")
                #expect(eventually { latch.arrived == 1 })
                client.breakOff()
            }
            let loop: EventLoop = try #require(server.executors.first)
            var open = 1
            while open > 0 { open = await Task(executorPreference: loop) { loop.connectionCount }.value }
            #expect(responder.answered.isEmpty)
            latch.open()
            #expect(eventually { !responder.answered.isEmpty })
            _ = await Task(executorPreference: loop) { loop.isCurrent }.value
            let told = status == 99 ? 500 : status
            #expect(responder.answered == [told])
            #expect(responder.losses == ["/write \(told) client gone"])
        }
    }

    @Test("a body that breaks off is told once", arguments: [true, false])
    func clientThatIsGoneInTheMiddleOfItsBodyIsTold(resets: Bool) async throws {
        let responder = TestResponder()
        try await withServer(responder) { port, _ in
            for framing in ["Content-Length: 90000", "Content-Length: 9", "Transfer-Encoding: chunked"] {
                let told = responder.answered.count
                do {
                    let client = try RawConnection(port: port)
                    try client.send("POST /write HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n\(framing)\r\n\r\n")
                    #expect(try client.response().status == 100)
                    if resets { client.breakOff() }
                }
                #expect(eventually { responder.answered.count == told + 1 })
            }
            #expect(responder.answered == [400, 400, 400])
            #expect(responder.losses == (resets ? Array(repeating: "/write 400 client gone", count: 3) : []))
        }
    }

    @Test func whatIsCutOffWhenTheServerStopsIsTold() async throws {
        let latch = Latch()
        let responder = responder(latch)
        try await withServer(responder) { port, server in
            let waiting = try RawConnection(port: port)
            try waiting.send("GET /read HTTP/1.1\r\nHost: a\r\n\r\n")
            let sending = try RawConnection(port: port)
            try sending.send("POST /write HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n")
            #expect(try sending.response().status == 100)
            #expect(eventually { latch.arrived == 1 })
            await server.drain(within: .milliseconds(20))
            #expect(responder.losses == ["/write 503 cut off"])
            latch.open()
            #expect(eventually { responder.answered.count == 2 })
            #expect(responder.losses == ["/write 503 cut off", "/read 200 cut off"])
        }
    }

    @Test func anAnswerThatWasSentIsNotLost() async throws {
        let responder = TestResponder()
        try await withServer(responder) { port, _ in
            for _ in 0..<20 {
                let client = try RawConnection(port: port)
                try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                #expect(try client.response().status == 200)
                client.reset()
            }
            #expect(responder.answered.count == 20 && responder.losses.isEmpty)
        }
    }
}
