import Platform

/// The time of a stand-in, which may run faster than ours so that tests need not wait for Telegram's retries.
package struct StandInClock: Sendable {
    /// How many of its seconds pass in one of ours.
    package let speed: Double
    private let read: @Sendable () -> Moment

    /// A clock that begins at the machine's time and runs `speed` times as fast.
    package init(speed: Double = 1) {
        let began = SystemClock.monotonicNanoseconds()
        let origin = Double(SystemClock.microseconds()) / 1e6
        self.init(speed: speed) {
            Moment(origin + Double(SystemClock.monotonicNanoseconds() - began) / 1e9 * speed)
        }
    }

    /// A clock that a test moves.
    package init(speed: Double = 1, reading: @escaping @Sendable () -> Moment) {
        self.speed = speed
        read = reading
    }

    package var now: Moment { read() }

    /// Our time from now until `moment`.
    func duration(until moment: Moment) -> Duration {
        .seconds(min(max(0, (moment - now) / speed), 86_400 * 365))
    }
}
