/// How long to wait before connecting again: doubled with each failure, at most a second, with jitter, so that many
/// processes do not come back at the same moment.
struct Backoff {
    private static let first: Int = 50
    private static let longest: Int = 800

    private(set) var failures: Int = 0

    /// Milliseconds until the next attempt: between three quarters of the nominal time and five quarters of it.
    mutating func next() -> Int {
        let nominal = min(Backoff.longest, Backoff.first << min(failures, 8))
        failures += 1
        return Int.random(in: nominal * 3 / 4...nominal * 5 / 4)
    }

    mutating func reset() { failures = 0 }
}
