import Synchronization

/// All that a process measures, in the order in which it was registered.
///
/// Names and units follow Prometheus' practices (prometheus.io/docs/practices/naming): base units, `_total` for counts.
package final class MetricRegistry: Sendable {
    enum Source: Sendable {
        case counters(Counters)
        case histograms(Histograms)
        /// Values that somebody else keeps, by the names of their labels, read when the metrics are; none where they
        /// are not known.
        case read(Kind, [String], @Sendable () -> [Gauge])
    }

    /// As `# TYPE` names it.
    enum Kind: String {
        case counter, gauge
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
        register(name, help, .read(.gauge, labels, read))
    }

    /// The same for counts, which only grow; `name` ends in `_total`.
    package func counters(
        _ name: String,
        _ help: String,
        by labels: [String],
        read: @escaping @Sendable () -> [Gauge]
    ) {
        register(name, help, .read(.counter, labels, read))
    }

    /// One value that is read when somebody asks; nil where it is not known.
    package func gauge(_ name: String, _ help: String, read: @escaping @Sendable () -> Double?) {
        register(name, help, .read(.gauge, [], { read().map { [Gauge($0)] } ?? [] }))
    }

    /// The same for a count, which only grows; `name` ends in `_total`.
    package func counter(_ name: String, _ help: String, read: @escaping @Sendable () -> Double?) {
        register(name, help, .read(.counter, [], { read().map { [Gauge($0)] } ?? [] }))
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
