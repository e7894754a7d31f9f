import Glibc
import Platform

/// A TCP connection on which every wait has an end.
struct NodeSocket: ~Copyable {
    private let descriptor: OwnedDescriptor

    /// Connects to the first of the addresses that answers; each gets its share of the time.
    init(_ addresses: [NameLookup.Address], within limit: TimeLimit) throws(RedisFailure) {
        var failure: RedisFailure = .unknownHost
        for (index, address) in addresses.enumerated() {
            do throws(RedisFailure) {
                descriptor = try Self.connect(address, within: limit.share(among: addresses.count - index))
                return
            } catch {
                failure = error
                if error == .stopped { break }
            }
        }
        throw failure
    }

    private static func connect(
        _ address: NameLookup.Address,
        within limit: TimeLimit
    ) throws(RedisFailure) -> OwnedDescriptor {
        let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let number = socket(address.family, type, 0)
        guard number >= 0 else { throw .unreachable(SystemError(code: errno)) }
        let descriptor = OwnedDescriptor(number)
        var one: Int32 = 1
        setsockopt(number, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
        setsockopt(number, SOL_SOCKET, SO_KEEPALIVE, &one, socklen_t(MemoryLayout<Int32>.size))
        // The bytes are a `sockaddr` of the family, as `getaddrinfo` made it; `connect` reads them in the call alone.
        let code = address.bytes.withUnsafeBytes { bytes -> Int32 in
            let start = bytes.bindMemory(to: sockaddr.self).baseAddress
            return Glibc.connect(number, start, socklen_t(bytes.count)) == 0 ? 0 : errno
        }
        if code != 0 {
            guard code == EINPROGRESS || code == EINTR else { throw .unreachable(SystemError(code: code)) }
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
