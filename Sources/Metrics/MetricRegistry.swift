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

    /// Shows counts, which somebody adds to; `name` ends in `_total`.
    package func add(_ name: String, _ help: String, _ counters: Counters) {
        register(name, help, .counters(counters))
    }

    /// Shows distributions; `name` ends in the rendered unit.
    package func add(_ name: String, _ help: String, _ histograms: Histograms) {
        register(name, help, .histograms(histograms))
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
