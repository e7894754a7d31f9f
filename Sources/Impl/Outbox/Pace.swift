/// One event an interval, with a few at once where there were none before (the generic cell rate algorithm).
struct Pace {
    /// Microseconds.
    let interval: Int64
    let burst: Int64
    /// When all that was taken is paid for.
    private var paidAt: Int64 = .min / 2

    init(interval: Int64, burst: Int64) {
        self.interval = interval
        self.burst = burst
    }

    /// When the next event may be.
    var next: Int64 { paidAt - (burst - 1) * interval }

    mutating func add(_ time: Int64) { paidAt = max(paidAt, time) + interval }
}
