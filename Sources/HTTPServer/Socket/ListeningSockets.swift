import Glibc
import Platform

/// Binds listening sockets: several to one address, so that each loop has its own queue (`SO_REUSEPORT`).
struct ListeningSockets {
    /// Sockets bound to `host` and `port`, non-blocking, listening; and the port they got.
    static func bind(host: String, port: UInt16, count: Int, backlog: Int) throws -> ([Int32], UInt16) {
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_PASSIVE
        var list: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(host, "\(port)", &hints, &list)
        guard code == 0, let first = list else {
            throw HTTPServerError("cannot listen on \"\(host)\": \(String(cString: gai_strerror(code)))")
        }
        defer { freeaddrinfo(first) }
        var address = sockaddr_storage()
        let length = first.pointee.ai_addrlen
        withUnsafeMutableBytes(of: &address) { target in
            target.copyMemory(from: UnsafeRawBufferPointer(start: first.pointee.ai_addr, count: Int(length)))
        }
        var sockets: [Int32] = []
        var bound = port
        do {
            for _ in 0..<count {
                setPort(bound, of: &address)
                sockets.append(try open(&address, length, host: host, port: bound, backlog: backlog))
                bound = ListeningSockets.port(of: sockets[0])
            }
        } catch {
            for socket in sockets { close(socket) }
            throw error
        }
        return (sockets, bound)
    }

    /// The local port of a socket; 0 where it has none.
    static func port(of socket: Int32) -> UInt16 {
        var address = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let code = withUnsafeMutableBytes(of: &address) { bytes in
            getsockname(socket, bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self), &length)
        }
        let family = Int32(address.ss_family)
        guard code == 0, family == AF_INET || family == AF_INET6 else { return 0 }
        // Both families have the port in the same place.
        return withUnsafeBytes(of: &address) { UInt16(bigEndian: $0.loadUnaligned(fromByteOffset: 2, as: UInt16.self)) }
    }

    /// True of a stream socket in the listening state (`SO_ACCEPTCONN`).
    static func isListening(_ socket: Int32) -> Bool {
        var answer: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        return getsockopt(socket, SOL_SOCKET, SO_ACCEPTCONN, &answer, &size) == 0 && answer != 0
    }

    private static func setPort(_ port: UInt16, of address: inout sockaddr_storage) {
        withUnsafeMutableBytes(of: &address) { $0.storeBytes(of: port.bigEndian, toByteOffset: 2, as: UInt16.self) }
    }

    private static func open(
        _ address: inout sockaddr_storage,
        _ length: socklen_t,
        host: String,
        port: UInt16,
        backlog: Int
    ) throws -> Int32 {
        let place = "\(host.contains(":") ? "[\(host)]" : host):\(port)"
        let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let descriptor = socket(Int32(address.ss_family), type, 0)
        guard descriptor >= 0 else {
            throw HTTPServerError("cannot make a socket for \(place): \(SystemError.text(errno))")
        }
        var on: Int32 = 1
        var off: Int32 = 0
        let size = socklen_t(MemoryLayout<Int32>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, size)
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEPORT, &on, size)
        if Int32(address.ss_family) == AF_INET6 {
            setsockopt(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &off, size)
        }
        let code = withUnsafeBytes(of: &address) { bytes in
            Glibc.bind(descriptor, bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self), length)
        }
        guard code == 0, listen(descriptor, Int32(clamping: backlog)) == 0 else {
            let number = errno
            close(descriptor)
            throw HTTPServerError("cannot listen on \(place): \(SystemError.text(number))")
        }
        return descriptor
    }
}
