/// Lets one alert of a kind through in a minute, and counts the others. Times are milliseconds.
struct AlertThrottle {
    static let interval: Int = 60_000

    private struct State {
        /// When one was let through.
        var last: Int
        var held: Int = 0
    }

    private var kinds: [Alert: State] = [:]

    /// How many were held back before this one; nil where it is held back, too.
    mutating func admit(_ alert: Alert, at now: Int) -> Int? {
        guard var state = kinds[alert], now - state.last < Self.interval else {
            let held = kinds[alert]?.held ?? 0
            kinds[alert] = State(last: now)
            return held
        }
        state.held += 1
        kinds[alert] = state
        return nil
    }

    /// The kinds whose minute is over and of which some were held back: they are told then, all but one as held back.
    mutating func due(at now: Int) -> [(alert: Alert, held: Int)] {
        var due: [(Alert, Int)] = []
        for (alert, state) in kinds where state.held > 0 && now - state.last >= Self.interval {
            due.append((alert, state.held - 1))
            kinds[alert] = State(last: now)
        }
        return due
    }
}
