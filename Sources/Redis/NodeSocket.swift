import Glibc
import Platform

/// A TCP connection on which every wait has an end.
struct NodeSocket: ~Copyable {
    private let descriptor: OwnedDescriptor

    /// Connects to the first address of the host that answers.
    init(_ address: RedisAddress, within limit: TimeLimit) throws(RedisFailure) {
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_NUMERICSERV
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(address.host, String(address.port), &hints, &list) == 0, list != nil else {
            throw .unknownHost
        }
        defer { freeaddrinfo(list) }
        var failure: RedisFailure = .unknownHost
        var candidate = list
        while let entry = candidate?.pointee {
            candidate = entry.ai_next
            do throws(RedisFailure) {
                descriptor = try Self.connect(entry, within: limit)
                return
            } catch {
                failure = error
                if error == .stopped || error == .timedOut { break }
            }
        }
        throw failure
    }

    private static func connect(_ entry: addrinfo, within limit: TimeLimit) throws(RedisFailure) -> OwnedDescriptor {
        let type = entry.ai_socktype | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let number = socket(entry.ai_family, type, entry.ai_protocol)
        guard number >= 0 else { throw .unreachable(SystemError(code: errno)) }
        let descriptor = OwnedDescriptor(number)
        var one: Int32 = 1
        setsockopt(number, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
        setsockopt(number, SOL_SOCKET, SO_KEEPALIVE, &one, socklen_t(MemoryLayout<Int32>.size))
        if Glibc.connect(number, entry.ai_addr, entry.ai_addrlen) != 0 {
            guard errno == EINPROGRESS || errno == EINTR else { throw .unreachable(SystemError(code: errno)) }
            try limit.wait(for: POLLOUT, of: number)
            var fault: Int32 = 0
            var size = socklen_t(MemoryLayout<Int32>.size)
            getsockopt(number, SOL_SOCKET, SO_ERROR, &fault, &size)
            guard fault == 0 else { throw .unreachable(SystemError(code: fault)) }
        }
        return descriptor
    }

    /// Sends all bytes.
    func send(_ bytes: [UInt8], within limit: TimeLimit) throws(RedisFailure) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Glibc.send(descriptor.number, buffer.baseAddress?.advanced(by: sent), bytes.count - sent, noSignal)
            }
            if count >= 0 {
                sent += count
                continue
            }
            let code = errno
            if code == EAGAIN { try limit.wait(for: POLLOUT, of: descriptor.number) }
            guard code == EAGAIN || code == EINTR else { throw .unreachable(SystemError(code: code)) }
        }
    }

    /// Waits for bytes and lends what has come.
    func receive(
        within limit: TimeLimit,
        _ take: (UnsafeBufferPointer<UInt8>) throws(RedisFailure) -> Void
    ) throws(RedisFailure) {
        var chunk = [UInt8](repeating: 0, count: 16 << 10)
        while true {
            let count = recv(descriptor.number, &chunk, chunk.count, 0)
            if count > 0 {
                return try chunk.withUnsafeBufferPointer { (buffer) throws(RedisFailure) in
                    try take(UnsafeBufferPointer(rebasing: buffer[..<count]))
                }
            }
            if count == 0 { throw .closed }
            let code = errno
            if code == EAGAIN { try limit.wait(for: POLLIN, of: descriptor.number) }
            guard code == EAGAIN || code == EINTR else { throw .unreachable(SystemError(code: code)) }
        }
    }

    /// True where the other side has closed it, or sent what nobody asked for.
    var isStale: Bool {
        var entry = pollfd(fd: descriptor.number, events: Int16(POLLIN), revents: 0)
        return poll(&entry, 1, 0) != 0
    }
}

/// A connection that is gone is an error, not a signal.
private let noSignal = Int32(MSG_NOSIGNAL)
