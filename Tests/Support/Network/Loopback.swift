import Glibc

/// Sockets on 127.0.0.1.
package enum Loopback {
    /// A port below those that the kernel gives to clients: none of them takes it while the server is down.
    package static func freePort() throws -> UInt16 {
        for _ in 0..<1_000 {
            let port = UInt16.random(in: 15_000..<32_000)
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
            defer { close(descriptor) }
            if withAddress(port: port, { bind(descriptor, $0, $1) }) == 0 { return port }
        }
        throw TestFailure("no port is free")
    }

    /// A socket that listens at a port the system chose; it does not block.
    package static func listen() throws -> Int32 {
        let descriptor = makeSocket()
        let code = withAddress(port: 0) { bind(descriptor, $0, $1) }
        guard code == 0, Glibc.listen(descriptor, 128) == 0 else {
            throw TestFailure("cannot listen: errno \(errno)")
        }
        return descriptor
    }

    package static func port(of descriptor: Int32) -> UInt16 {
        var address = sockaddr_in()
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) { pointer in
            _ = pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &size) }
        }
        return UInt16(bigEndian: address.sin_port)
    }

    /// A connection that is made or on its way; nil where nobody listens. It does not block.
    ///
    /// - Parameter window: bytes that the kernel takes before they are read; nil: as many as it likes.
    package static func connect(to port: UInt16, window: Int32? = nil) -> Int32? {
        let descriptor = makeSocket()
        if var window { setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &window, socklen_t(MemoryLayout<Int32>.size)) }
        let code = withAddress(port: port) { Glibc.connect(descriptor, $0, $1) }
        if code == 0 || errno == EINPROGRESS {
            var one: Int32 = 1
            setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
            return descriptor
        }
        close(descriptor)
        return nil
    }

    /// The error number with which a connection that was on its way has ended; 0 where it is made.
    package static func connectFault(of descriptor: Int32) -> Int32 {
        var fault: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &fault, &size)
        return fault
    }

    /// Closing it will tell the peer that the connection is broken, not that it has ended.
    package static func resetOnClose(_ descriptor: Int32) {
        var option = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    }

    /// Sockets do not block, and no other program gets them.
    package static let flags = Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)

    private static func makeSocket() -> Int32 { socket(AF_INET, Int32(SOCK_STREAM.rawValue) | flags, 0) }

    /// Lends the address of a port on this machine.
    static func withAddress(port: UInt16, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }
}
