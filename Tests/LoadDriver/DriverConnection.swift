import Glibc
import TestSupport

/// One connection of a worker.
final class DriverConnection {
    enum State {
        case connecting
        case free
        case busy
        /// Could not be made, and is tried again later.
        case resting
    }

    enum Event {
        case nothing
        /// A connection was made.
        case made
        /// The whole answer has come.
        case answered
        /// The connection is gone.
        case lost
    }

    /// Its place in the worker's list.
    let index: Int
    private(set) var descriptor: Int32 = -1
    var state: State = .resting
    /// Nanoseconds of the clock when it became free, or when it is tried again.
    var since: Int = 0
    /// Which request is under way, and when it was due.
    private(set) var number: Int = 0
    private(set) var due: Int = 0
    private(set) var reader: ReplyReader = ReplyReader()

    private var output: [UInt8] = []
    private var sent: Int = 0
    private var isHEAD: Bool = false

    init(index: Int) { self.index = index }

    deinit { shut() }

    /// True where bytes wait until the kernel takes them.
    var wantsToWrite: Bool { state == .connecting || state == .busy && sent < output.count }

    /// Begins to connect; false where that fails at once.
    func open(port: UInt16) -> Bool {
        shut()
        guard let descriptor = Loopback.connect(to: port) else { return false }
        self.descriptor = descriptor
        state = .connecting
        return true
    }

    func shut() {
        if descriptor >= 0 { close(descriptor) }
        descriptor = -1
    }

    /// Sends a request; false where the connection is lost.
    func send(_ template: RequestTemplate, id: Int, number: Int, due: Int) -> Bool {
        output.removeAll(keepingCapacity: true)
        template.write(id: id, to: &output)
        sent = 0
        reader.reset()
        (state, isHEAD, self.number, self.due) = (.busy, template.isHEAD, number, due)
        return flush()
    }

    /// Takes part in what epoll reports.
    func handle(_ buffer: inout [UInt8]) -> Event {
        if state == .connecting {
            guard let fault = connectFault() else { return .nothing }
            return fault == 0 ? .made : .lost
        }
        if wantsToWrite, !flush() { return .lost }
        let count = recv(descriptor, &buffer, buffer.count, 0)
        if count < 0, errno == EAGAIN || errno == EINTR { return .nothing }
        // A free connection expects nothing.
        guard count > 0, state == .busy else { return .lost }
        switch reader.take(buffer[..<count], toHEAD: isHEAD) {
        case .needsMore: return .nothing
        case .complete: return .answered
        case .broken: return .lost
        }
    }

    private func flush() -> Bool {
        while sent < output.count {
            let count = output.withUnsafeBytes { bytes in
                Glibc.send(descriptor, bytes.baseAddress.map { $0 + sent }, bytes.count - sent, Int32(MSG_NOSIGNAL))
            }
            if count < 0 {
                if errno == EINTR { continue }
                return errno == EAGAIN
            }
            sent += count
        }
        return true
    }

    /// nil while it is on its way, then 0 or the error number.
    private func connectFault() -> Int32? {
        var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        guard poll(&entry, 1, 0) > 0 else { return nil }
        return Loopback.connectFault(of: descriptor)
    }
}
