import Metrics

/// The commits of a database: how many writes shared one, and how long it took to be durable.
package struct CommitMetrics: Sendable {
    /// By whether they were committed or lost.
    package let commits = Counters(MetricLabel("result", ["committed", "failed"]))
    /// Writes of a commit.
    package let writes = Histograms(bounds: [1, 2, 5, 10, 20, 50, 100, 200, 500])
    /// Microseconds from when it was sent until it was durable.
    package let times = Histograms(bounds: Histograms.answerTimes, scale: 1_000_000)

    /// - Parameter count: of writes.
    func note(writes count: Int, microseconds: Int, isCommitted: Bool) {
        commits.add(1, isCommitted ? 0 : 1)
        writes.observe(count)
        times.observe(microseconds)
    }
}
