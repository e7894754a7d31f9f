import ContractRuntime
import Generated

/// The requests of one process, read from its `/metrics`: those since its start, or between two readings. Probes are
/// left out.
package struct SlotFigures: Sendable {
    package private(set) var requests: Double = 0
    /// Those answered with 5xx.
    package private(set) var errors: Double = 0
    /// Requests by the bound in seconds that their time is within, each with those of the bounds below.
    private var buckets: [Double: Double] = [:]
    /// Seconds since 1970-01-01T00:00:00Z.
    package private(set) var processStart: Double = 0

    /// - Parameter text: in the Prometheus exposition format.
    package init(_ text: String) {
        for sample in PrometheusSample.all(in: text) {
            switch sample.name {
            case "telegram_backend_http_requests_total":
                guard let operation = sample.labels["operation"], !Self.probes.contains(operation) else { continue }
                requests += sample.value
                if sample.labels["status"]?.hasPrefix("5") == true { errors += sample.value }
            case "telegram_backend_http_request_duration_seconds_bucket":
                guard let bound = sample.labels["le"].flatMap({ $0 == "+Inf" ? .infinity : Double($0) }) else {
                    continue
                }
                buckets[bound, default: 0] += sample.value
            case "process_start_time_seconds": processStart = sample.value
            default: continue
            }
        }
    }

    private init() {}

    /// The requests since an earlier reading of the same process.
    package func since(_ earlier: SlotFigures) -> SlotFigures {
        var difference = SlotFigures()
        difference.requests = requests - earlier.requests
        difference.errors = errors - earlier.errors
        for (bound, count) in buckets { difference.buckets[bound] = count - (earlier.buckets[bound] ?? 0) }
        difference.processStart = processStart
        return difference
    }

    /// The share of requests that were answered with 5xx.
    package var errorRate: Double { requests > 0 ? errors / requests : 0 }

    /// Seconds within which a share of the requests was answered, as `histogram_quantile` reckons it; nil without
    /// requests.
    package func responseTime(of quantile: Double) -> Double? {
        let rows = buckets.sorted { $0.key < $1.key }
        guard let total = rows.last?.value, total > 0 else { return nil }
        let rank = quantile * total
        var below: (bound: Double, count: Double) = (0, 0)
        for row in rows {
            if row.value >= rank {
                guard row.key.isFinite, row.value > below.count else { return below.bound }
                return below.bound + (row.key - below.bound) * (rank - below.count) / (row.value - below.count)
            }
            below = (row.key, row.value)
        }
        return below.bound
    }

    /// The operations that people do not wait for.
    private static let probes: Set<Substring> = Set(
        ContractTables.operations.filter { !$0.isLimited }.map { Substring("\($0.id)") }
    )
}
