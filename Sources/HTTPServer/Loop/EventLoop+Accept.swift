internal import CLinux
import Glibc
import Platform
import TLS

extension EventLoop {
    /// Milliseconds until accepting is tried again when descriptors or memory ran out.
    private static let acceptPause: Int = 50

    /// Bytes of one connection that the kernel holds unsent; what is under way to its client is beside them.
    ///
    /// Without a bound it takes up to 4 MiB (`tcp_wmem`) for whoever does not read, and a thousand of them use up what
    /// the machine has for all its connections (`tcp_mem`).
    static let unsentBytes: Int32 = 128 * 1024

    func watchListeners() throws {
        for listener in listeners.map(\.descriptor) {
            // A socket that does not listen is always ready and never accepts: the loop would spin.
            guard ListeningSockets.isListening(listener) else {
                throw HTTPServerError("descriptor \(listener) is not a listening socket")
            }
            let flags = fcntl(listener, F_GETFL)
            guard flags >= 0, fcntl(listener, F_SETFL, flags | O_NONBLOCK) == 0 else {
                throw HTTPServerError("descriptor \(listener) cannot be set up: \(SystemError.text(errno))")
            }
            // Connections have it from their listener; local sockets have none of it.
            var unsent = EventLoop.unsentBytes
            setsockopt(listener, Int32(IPPROTO_TCP), TCP_NOTSENT_LOWAT, &unsent, socklen_t(MemoryLayout<Int32>.size))
            let code = epoll.add(listener, [.input, .exclusive], token: UInt64(UInt32(bitPattern: listener)))
            guard code == 0 else {
                throw HTTPServerError("descriptor \(listener) cannot be watched: \(SystemError.text(code))")
            }
        }
    }

    /// Connections that are accepted in a turn; those that are open get theirs in between.
    static let acceptBatch: Int = 64

    /// Accepts connections that wait, at most so many.
    func accept(on listener: Listener, atMost limit: Int) {
        var address = sockaddr_storage()
        for _ in 0..<limit {
            var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
            let flags = Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
            let descriptor = withUnsafeMutableBytes(of: &address) { bytes in
                clinux_accept4(listener.descriptor, bytes.baseAddress, &length, flags)
            }
            if descriptor >= 0 {
                open(descriptor, PeerAddress(address), listener.credentials)
                continue
            }
            switch errno {
            case EINTR, ECONNABORTED, EPROTO, EPERM, ENETDOWN, ENOPROTOOPT, EHOSTDOWN, ENONET, EHOSTUNREACH,
                EOPNOTSUPP, ENETUNREACH:
                continue
            case EMFILE, ENFILE, ENOBUFS, ENOMEM:
                pauseAccepting()
                return
            default:
                return
            }
        }
    }

    private func open(_ descriptor: Int32, _ peer: PeerAddress, _ credentials: TLSCredentials?) {
        let isTrusted = configuration.trustedProxies.contains(peer.address)
        let key = isTrusted ? nil : peer.key
        let verdict = counter.open(key)
        if verdict == .dropped {
            close(descriptor)
            return
        }
        guard let socket = Socket(descriptor, credentials) else {
            counter.close(key, wasWelcome: verdict == .welcome)
            close(descriptor)
            return
        }
        var on: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
        lastGeneration = lastGeneration == .max - 1 ? 1 : lastGeneration + 1
        let connection = Connection(
            socket: socket,
            generation: lastGeneration,
            peer: peer,
            isTrusted: isTrusted,
            isWelcome: verdict == .welcome,
            loop: self
        )
        guard epoll.add(descriptor, .input, token: connection.token) == 0 else {
            counter.close(key, wasWelcome: verdict == .welcome)
            close(descriptor)
            return
        }
        let slot = Int(descriptor)
        while connections.count <= slot { connections.append(nil) }
        connections[slot] = connection
        connectionCount += 1
        connection.opened()
    }

    /// Takes a closed connection off the books.
    func remove(_ connection: Connection) {
        connections[Int(connection.descriptor)] = nil
        connectionCount -= 1
        counter.close(connection.countedKey, wasWelcome: connection.isWelcome)
    }

    /// Without a descriptor the connection would stay in the queue and wake the loop again at once.
    func pauseAccepting() {
        guard acceptPausedUntil == .max else { return }
        acceptPausedUntil = now + EventLoop.acceptPause
        for listener in listeners.map(\.descriptor) { epoll.remove(listener) }
    }

    func resumeAccepting() {
        acceptPausedUntil = .max
        for listener in listeners.map(\.descriptor) {
            epoll.add(listener, [.input, .exclusive], token: UInt64(UInt32(bitPattern: listener)))
        }
    }

    func stopListening() {
        acceptPausedUntil = .max
        for listener in listeners.map(\.descriptor) { close(listener) }
        listeners = []
    }
}
