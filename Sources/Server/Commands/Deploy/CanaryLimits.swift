/// How bad the figures of a new version may be before it is taken back.
package struct CanaryLimits: Sendable, Equatable {
    /// The share of requests answered with 5xx.
    package var errorRate: Double = 0.05
    /// Seconds within which 95 of 100 requests are answered.
    package var responseTime: Double = 2
    /// How many times longer than the old version's that may be.
    package var slowdown: Double = 2
    /// The number of requests from which on figures count before a step is over.
    package var requests: Int = 20

    package init() {}

    /// The figure that is worse than it may be, in words; nil where there is none.
    ///
    /// - Parameters:
    ///   - old: the same time of the other process; nil where nothing is known of it.
    ///   - isOver: true at the end of a step, when few requests must do.
    package func fault(of new: SlotFigures, beside old: SlotFigures?, isOver: Bool) -> String? {
        guard new.requests >= Double(requests) || isOver && new.requests > 0 else { return nil }
        let share = "\(Self.percent(new.errorRate)) of \(Int(new.requests)) requests were answered with 5xx"
        if new.errorRate > errorRate { return "\(share); \(Self.percent(errorRate)) are allowed" }
        // Three at least, so that no single one decides where the old version happened to have none.
        if let old, old.requests > 0, new.errors >= 3, new.errorRate > 2 * old.errorRate + 0.01 {
            return "\(share), and \(Self.percent(old.errorRate)) of the old version's"
        }
        // The middle one where 5 % are fewer than three requests: a single one that is slow says nothing.
        let quantile = new.requests >= 60 ? 0.95 : 0.5
        guard let time = new.responseTime(of: quantile) else { return nil }
        let times = "\(Self.percent(quantile)) were answered within \(Self.seconds(time))"
        if time > responseTime { return "\(times); \(Self.seconds(responseTime)) are allowed" }
        // A tenth of a second is what a cold cache may cost.
        if let oldTime = old?.responseTime(of: quantile), time > slowdown * oldTime + 0.1 {
            return "\(times), and within \(Self.seconds(oldTime)) by the old version"
        }
        return nil
    }

    /// What the new version is compared with: the old one's figures between two readings, or the former ones where
    /// those tell too little: a few stragglers are no measure, and neither is a process that was started between them.
    package func baseline(
        _ former: SlotFigures?,
        from first: SlotFigures?,
        to last: SlotFigures?
    ) -> SlotFigures? {
        guard let first, let last, first.processStart == last.processStart else { return former }
        let figures = last.since(first)
        return figures.requests >= Double(requests) ? figures : former
    }

    private static func percent(_ share: Double) -> String { "\((share * 1_000).rounded() / 10) %" }
    private static func seconds(_ time: Double) -> String { "\((time * 1_000).rounded() / 1_000) s" }
}
