import Metrics
import Platform
import Testing

struct MetricsTests {
    private func text(_ registry: MetricRegistry) -> [String] {
        String(decoding: registry.render(), as: UTF8.self).split(separator: "\n").map(String.init)
    }

    @Test func countersAreRenderedByLabel() {
        let registry = MetricRegistry()
        let counters = Counters(MetricLabel("kind", ["a", "b\"\\\n"]))
        registry.add("things_total", "All things.", counters)
        counters.add(2, 1)
        counters.add(1, 1)
        #expect(
            text(registry) == [
                "# HELP things_total All things.", "# TYPE things_total counter", #"things_total{kind="a"} 0"#,
                #"things_total{kind="b\"\\\n"} 3"#,
            ]
        )
    }

    @Test func ofTwoLabelsOnlyWhatCameIsRendered() {
        let registry = MetricRegistry()
        let labels = (MetricLabel("row", ["r0", "r1"]), MetricLabel("column", ["c0", "c1", "c2"]))
        let counters = Counters(labels.0, labels.1)
        registry.add("things_total", "x", counters)
        counters.add(1, 1, 2)
        counters.add(5, 0, 1)
        #expect(
            text(registry).dropFirst(2) == [
                #"things_total{row="r0",column="c1"} 5"#, #"things_total{row="r1",column="c2"} 1"#,
            ]
        )
    }

    @Test func aBucketHoldsItsBoundAndAllBelow() {
        let registry = MetricRegistry()
        let times = Histograms(bounds: [1_000, 2_500_000], scale: 1_000_000)
        registry.add("time_seconds", "x", times)
        for value in [-1, 0, 1_000, 1_001, 2_500_000, 2_500_001] { times.observe(value) }
        #expect(
            text(registry).dropFirst(2) == [
                #"time_seconds_bucket{le="0.001"} 3"#, #"time_seconds_bucket{le="2.5"} 5"#,
                #"time_seconds_bucket{le="+Inf"} 6"#, "time_seconds_sum 5.002002", "time_seconds_count 6",
            ]
        )
    }

    @Test func gaugesAreReadWhenAskedAndLeftOutWhereUnknown() {
        let registry = MetricRegistry()
        registry.gauge("known", "x") { 1.5 }
        registry.gauge("unknown", "x") { nil }
        registry.gauges("ages", "x", by: ["name"]) { [.init(3, "a"), .init(.infinity, "b")] }
        #expect(
            text(registry) == [
                "# HELP known x", "# TYPE known gauge", "known 1.5", "# HELP ages x", "# TYPE ages gauge",
                #"ages{name="a"} 3"#, #"ages{name="b"} +Inf"#,
            ]
        )
    }

    @Test func nothingIsLostWhereManyThreadsCount() throws {
        let registry = MetricRegistry()
        let counters = Counters()
        registry.add("things_total", "x", counters)
        let threads = try (0..<4).map { _ in
            try Thread(name: "counts") { for _ in 0..<100_000 { counters.add() } }
        }
        for thread in threads { thread.join() }
        #expect(text(registry).last == "things_total 400000")
    }
}
