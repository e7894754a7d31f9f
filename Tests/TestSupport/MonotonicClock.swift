internal import Glibc

/// The monotonic clock.
package enum MonotonicClock {
    package static func nanoseconds() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }

    package static func milliseconds() -> Int { nanoseconds() / 1_000_000 }
}
