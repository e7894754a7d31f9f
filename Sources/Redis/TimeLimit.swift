import Glibc
import Platform

/// A moment by which something must be done, and the descriptor that says that nobody waits for it any more.
struct TimeLimit {
    private let end: UInt64
    private let stop: Int32

    /// - Parameter stop: readable where the thread has to end; −1: never.
    init(milliseconds: Int, stop: Int32) {
        end = SystemClock.monotonicNanoseconds() &+ UInt64(max(milliseconds, 0)) * 1_000_000
        self.stop = stop
    }

    private init(end: UInt64, stop: Int32) {
        self.end = end
        self.stop = stop
    }

    /// A limit that leaves as much time to each of the others.
    func share(among count: Int) -> TimeLimit {
        let now = SystemClock.monotonicNanoseconds()
        guard end > now else { return self }
        return TimeLimit(end: now + (end - now) / UInt64(max(count, 1)), stop: stop)
    }

    /// Waits until the descriptor is ready (`poll`).
    ///
    /// - Throws: `timedOut` or `stopped`; what is wrong with the descriptor tells whoever uses it.
    func wait(for events: Int32, of descriptor: Int32) throws(RedisFailure) {
        while true {
            let now = SystemClock.monotonicNanoseconds()
            guard now < end else { throw .timedOut }
            // Rounded up, so that it is not asked again and again in the last millisecond.
            let milliseconds = Int32(clamping: (end - now + 999_999) / 1_000_000)
            var entries = [
                pollfd(fd: descriptor, events: Int16(events), revents: 0),
                pollfd(fd: stop, events: Int16(POLLIN), revents: 0),
            ]
            let ready = poll(&entries, nfds_t(entries.count), milliseconds)
            if ready < 0, errno != EINTR { throw .unreachable(SystemError(code: errno)) }
            if ready > 0, entries[1].revents != 0 { throw .stopped }
            if ready > 0, entries[0].revents != 0 { return }
        }
    }
}
