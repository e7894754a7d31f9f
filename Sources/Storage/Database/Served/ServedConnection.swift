import Glibc
import Platform

/// One message each way over a socket: its length, then its bytes.
struct ServedConnection: Sendable {
    /// The longest message.
    private static let limit: Int64 = 256 << 20

    private let descriptor: OwnedDescriptor
    /// Becomes readable where nothing is waited for any more; −1: nothing does.
    private let end: Int32
    /// How long the other side may do nothing.
    private let milliseconds: Int32

    /// - Parameter descriptor: `close` closes it.
    init(_ descriptor: OwnedDescriptor, end: Int32 = -1, milliseconds: Int32) {
        self.descriptor = descriptor
        self.end = end
        self.milliseconds = milliseconds
        _ = fcntl(descriptor.number, F_SETFL, O_NONBLOCK)
    }

    func close() { descriptor.close() }

    func send(_ message: [UInt8]) throws(SystemError) {
        var writer = MessageWriter()
        writer.add(message)
        var rest = writer.bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.send(descriptor.number, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count >= 0 { rest = rest.dropFirst(count) } else { try wait(POLLOUT, after: errno) }
        }
    }

    func receive() throws(SystemError) -> [UInt8] {
        let length = try read(8).reduce(Int64(0)) { $0 << 8 | Int64($1) }
        guard (0...ServedConnection.limit).contains(length) else { throw SystemError(code: EMSGSIZE) }
        return try read(Int(length))
    }

    private func read(_ count: Int) throws(SystemError) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: min(max(count, 1), 1 << 16))
        while bytes.count < count {
            let got = Glibc.recv(descriptor.number, &chunk, min(chunk.count, count - bytes.count), 0)
            if got > 0 { bytes += chunk[..<got] }
            if got == 0 { throw SystemError(code: ECONNRESET) }
            if got < 0 { try wait(POLLIN, after: errno) }
        }
        return bytes
    }

    private func wait(_ events: Int32, after code: Int32) throws(SystemError) {
        guard code == EAGAIN || code == EINTR else { throw SystemError(code: code) }
        var entries = [
            pollfd(fd: descriptor.number, events: Int16(events), revents: 0),
            pollfd(fd: end, events: Int16(POLLIN), revents: 0),
        ]
        let ready = poll(&entries, 2, milliseconds)
        if ready == 0 { throw SystemError(code: ETIMEDOUT) }
        if ready > 0, entries[1].revents != 0 { throw SystemError(code: ECANCELED) }
    }
}
