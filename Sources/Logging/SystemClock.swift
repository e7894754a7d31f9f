internal import Glibc

/// The machine's wall clock.
package enum SystemClock {
    /// Microseconds since 1970-01-01T00:00:00Z (`clock_gettime`, `CLOCK_REALTIME`).
    @Sendable
    package static func microseconds() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
    }

    /// Nanoseconds of a clock that never goes back (`clock_gettime`, `CLOCK_MONOTONIC`).
    @Sendable
    package static func monotonicNanoseconds() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
