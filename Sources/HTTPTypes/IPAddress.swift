import Glibc

/// An IP address; one of IPv4 is kept as IPv6 maps it (`::ffff:a.b.c.d`, RFC 4291 § 2.5.5.2).
package struct IPAddress: Hashable, Sendable, CustomStringConvertible {
    /// The first eight bytes, as a number.
    package let high: UInt64
    /// The last eight bytes, as a number.
    package let low: UInt64

    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    package init(v4: UInt32) { self.init(high: 0, low: 0xFFFF_0000_0000 | UInt64(v4)) }

    /// Reads an address without zone, port or brackets; nil for anything else.
    package init?(_ text: Bytes) {
        guard text.count >= 2, text.count < Int(INET6_ADDRSTRLEN), text.firstIndex(of: 0) == nil else { return nil }
        let found = withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(INET6_ADDRSTRLEN)) { copy in
            for index in 0..<text.count { copy[index] = CChar(bitPattern: text[index]) }
            copy[text.count] = 0
            return IPAddress(terminated: copy)
        }
        guard let found else { return nil }
        self = found
    }

    /// Reads an address without zone, port or brackets; nil for anything else.
    package init?(_ text: Substring) {
        var text = String(text)
        let found = text.withUTF8 { buffer in
            buffer.baseAddress.flatMap { IPAddress(Bytes(start: $0, count: buffer.count)) }
        }
        guard let found else { return nil }
        self = found
    }

    /// Reads a text that ends with NUL.
    private init?(terminated text: UnsafeMutableBufferPointer<CChar>) {
        guard let start = text.baseAddress else { return nil }
        var v4 = in_addr()
        var v6 = in6_addr()
        if inet_pton(AF_INET, start, &v4) == 1 {
            self.init(v4: UInt32(bigEndian: v4.s_addr))
        } else if inet_pton(AF_INET6, start, &v6) == 1 {
            self.init(v6)
        } else {
            return nil
        }
    }

    package init(_ address: in6_addr) {
        let (high, low) = withUnsafeBytes(of: address) {
            (
                UInt64(bigEndian: $0.loadUnaligned(fromByteOffset: 0, as: UInt64.self)),
                UInt64(bigEndian: $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
            )
        }
        self.init(high: high, low: low)
    }

    /// The number of an IPv4 address; nil for one of IPv6.
    package var v4: UInt32? { high == 0 && low >> 32 == 0xFFFF ? UInt32(truncatingIfNeeded: low) : nil }

    /// The address as RFC 5952 writes it; one of IPv4 with dots.
    package var description: String {
        if let v4 { return "\(v4 >> 24).\(v4 >> 16 & 0xFF).\(v4 >> 8 & 0xFF).\(v4 & 0xFF)" }
        var bytes = (high.bigEndian, low.bigEndian)
        return withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(INET6_ADDRSTRLEN)) { buffer in
            guard let start = buffer.baseAddress,
                inet_ntop(AF_INET6, &bytes, start, socklen_t(INET6_ADDRSTRLEN)) != nil
            else { return "" }
            return String(cString: start)
        }
    }
}
