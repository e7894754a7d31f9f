import Glibc

/// The peer at the other end of a connection.
struct PeerAddress {
    /// The key to count connections by: an IPv4 address, the /64 of an IPv6 address, or one for all local sockets.
    struct Key: Hashable, Sendable {
        let family: UInt16
        let value: UInt64
    }

    let key: Key
    /// The address as text, without port; an IPv4 address in an IPv6 socket reads as IPv4. "unix" for local sockets.
    let text: String

    init(key: Key, text: String) {
        self.key = key
        self.text = text
    }

    /// Reads what `accept4` or `getpeername` filled in.
    init(_ storage: borrowing sockaddr_storage) {
        switch Int32(storage.ss_family) {
        case AF_INET:
            let address = withUnsafeBytes(of: storage) { $0.loadUnaligned(as: sockaddr_in.self) }
            self.init(v4: UInt32(bigEndian: address.sin_addr.s_addr))
        case AF_INET6:
            let address = withUnsafeBytes(of: storage) { $0.loadUnaligned(as: sockaddr_in6.self) }
            self.init(v6: address.sin6_addr)
        default:
            self.init(key: Key(family: 0, value: 0), text: "unix")
        }
    }

    private init(v4: UInt32) {
        self.init(
            key: Key(family: UInt16(AF_INET), value: UInt64(v4)),
            text: "\(v4 >> 24).\(v4 >> 16 & 0xFF).\(v4 >> 8 & 0xFF).\(v4 & 0xFF)"
        )
    }

    private init(v6 address: in6_addr) {
        let (high, low) = withUnsafeBytes(of: address) {
            (
                UInt64(bigEndian: $0.loadUnaligned(fromByteOffset: 0, as: UInt64.self)),
                UInt64(bigEndian: $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
            )
        }
        if high == 0, low >> 32 == 0xFFFF {
            self.init(v4: UInt32(truncatingIfNeeded: low))
            return
        }
        var copy = address
        let text = withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(INET6_ADDRSTRLEN)) { buffer in
            guard let start = buffer.baseAddress,
                inet_ntop(AF_INET6, &copy, start, socklen_t(INET6_ADDRSTRLEN)) != nil
            else { return "" }
            return String(cString: start)
        }
        self.init(key: Key(family: UInt16(AF_INET6), value: high), text: text)
    }
}
