internal import CLinux
import Glibc

/// epoll with a timer: waits for sockets, or for an instant of the monotonic clock, to the microsecond.
struct Poller: ~Copyable {
    private static let batch: Int = 256
    private static let timerToken: UInt64 = .max

    private let epoll: Int32
    private let timer: Int32
    private var events = [epoll_event](repeating: epoll_event(), count: Self.batch)

    init() throws(DriverError) {
        epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
        timer = timerfd_create(CLOCK_MONOTONIC, Int32(TFD_NONBLOCK) | Int32(TFD_CLOEXEC))
        guard epoll >= 0, timer >= 0 else { throw DriverError("epoll or timerfd: errno \(errno)") }
        control(EPOLL_CTL_ADD, timer, EPOLLIN.rawValue, Self.timerToken)
    }

    deinit {
        close(timer)
        close(epoll)
    }

    func add(_ descriptor: Int32, token: Int) {
        control(EPOLL_CTL_ADD, descriptor, EPOLLIN.rawValue | EPOLLOUT.rawValue, UInt64(token))
    }

    func watch(_ descriptor: Int32, token: Int, output: Bool) {
        control(EPOLL_CTL_MOD, descriptor, EPOLLIN.rawValue | (output ? EPOLLOUT.rawValue : 0), UInt64(token))
    }

    private func control(_ operation: Int32, _ descriptor: Int32, _ interest: UInt32, _ token: UInt64) {
        var event = epoll_event()
        event.events = interest
        event.data.u64 = token
        epoll_ctl(epoll, operation, descriptor, &event)
    }

    /// Waits until something happens or the instant comes, in nanoseconds of the clock; the tokens of what happened.
    mutating func wait(until instant: Int, into tokens: inout [Int]) {
        var time = itimerspec()
        time.it_value.tv_sec = instant / 1_000_000_000
        // 0 would stop it.
        time.it_value.tv_nsec = max(1, instant % 1_000_000_000)
        timerfd_settime(timer, Int32(TFD_TIMER_ABSTIME), &time, nil)
        tokens.removeAll(keepingCapacity: true)
        let count = epoll_wait(epoll, &events, Int32(Self.batch), -1)
        for index in 0..<max(0, Int(count)) where events[index].data.u64 != Self.timerToken {
            tokens.append(Int(events[index].data.u64))
        }
    }
}
