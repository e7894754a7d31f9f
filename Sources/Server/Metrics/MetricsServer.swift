import HTTPServer
import HTTPTypes
import Logging
import Metrics

/// Serves `GET /metrics` on a listener and a loop of its own, so that it is answered when the others are busy and can
/// be closed to the world.
struct MetricsServer: Sendable {
    private let server: HTTPServer
    private let address: ListenAddress
    private let logger: Logger

    init(_ registry: MetricRegistry, at address: ListenAddress, logger: Logger) {
        var configuration = HTTPServerConfiguration()
        configuration.host = address.host
        configuration.port = address.port
        configuration.loops = 1
        configuration.maxConnections = 64
        configuration.backlog = 64
        // Prometheus keeps its connection, and asks again where it is gone: nobody's end waits for that.
        configuration.drainIdleGrace = .zero
        server = HTTPServer(configuration: configuration, responder: MetricsResponder(registry: registry))
        self.address = address
        self.logger = logger
    }

    var worker: Worker { Worker("metrics", start: start, stop: { await server.drain(within: .milliseconds(100)) }) }

    private func start() throws {
        let port = try server.start().first ?? 0
        logger.notice(
            "metrics are served",
            [.serverAddress: .string(address.host), .serverPort: .integer(Int(port))]
        )
    }
}

/// Answers who asks for the metrics.
private struct MetricsResponder: HTTPResponder {
    private static let path: StaticString = "/metrics"

    let registry: MetricRegistry

    func admit(_ request: HTTPRequest) -> HTTPAdmission {
        guard request.path == Bytes(Self.path) else { return .reject(HTTPResponse(status: 404)) }
        guard request.method == .get || request.method == .head else {
            return .reject(HTTPResponse(status: 405, fields: [HTTPResponseField("Allow", "GET, HEAD")]))
        }
        return .accept(maxBodyBytes: 0)
    }

    func respond(to request: HTTPRequest) async -> HTTPResponse {
        HTTPResponse(status: 200, contentType: MetricRegistry.mediaType, body: registry.render())
    }

    func response(to fault: HTTPFault, request: HTTPRequest) -> HTTPResponse { HTTPResponse(status: fault.status) }

    func answered(_ request: HTTPRequest, status: Int, microseconds: Int) {}
}
