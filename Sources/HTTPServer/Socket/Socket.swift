import Glibc
import Platform

/// The outcome of an attempt to move bytes; it never waits.
enum SocketResult {
    /// So many bytes were moved, at least one; of `Socket.open` none: it is done.
    case bytes(Int)
    /// Nothing could be moved: to be tried again when the descriptor is that. Of a socket that encrypts this may be the
    /// other direction, as it sends to receive and receives to send.
    case blocked(on: Readiness)
    /// The other side sends no more.
    case ended
    /// The connection is broken.
    case failed
}

/// A connection's way to its client, without waiting and without knowledge of HTTP.
///
/// A second kind is a second case: all that differs is behind these five functions. After `blocked`, `send` is called
/// again with the same bytes first, possibly from another place in memory.
enum Socket {
    /// Bytes go over the wire as they are.
    case plain(Int32)

    var descriptor: Int32 {
        switch self {
        case .plain(let descriptor): descriptor
        }
    }

    /// The step before the first byte, as a handshake; called until it is done.
    func open() -> SocketResult {
        switch self {
        case .plain: .bytes(0)
        }
    }

    /// Reads what is there, as far as it fits.
    @inline(__always)
    func receive(into space: UnsafeMutableRawBufferPointer) -> SocketResult {
        switch self {
        case .plain(let descriptor):
            let count = recv(descriptor, space.baseAddress, space.count, 0)
            if count > 0 { return .bytes(count) }
            if count == 0 { return .ended }
            return errno == EAGAIN || errno == EINTR ? .blocked(on: .readable) : .failed
        }
    }

    /// Sends as much as there is room for.
    @inline(__always)
    func send(_ bytes: UnsafeRawBufferPointer) -> SocketResult {
        switch self {
        case .plain(let descriptor):
            let count = Glibc.send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
            if count >= 0 { return .bytes(count) }
            return errno == EAGAIN || errno == EINTR ? .blocked(on: .writable) : .failed
        }
    }

    /// Tells the client that nothing more comes; it may still send.
    func shutDownOutput() {
        switch self {
        case .plain(let descriptor): shutdown(descriptor, Int32(SHUT_WR))
        }
    }

    func close() {
        switch self {
        case .plain(let descriptor): Glibc.close(descriptor)
        }
    }
}
