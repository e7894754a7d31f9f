import Metrics
import Platform

/// The calls of a service: how many ended with which status, and how long they took.
package struct ServiceMetrics: Sendable {
    private static let statuses: [Int] = [
        200, 201, 202, 204, 400, 401, 403, 404, 409, 413, 422, 429, 500, 502, 503, 504,
    ]

    /// By status: `none` where there was no answer, `other` for one that is not listed.
    package let requests = Counters(MetricLabel("status", Self.statuses.map(String.init) + ["other", "none"]))
    /// Microseconds until the last byte of the answer.
    package let times = Histograms(bounds: Histograms.answerTimes, scale: 1_000_000)

    /// - Parameters:
    ///   - status: nil where there was no answer.
    ///   - start: nanoseconds of the monotonic clock.
    func note(status: Int?, since start: UInt64) {
        let row = status.map { Self.statuses.firstIndex(of: $0) ?? Self.statuses.count } ?? Self.statuses.count + 1
        requests.add(1, row)
        times.observe(Int((SystemClock.monotonicNanoseconds() &- start) / 1_000))
    }
}
