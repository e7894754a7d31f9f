import Glibc
import HTTPTypes
import Platform
import TLS

/// The outcome of a step before the first byte.
enum SocketOpening {
    /// The socket is open; `holdsInput` as with `SocketResult`.
    case done(holdsInput: Bool)
    case blocked(on: Readiness)
    /// The client does not encrypt: the socket is to be a plain one.
    case unencrypted
    case failed
}

/// The outcome of an attempt to move bytes; it never waits.
enum SocketResult {
    /// So many bytes were moved, at least one.
    ///
    /// `holdsInput`: the socket has received more than there was room for, and its descriptor does not tell of that.
    case bytes(Int, holdsInput: Bool = false)
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
/// All that differs between the kinds is behind these five functions. After `blocked`, `send` is called again with the
/// same bytes first, possibly from another place in memory.
enum Socket {
    /// Bytes go over the wire as they are.
    case plain(Int32)
    /// TLS.
    case tls(TLSStream)

    /// The server's side of an accepted connection, encrypted where there are credentials; nil where memory is short.
    init?(_ descriptor: Int32, _ credentials: TLSCredentials?) {
        guard let credentials else {
            self = .plain(descriptor)
            return
        }
        guard let stream = credentials.stream(on: descriptor) else { return nil }
        self = .tls(stream)
    }

    var descriptor: Int32 {
        switch self {
        case .plain(let descriptor): descriptor
        case .tls(let stream): stream.descriptor
        }
    }

    /// How the client speaks. Where a server has a certificate, what comes in the clear does so from the client.
    func scheme(besideTLS: Bool) -> HTTPScheme? {
        switch self {
        case .plain: besideTLS ? .http : nil
        case .tls: .https
        }
    }

    /// The step before the first byte, a handshake; called until it is done.
    func open() -> SocketOpening {
        switch self {
        case .plain: .done(holdsInput: false)
        case .tls(let stream): SocketOpening(stream.open())
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
        case .tls(let stream): return SocketResult(stream.receive(into: space))
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
        case .tls(let stream): return SocketResult(stream.send(bytes))
        }
    }

    /// Tells the client that nothing more comes; it may still send.
    func shutDownOutput() {
        switch self {
        case .plain(let descriptor): shutdown(descriptor, Int32(SHUT_WR))
        case .tls(let stream):
            stream.sayGoodbye()
            shutdown(stream.descriptor, Int32(SHUT_WR))
        }
    }

    func close() {
        switch self {
        case .plain(let descriptor): Glibc.close(descriptor)
        case .tls(let stream):
            stream.sayGoodbye()
            Glibc.close(stream.descriptor)
        }
    }
}

extension SocketOpening {
    fileprivate init(_ opening: TLSStream.Opening) {
        self =
            switch opening {
            case .done(let holdsInput): .done(holdsInput: holdsInput)
            case .blocked(let readiness): .blocked(on: readiness)
            case .unencrypted: .unencrypted
            case .failed: .failed
            }
    }
}

extension SocketResult {
    fileprivate init(_ outcome: TLSStream.Outcome) {
        self =
            switch outcome {
            case .bytes(let count, let holdsInput): .bytes(count, holdsInput: holdsInput)
            case .blocked(let readiness): .blocked(on: readiness)
            case .ended: .ended
            case .failed: .failed
            }
    }
}
