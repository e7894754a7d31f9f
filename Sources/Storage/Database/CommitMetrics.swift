import Metrics

/// The commits of a database: how many writes shared one, and how long it took to be durable.
package struct CommitMetrics: Sendable {
    /// The end of a commit.
    enum Result: Int {
        case committed
        /// By a requirement of its own that was not met.
        case refused
        case failed
    }

    package let commits = Counters(MetricLabel("result", ["committed", "refused", "failed"]))
    /// Writes of a commit.
    package let writes = Histograms(bounds: [1, 2, 5, 10, 20, 50, 100, 200, 500])
    /// Microseconds from when it was sent until it was durable.
    package let times = Histograms(bounds: Histograms.answerTimes, scale: 1_000_000)

    /// - Parameter count: of writes.
    func note(writes count: Int, microseconds: Int, _ result: Result) {
        commits.add(1, result.rawValue)
        writes.observe(count)
        times.observe(microseconds)
    }
}
