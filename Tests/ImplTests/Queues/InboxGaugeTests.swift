import Domain
import Logging
import Testing

@testable import Impl

/// When the inbox takes no more, and what it takes even then.
struct InboxGaugeTests {
    private static func gauge(count: Int64 = 100, age: Int64 = 1_000) -> InboxGauge {
        var bounds = InboxGauge.Bounds()
        bounds.count = count
        bounds.age = age
        return InboxGauge(bounds)
    }

    private func update(_ kind: String) -> ReceivedUpdate { ReceivedUpdate(updateID: 1, kind: kind, raw: []) }

    @Test func itClosesAtABoundAndOpensAtHalfOfIt() {
        for (below, at, half) in [
            (Backlog(count: 99, since: 9_001), Backlog(count: 100, since: nil), Backlog(count: 49, since: 9_501)),
            (Backlog(count: 0, since: 9_001), Backlog(count: 0, since: 9_000), Backlog(count: 0, since: nil)),
        ] {
            let sink = MemorySink()
            let logger = Logger(level: .info, sink: sink)
            let gauge = Self.gauge()
            #expect(gauge.takes(update("message")))
            gauge.note(below, at: 10_000, logger)
            #expect(gauge.takes(update("message")))
            gauge.note(at, at: 10_000, logger)
            gauge.note(below, at: 10_000, logger)
            #expect(!gauge.takes(update("message")) && !gauge.takes(update("")))
            for kind in ["callback_query", "pre_checkout_query", "shipping_query"] {
                #expect(gauge.takes(update(kind)), "\(kind)")
            }
            gauge.note(half, at: 10_000, logger)
            #expect(gauge.takes(update("message")))
            #expect(sink.lines.count == 2, "it tells of a change, once")
        }
    }
}
