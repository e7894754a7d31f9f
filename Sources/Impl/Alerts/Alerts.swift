import Metrics
import Platform
import Synchronization

/// The place where any part of the server raises alerts; none of them waits.
package final class Alerts: Sendable {
    /// So many forged requests in a minute are worth an alert: a few are a stale page or a wrong token.
    static let forgedInMinute: Int = 20

    private struct State {
        var throttle = AlertThrottle()
        var pending: [(alert: Alert, held: Int)] = []
        /// When forged requests were seen: milliseconds; the last few.
        var forged: [Int] = []
    }

    /// All that were raised, by kind, those that are held back included.
    package let raised = Counters(MetricLabel("alert", Alert.allCases.map(\.rawValue)))
    private let state = Mutex(State())
    private let signal: Signal
    private let now: @Sendable () -> Int

    /// - Parameters:
    ///   - signal: woken when there is something to tell.
    ///   - now: milliseconds of a monotonic clock.
    package init(signal: Signal = Signal(), now: @escaping @Sendable () -> Int = SystemClock.monotonicMilliseconds) {
        self.signal = signal
        self.now = now
    }

    package func raise(_ alert: Alert) {
        if let row = Alert.allCases.firstIndex(of: alert) { raised.add(1, row) }
        let time = now()
        let isNew = state.withLock { state in
            guard let held = state.throttle.admit(alert, at: time) else { return false }
            state.pending.append((alert, held))
            return true
        }
        if isNew { signal.wake() }
    }

    /// Notes launch data with a wrong signature, which is an alert where it happens often.
    package func noteForgery() {
        let time = now()
        let isOften = state.withLock { state in
            state.forged.append(time)
            if state.forged.count > Self.forgedInMinute { state.forged.removeFirst() }
            return state.forged.count == Self.forgedInMinute && time - state.forged[0] <= 60_000
        }
        if isOften { raise(.forgedLaunchData) }
    }

    /// What is to be told now; each is returned once.
    func take() -> [(alert: Alert, held: Int)] {
        let time = now()
        return state.withLock { state in
            defer { state.pending = [] }
            return state.pending + state.throttle.due(at: time)
        }
    }

    func wait(for time: Duration) async { await signal.wait(for: time) }
}
