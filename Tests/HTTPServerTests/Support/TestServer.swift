import Glibc
import HTTPTypes

@testable import HTTPServer

/// Runs `body` against a server of one loop on a free port, then drains it at once.
func withServer(
    _ responder: TestResponder = TestResponder(),
    configure: (inout HTTPServerConfiguration) -> Void = { _ in },
    body: (UInt16, HTTPServer) async throws -> Void
) async throws {
    var configuration = HTTPServerConfiguration()
    configuration.port = 0
    configuration.loops = 1
    configure(&configuration)
    let server = HTTPServer(configuration: configuration, responder: responder)
    let port = try server.start()[0]
    do {
        try await body(port, server)
    } catch {
        await server.drain(within: .zero)
        throw error
    }
    await server.drain(within: .zero)
}

/// Waits until `condition` holds; false where it does not within ten seconds.
func eventually(_ condition: () -> Bool) -> Bool {
    for _ in 0..<10_000 {
        if condition() { return true }
        usleep(1000)
    }
    return condition()
}
