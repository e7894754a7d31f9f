import Glibc
import HTTPTypes
import Synchronization
import Testing

@testable import HTTPServer

/// The turns in the loop's attention, and that nobody is forgotten.
@Suite struct TurnTests {
    private func get(_ path: String, _ line: String = "") -> String {
        "GET \(path) HTTP/1.1\r\nHost: a\r\n\(line)\r\n"
    }

    @Test func manyRequestsAtOnceLetOthersInBetween() async throws {
        let paths: Mutex<[String]> = Mutex([])
        let hasBegun = Atomic(false)
        let mayGoOn = Atomic(false)
        let responder = TestResponder { request in
            if request.path == "/first" {
                // Holds the loop, so that what the others send meanwhile waits in the kernel.
                hasBegun.store(true, ordering: .releasing)
                _ = eventually { mayGoOn.load(ordering: .acquiring) }
            }
            paths.withLock { $0.append(request.path.string) }
            return TestResponder.text(200, "")
        }
        try await withServer(responder) { port, _ in
            let other = try RawConnection(port: port)
            try other.send(get("/hello"))
            #expect(try other.response().status == 200)
            let greedy = try RawConnection(port: port)
            try greedy.send(get("/first") + String(repeating: get("/more"), count: 900) + get("/last"))
            #expect(eventually { hasBegun.load(ordering: .acquiring) })
            try other.send(get("/other"))
            mayGoOn.store(true, ordering: .releasing)
            #expect(try other.response().status == 200)
            for _ in 0..<902 { #expect(try greedy.response().status == 200) }
        }
        let order: [String] = paths.withLock { $0 }
        #expect(order.count == 904)
        #expect(try #require(order.firstIndex(of: "/other")) < 400)
        #expect(order.last == "/last")
    }

    @Test func whatWasReadIsAnsweredAlthoughOutputWaitedMeanwhile() async throws {
        let served: Mutex<EventLoop?> = Mutex(nil)
        let descriptor: Atomic<Int32> = Atomic(-1)
        let hasDrained = Atomic(false)
        let responder: TestResponder = TestResponder { request in
            if request.path == "/big" { return TestResponder.text(200, String(repeating: "x", count: 60_000)) }
            if request.path == "/suspended" {
                await Task.yield()
                // The client makes room before the loop can hear of it: this answer finds output that can go at once.
                // Once: afterwards the client reads by itself.
                let loop = served.withLock { $0 }
                let isSending = loop?.connections.contains { $0?.state.isSending == true } == true
                if isSending, !hasDrained.load(ordering: .acquiring) {
                    RawConnection.discardInput(of: descriptor.load(ordering: .acquiring))
                    hasDrained.store(true, ordering: .releasing)
                }
            }
            return TestResponder.text(200, request.path.string)
        }
        try await withServer(responder) { port, server in
            let client = try RawConnection(port: port, receiveBuffer: 4096)
            served.withLock { $0 = server.executors.first }
            descriptor.store(client.descriptor, ordering: .releasing)
            let pairs = String(repeating: get("/big") + get("/suspended"), count: 200)
            try client.send(pairs + get("/end", "Connection: close\r\n"))
            #expect(eventually { hasDrained.load(ordering: .acquiring) })
            #expect(try client.readToEnd().hasSuffix("/end"))
        }
    }
}
