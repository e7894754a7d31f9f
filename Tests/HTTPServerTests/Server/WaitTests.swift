import Glibc
import HTTPTypes
import Synchronization
import Testing

@testable import HTTPServer

/// Only waits for the database count as its congestion.
@Suite struct WaitTests {
    private final class Marks: Sendable {
        let refused: Atomic<Int> = Atomic(0)
        let loops: Mutex<[EventLoop]> = Mutex([])
    }

    /// Lets so many handlers wait, then asks until one is marked as one too many or the speed is long known.
    private func isCongested(by count: Int, beginWait: @escaping @Sendable (EventLoop) -> Void) async throws -> Bool {
        let latch = Latch()
        let marks = Marks()
        let responder = TestResponder(
            admit: { request in
                if request.isOneTooMany { marks.refused.add(1, ordering: .relaxed) }
                return .accept(maxBodyBytes: 0)
            },
            respond: { request in
                guard request.path == "/wait" else { return TestResponder.describe(request) }
                if let loop = marks.loops.withLock({ $0.first }) { beginWait(loop) }
                await latch.wait()
                return TestResponder.describe(request)
            }
        )
        var isCongested = false
        try await withServer(responder) { port, server in
            marks.loops.withLock { $0 = server.executors }
            let waiting: [RawConnection] = try (0..<count).map { _ in
                let client = try RawConnection(port: port)
                try client.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n")
                return client
            }
            #expect(eventually { latch.arrived == count })
            let end: ContinuousClock.Instant = .now + .seconds(1)
            let asking = try RawConnection(port: port)
            while marks.refused.load(ordering: .relaxed) == 0, ContinuousClock.now < end {
                try asking.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                #expect(try asking.response().status == 200)
            }
            isCongested = marks.refused.load(ordering: .relaxed) > 0
            latch.open()
            withExtendedLifetime(waiting) {}
        }
        return isCongested
    }

    @Test func handlersThatWaitForAnythingElseAreNoCongestion() async throws {
        #expect(try await !isCongested(by: 200) { _ in })
    }

    @Test func handlersThatWaitForTheDatabaseAre() async throws {
        #expect(try await isCongested(by: 200) { $0.beginWait() })
    }
}
