internal import Glibc

/// The clocks of a loop.
struct Clock {
    /// Nanoseconds of the monotonic clock (`clock_gettime`).
    @inline(__always)
    static func nanoseconds() -> Int {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        return now.tv_sec &* 1_000_000_000 &+ now.tv_nsec
    }

    /// Seconds since 1970 and the milliseconds since the second began.
    static func wall() -> (seconds: Int, milliseconds: Int) {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return (now.tv_sec, now.tv_nsec / 1_000_000)
    }
}
