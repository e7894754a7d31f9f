import Glibc

/// One connection to a server on this machine, on plain sockets.
///
/// Blocking, with a deadline for everything; it belongs to one task at a time.
package final class HTTPConnection {
    private static let patienceMilliseconds: Int32 = 20_000

    private let descriptor: Int32
    private var received: [UInt8] = []
    /// False once the peer has closed, or said that it will.
    package private(set) var isOpen: Bool = true

    /// Connects to 127.0.0.1.
    ///
    /// - Parameter window: bytes that the kernel takes before they are read; nil: as many as it likes.
    package init(port: UInt16, window: Int32? = nil) throws {
        guard let descriptor = Loopback.connect(to: port, window: window) else {
            throw TestFailure("cannot connect to port \(port): errno \(errno)")
        }
        self.descriptor = descriptor
        _ = try wait(for: POLLOUT)
        let fault = Loopback.connectFault(of: descriptor)
        guard fault == 0 else { throw TestFailure("cannot connect to port \(port): errno \(fault)") }
    }

    deinit {
        close(descriptor)
    }

    /// Sends a request and reads its answer, which may come before the whole request was taken.
    package func exchange(_ request: HTTPMessage) throws -> HTTPReply {
        try exchange(request.bytes, toHEAD: request.method == "HEAD")
    }

    /// The same with bytes as they are.
    package func exchange(_ bytes: [UInt8], toHEAD: Bool = false) throws -> HTTPReply {
        let sent = try send(bytes, untilAnswered: true)
        let reply = try receive(toHEAD: toHEAD)
        if sent < bytes.count { isOpen = false }
        guard received.isEmpty || !isOpen else { throw TestFailure("bytes behind the answer: \(received.prefix(200))") }
        return reply
    }

    /// Sends all bytes, for answers that are read later.
    package func send(_ bytes: [UInt8]) throws {
        _ = try send(bytes, untilAnswered: false)
    }

    private func send(_ bytes: [UInt8], untilAnswered: Bool) throws -> Int {
        var sent = 0
        while sent < bytes.count {
            let events = try wait(for: untilAnswered ? POLLOUT | POLLIN : POLLOUT)
            if untilAnswered, events & POLLIN != 0 { break }
            let count = bytes.withUnsafeBytes { buffer in
                Glibc.send(descriptor, buffer.baseAddress.map { $0 + sent }, buffer.count - sent, Int32(MSG_NOSIGNAL))
            }
            if count < 0 {
                let code = errno
                if code == EAGAIN || code == EINTR { continue }
                // The peer has closed: what it said before is still there to be read.
                break
            }
            sent += count
        }
        return sent
    }

    /// Reads the next answer; interim ones (1xx) are skipped unless asked for.
    package func receive(toHEAD: Bool = false, interim: Bool = false) throws -> HTTPReply {
        while true {
            if let (reply, count) = try HTTPReply.parse(received, toHEAD: toHEAD) {
                received.removeFirst(count)
                if (100..<200).contains(reply.status), !interim { continue }
                if reply.closes { isOpen = false }
                return reply
            }
            guard try fill() else {
                isOpen = false
                throw ConnectionClosed(received: received.count)
            }
        }
    }

    /// True where the peer closes without another byte.
    package func isClosedByPeer() throws -> Bool {
        try received.isEmpty && !fill()
    }

    /// False at the end of the stream.
    private func fill() throws -> Bool {
        while true {
            _ = try wait(for: POLLIN)
            var chunk = [UInt8](repeating: 0, count: 65_536)
            let count = recv(descriptor, &chunk, chunk.count, 0)
            if count > 0 {
                received += chunk[..<count]
                return true
            }
            if count < 0, errno == EAGAIN || errno == EINTR { continue }
            return false
        }
    }

    /// Shuts our side: the server reads the end of the stream, and can still answer.
    package func finishSending() {
        shutdown(descriptor, Int32(SHUT_WR))
    }

    /// Lets the connection break when it is dropped, in the middle of what is under way.
    package func breakOff() {
        Loopback.resetOnClose(descriptor)
    }

    /// Takes one byte from the kernel, and drops it.
    package func dropByte() throws {
        _ = try wait(for: POLLIN)
        var byte: UInt8 = 0
        recv(descriptor, &byte, 1, 0)
    }

    /// True where something has come, or the stream has ended.
    package var hasInput: Bool {
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return !received.isEmpty || poll(&entry, 1, 0) > 0
    }

    private func wait(for events: Int32) throws -> Int32 {
        var entry = pollfd(fd: descriptor, events: Int16(events), revents: 0)
        while true {
            let count = poll(&entry, 1, Self.patienceMilliseconds)
            if count > 0 { return Int32(entry.revents) }
            if count == 0 { throw TestFailure("the server says nothing") }
            if errno != EINTR { throw TestFailure("poll: errno \(errno)") }
        }
    }
}

/// The peer closed before an answer was complete.
package struct ConnectionClosed: Error {
    /// Bytes of the answer that did come.
    package let received: Int
}
