/// A label and all values that it can have: what is measured never grows by what clients send.
package struct MetricLabel: Sendable {
    package let name: String
    package let values: [String]

    package init(_ name: String, _ values: [String]) {
        self.name = name
        self.values = values
    }

    /// The cases of an enum by their names, in their order.
    package init<Value: CaseIterable>(_ name: String, of type: Value.Type) {
        self.init(name, type.allCases.map { "\($0)" })
    }
}

/// Counts that only grow, one for each combination of the labels' values.
package final class Counters: Sendable {
    let labels: [MetricLabel]
    private let cells: Cells

    /// - Parameter labels: at most two.
    package init(_ labels: MetricLabel...) {
        precondition(labels.count <= 2, "a counter has two labels at most")
        self.labels = labels
        cells = Cells(labels.reduce(1) { $0 * $1.values.count })
    }

    /// Adds to the count of the first label's value with this number.
    @inline(__always)
    package func add(_ value: Int = 1, _ row: Int = 0) { cells.add(UInt64(value), at: row) }

    /// Adds to the count of both labels' values with these numbers.
    @inline(__always)
    package func add(_ value: Int = 1, _ row: Int, _ column: Int) {
        cells.add(UInt64(value), at: row * labels[1].values.count + column)
    }

    /// What was counted for the combination with this number, the last label's value changing fastest.
    package func value(at index: Int) -> UInt64 { cells.sum(at: index) }

    var count: Int { cells.count }
}

/// Distributions of measured values, one for each value of a label.
package final class Histograms: Sendable {
    let label: MetricLabel?
    /// Upper bounds, included, in the unit that is observed; beyond the last one is +Inf.
    let bounds: [Int]
    /// What an observed value is divided by where it is rendered, such as a million for microseconds.
    let scale: Double
    private let cells: Cells
    /// For each row its buckets, the last one for what is beyond all bounds, and the sum.
    private let stride: Int

    /// - Parameters:
    ///   - bounds: upper bounds of the buckets, in the unit that is observed.
    ///   - scale: how many of that unit are one of the rendered one.
    package init(by label: MetricLabel? = nil, bounds: [Int], scale: Double = 1) {
        self.label = label
        self.bounds = bounds
        self.scale = scale
        stride = bounds.count + 2
        cells = Cells((label?.values.count ?? 1) * stride)
    }

    /// Notes a value; below 0 it is 0.
    @inline(__always)
    package func observe(_ value: Int, _ row: Int = 0) {
        var bucket = 0
        while bucket < bounds.count, value > bounds[bucket] { bucket += 1 }
        cells.add(1, at: row * stride + bucket)
        cells.add(UInt64(max(0, value)), at: row * stride + bounds.count + 1)
    }

    /// Values in each bucket alone, and the sum of all.
    func values(of row: Int) -> (buckets: [UInt64], sum: UInt64) {
        let buckets = (0...bounds.count).map { cells.sum(at: row * stride + $0) }
        return (buckets, cells.sum(at: row * stride + bounds.count + 1))
    }

    var rows: Int { label?.values.count ?? 1 }

    /// Bounds for times of answers: half a millisecond to ten seconds, in microseconds.
    package static let answerTimes: [Int] = [
        500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000, 10_000_000,
    ]
}
