internal import CLinux
import Glibc
import Platform

/// An epoll instance, level-triggered (`epoll_create1`, `epoll_ctl`, `epoll_wait`).
struct Epoll: ~Copyable {
    /// The events that a descriptor is watched for, and those that happened to it.
    struct Interest: OptionSet {
        let rawValue: UInt32
        static let input = Interest(rawValue: EPOLLIN.rawValue)
        static let output = Interest(rawValue: EPOLLOUT.rawValue)
        /// Reset or shut in both directions; reported whether asked for or not.
        static let failure = Interest(rawValue: EPOLLERR.rawValue | EPOLLHUP.rawValue)
        /// Wakes one of the loops that share a descriptor, not all.
        static let exclusive = Interest(rawValue: EPOLLEXCLUSIVE.rawValue)

        init(rawValue: UInt32) { self.rawValue = rawValue }

        /// The events to watch a descriptor for that is waited for.
        init(_ readiness: Readiness) {
            self = []
            if readiness.contains(.readable) { insert(.input) }
            if readiness.contains(.writable) { insert(.output) }
        }

        /// The events, in the words of the loop's residents.
        var readiness: Readiness {
            var readiness: Readiness = []
            if contains(.input) { readiness.insert(.readable) }
            if contains(.output) { readiness.insert(.writable) }
            if !isDisjoint(with: .failure) { readiness.insert(.failed) }
            return readiness
        }
    }

    private static let batch: Int = 256

    private let descriptor: Int32
    private let events: UnsafeMutablePointer<epoll_event>

    init() throws {
        descriptor = epoll_create1(Int32(EPOLL_CLOEXEC))
        events = .allocate(capacity: Epoll.batch)
        guard descriptor >= 0 else { throw HTTPServerError("epoll_create1: \(SystemError.text(errno))") }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
        events.deallocate()
    }

    /// 0 or the error number.
    @discardableResult
    func add(_ watched: Int32, _ interest: Interest, token: UInt64) -> Int32 {
        control(EPOLL_CTL_ADD, watched, interest, token)
    }

    func modify(_ watched: Int32, _ interest: Interest, token: UInt64) {
        _ = control(EPOLL_CTL_MOD, watched, interest, token)
    }

    func remove(_ watched: Int32) {
        _ = control(EPOLL_CTL_DEL, watched, [], 0)
    }

    private func control(_ operation: Int32, _ watched: Int32, _ interest: Interest, _ token: UInt64) -> Int32 {
        var event = epoll_event()
        event.events = interest.rawValue
        event.data.u64 = token
        return epoll_ctl(descriptor, operation, watched, &event) == 0 ? 0 : errno
    }

    /// Waits at most `milliseconds` (-1: for ever); returns how many events there are.
    func wait(milliseconds: Int32) -> Int {
        max(0, Int(epoll_wait(descriptor, events, Int32(Epoll.batch), milliseconds)))
    }

    /// The event at `index`, which is below what `wait` returned last.
    @inline(__always)
    func event(_ index: Int) -> (token: UInt64, happened: Interest) {
        (events[index].data.u64, Interest(rawValue: events[index].events))
    }
}
