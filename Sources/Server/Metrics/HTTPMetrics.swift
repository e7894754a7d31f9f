import ContractRuntime
import HTTPServer
import HTTPTypes
import Metrics

/// Requests by operation and status, how long their answers took, and the connections that they came on.
///
/// Counting one takes no lock and no memory. What is in a path or a header is never a label: the operations are the
/// contract's, the statuses those that the server can send.
final class HTTPMetrics: Sendable {
    /// Statuses beyond those are counted as `other`.
    private static let statuses: [Int] = [
        200, 201, 202, 204, 304, 308, 400, 401, 403, 404, 405, 406, 408, 409, 410, 412, 413, 414, 415, 417, 422, 429,
        431, 500, 501, 502, 503, 504, 505,
    ]

    /// Column by status, from 200 on.
    private let columns: [Int]
    private let requests: Counters
    private let times: Histograms
    private let lost: Counters
    /// False for probes, which say nothing of how long people wait.
    private let isTimed: [Bool]

    init(_ registry: MetricRegistry, operations: [OperationDescription]) {
        let label = MetricLabel("operation", operations.map { "\($0.id)" } + ["none"])
        let statusLabel = MetricLabel("status", Self.statuses.map(String.init) + ["other"])
        columns = (200..<600).map { Self.statuses.firstIndex(of: $0) ?? Self.statuses.count }
        requests = Counters(label, statusLabel)
        times = Histograms(by: label, bounds: Histograms.answerTimes, scale: 1_000_000)
        lost = Counters(MetricLabel("reason", ["client_gone", "cut_off"]))
        registry.add(
            "telegram_backend_http_requests_total",
            "Requests by operation of the contract (none: no operation) and status of the answer.",
            requests
        )
        registry.add(
            "telegram_backend_http_request_duration_seconds",
            "From the end of a request's head until its answer is queued; probes are left out.",
            times
        )
        registry.add("telegram_backend_http_lost_answers_total", "Answers that could not be sent.", lost)
        isTimed = operations.map(\.isLimited) + [true]
    }

    @inline(__always)
    func count(_ request: HTTPRequest, status: Int, microseconds: Int) {
        let row = request.operation >= 0 ? request.operation : isTimed.count - 1
        let column = status >= 200 && status < 600 ? columns[status - 200] : Self.statuses.count
        requests.add(1, row, column)
        if isTimed[row] { times.observe(microseconds, row) }
        if let loss = request.loss { lost.add(1, loss == .clientGone ? 0 : 1) }
    }

    /// Registers what the server counts by itself.
    static func register(_ server: HTTPServer, in registry: MetricRegistry) {
        registry.gauge("telegram_backend_http_connections", "Connections that are open.") {
            Double(server.activity.connections)
        }
        registry.gauge("telegram_backend_http_requests_in_flight", "Requests that wait for an answer.") {
            Double(server.activity.suspendedRequests)
        }
        registry.counter("telegram_backend_http_refused_connections_total", "Connections over a limit.") {
            Double(server.activity.refusedConnections)
        }
        registry.counter("telegram_backend_http_received_bytes_total", "Bytes received, framing included.") {
            Double(server.activity.receivedBytes)
        }
        registry.counter("telegram_backend_http_sent_bytes_total", "Bytes sent, framing included.") {
            Double(server.activity.sentBytes)
        }
    }
}
