import Glibc

/// Says whether somebody listens on an address already.
///
/// Servers of one user share a port (`SO_REUSEPORT`): a new process may take over from one that drains, without a
/// request lost. A server that was forgotten in another terminal shares it just as silently, and answers every other
/// request.
package enum PortInUse {
    /// Binds without `SO_REUSEPORT`, and lets go at once; false for port 0 and where the address cannot be bound
    /// anyway.
    package static func isTaken(host: String, port: UInt16) -> Bool {
        guard port != 0 else { return false }
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_PASSIVE | AI_NUMERICHOST | AI_NUMERICSERV
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, "\(port)", &hints, &list) == 0, let first = list else { return false }
        defer { freeaddrinfo(first) }
        let type = first.pointee.ai_socktype | Int32(SOCK_CLOEXEC.rawValue)
        let descriptor = socket(first.pointee.ai_family, type, 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var on: Int32 = 1
        // Connections of a server that ended are no listener.
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
        return bind(descriptor, first.pointee.ai_addr, first.pointee.ai_addrlen) != 0 && errno == EADDRINUSE
    }
}
