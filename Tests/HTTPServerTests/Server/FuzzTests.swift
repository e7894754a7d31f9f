import HTTPTypes
import TestSupport
import Testing

@testable import HTTPServer

@Suite struct FuzzTests {
    @Test func serverSurvivesGarbage() async throws {
        var random = SeededRandom(seed: 42)
        try await withServer(configure: { $0.lingerTimeout = .milliseconds(100) }) { port, _ in
            let end: ContinuousClock.Instant = .now + .seconds(2)
            var round = 0
            while ContinuousClock.now < end, round < 3000 {
                round += 1
                let client = try RawConnection(port: port)
                var bytes = Array(SplitTests.inputs[round % SplitTests.inputs.count].utf8)
                if round % 4 == 0 {
                    bytes = (0..<Int.random(in: 1...600, using: &random)).map { _ in
                        .random(in: 0...255, using: &random)
                    }
                }
                for _ in 0..<Int.random(in: 0...6, using: &random) {
                    bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(in: 0...255, using: &random)
                }
                client.trySend(bytes)
                if round % 3 == 0 { client.reset() } else if round % 3 == 1 { client.shutdownWrite() }
            }
            // Those that went away may still be counted for a moment, and a limit be reached.
            #expect(
                eventually {
                    guard let client = try? RawConnection(port: port) else { return false }
                    client.trySend(Array("GET / HTTP/1.1\r\nHost: a\r\n\r\n".utf8))
                    return (try? client.response().status) == 200
                }
            )
        }
    }
}
