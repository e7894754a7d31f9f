import Synchronization
import Testing

@testable import Impl

/// One alert a minute and kind; the others are counted.
struct AlertThrottleTests {
    @Test func oneOfAKindInAMinuteIsLetThroughAndTheOthersAreCounted() {
        var throttle = AlertThrottle()
        #expect(throttle.admit(.deadUpdate, at: 0) == 0)
        #expect(throttle.admit(.deadUpdate, at: 10) == nil && throttle.admit(.deadUpdate, at: 59_999) == nil)
        #expect(throttle.admit(.databaseAway, at: 59_999) == 0, "another kind")
        #expect(throttle.due(at: 59_999).isEmpty)
        let due = throttle.due(at: 60_000)
        #expect(due.map(\.alert) == [.deadUpdate] && due.map(\.held) == [1])
        #expect(throttle.due(at: 200_000).isEmpty, "told once")
        #expect(throttle.admit(.deadUpdate, at: 61_000) == nil, "a minute after the last one")
        #expect(throttle.admit(.deadUpdate, at: 120_001) == 1)
    }

    @Test func manyForgedRequestsInAMinuteAreAnAlert() {
        let time = Mutex(0)
        let alerts = Alerts(now: { time.withLock { $0 } })
        for _ in 1..<Alerts.forgedInMinute { alerts.noteForgery() }
        #expect(alerts.take().isEmpty)
        time.withLock { $0 = 70_000 }
        alerts.noteForgery()
        #expect(alerts.take().isEmpty, "not within a minute")
        for _ in 1..<Alerts.forgedInMinute { alerts.noteForgery() }
        #expect(alerts.take().map(\.alert) == [.forgedLaunchData])
    }

    @Test(arguments: Alert.allCases)
    func everyAlertHasItsTextInBothLanguages(alert: Alert) {
        let text = alert.message(held: 3)
        #expect(text.english != text.russian && text.english.contains("3") && text.russian.contains("3"))
        #expect(!alert.message(held: 0).english.contains("Held"))
    }
}
