import Glibc

/// The machine's clocks.
package enum SystemClock {
    /// Microseconds since 1970-01-01T00:00:00Z (`clock_gettime`, `CLOCK_REALTIME`).
    @Sendable
    package static func microseconds() -> Int64 {
        let time = time(of: CLOCK_REALTIME)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
    }

    /// Nanoseconds of a clock that never goes back (`clock_gettime`, `CLOCK_MONOTONIC`).
    @Sendable
    package static func monotonicNanoseconds() -> UInt64 {
        let time = time(of: CLOCK_MONOTONIC)
        return UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
    }

    /// Milliseconds of the clock that never goes back.
    package static func monotonicMilliseconds() -> Int { Int(monotonicNanoseconds() / 1_000_000) }

    /// The time of the monotonic clock in so many milliseconds, as `pthread_cond_timedwait` takes it.
    package static func monotonicTime(inMilliseconds milliseconds: Int) -> timespec {
        var time = time(of: CLOCK_MONOTONIC)
        let nanoseconds = time.tv_nsec + milliseconds % 1_000 * 1_000_000
        time.tv_sec += milliseconds / 1_000 + nanoseconds / 1_000_000_000
        time.tv_nsec = nanoseconds % 1_000_000_000
        return time
    }

    /// Blocks the thread for so many milliseconds, whatever interrupts it (`clock_nanosleep`).
    package static func sleep(milliseconds: Int) {
        var end = monotonicTime(inMilliseconds: milliseconds)
        // 1: the time is absolute (`TIMER_ABSTIME`).
        while clock_nanosleep(CLOCK_MONOTONIC, 1, &end, nil) == EINTR {}
    }

    private static func time(of clock: clockid_t) -> timespec {
        var time = timespec()
        clock_gettime(clock, &time)
        return time
    }
}
