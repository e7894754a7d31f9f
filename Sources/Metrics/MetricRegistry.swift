import Synchronization

/// All that a process measures, in the order in which it was registered.
///
/// Names and units follow Prometheus' practices (prometheus.io/docs/practices/naming): base units, `_total` for counts.
package final class MetricRegistry: Sendable {
    enum Source: Sendable {
        case counters(Counters)
        case histograms(Histograms)
        /// Read when the metrics are; no samples where they are not known.
        case gauges([String], @Sendable () -> [Gauge])
        /// The same for counts that somebody else keeps.
        case read([String], @Sendable () -> [Gauge])
    }

    struct Family: Sendable {
        let name: String
        let help: String
        let source: Source
    }

    /// A value that goes up and down, and the values of its labels.
    package struct Gauge: Sendable {
        package let labels: [String]
        package let value: Double

        package init(_ value: Double, _ labels: String...) {
            self.labels = labels
            self.value = value
        }
    }

    private let families: Mutex<[Family]> = Mutex([])

    package init() {}

    /// Counts; `name` ends in `_total`.
    package func counters(_ name: String, _ help: String, by labels: MetricLabel...) -> Counters {
        let counters = Counters(labels)
        register(name, help, .counters(counters))
        return counters
    }

    /// Distributions of what is observed as integers, in a unit that is `scale` times smaller than the rendered one.
    package func histograms(
        _ name: String,
        _ help: String,
        by label: MetricLabel? = nil,
        bounds: [Int],
        scale: Double
    ) -> Histograms {
        let histograms = Histograms(label: label, bounds: bounds, scale: scale)
        register(name, help, .histograms(histograms))
        return histograms
    }

    /// Values that are read when somebody asks.
    ///
    /// - Parameter labels: the names of the labels that each value has.
    package func gauges(
        _ name: String,
        _ help: String,
        by labels: [String] = [],
        read: @escaping @Sendable () -> [Gauge]
    ) {
        register(name, help, .gauges(labels, read))
    }

    /// One value that is read when somebody asks; nil where it is not known.
    package func gauge(_ name: String, _ help: String, read: @escaping @Sendable () -> Double?) {
        register(name, help, .gauges([], { read().map { [Gauge($0)] } ?? [] }))
    }

    /// Counts that somebody else keeps, read when somebody asks; `name` ends in `_total`.
    package func readCounters(
        _ name: String,
        _ help: String,
        by labels: [String] = [],
        read: @escaping @Sendable () -> [Gauge]
    ) {
        register(name, help, .read(labels, read))
    }

    private func register(_ name: String, _ help: String, _ source: Source) {
        families.withLock { families in
            precondition(!families.contains { $0.name == name }, "\(name) is registered already")
            families.append(Family(name: name, help: help, source: source))
        }
    }

    /// Everything in Prometheus' text format 0.0.4 (prometheus.io/docs/instrumenting/exposition_formats).
    package func render() -> [UInt8] {
        var text = MetricsText()
        for family in families.withLock({ $0 }) { text.write(family) }
        return text.bytes
    }
}
