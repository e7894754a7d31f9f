import Glibc
import HTTPTypes

/// `uri-host [ ":" port ]`, the value of `Host` (RFC 9110 § 7.2, RFC 3986 § 3.2.2).
struct Authority {
    /// True of a host that is not empty, with or without a port up to 65535.
    static func isValid(_ bytes: Bytes) -> Bool {
        guard bytes.count > 0, bytes.count <= 512 else { return false }
        var end = 0
        if bytes[0] == 0x5B {
            guard let close = bytes.firstIndex(of: 0x5D), close >= 3 else { return false }
            guard isAddressLiteral(bytes.slice(1, close)) else { return false }
            end = close + 1
        } else {
            while end < bytes.count, ByteSet.registeredName.contains(bytes[end]) {
                if bytes[end] == 0x25 {
                    guard end + 2 < bytes.count, isHex(bytes[end + 1]), isHex(bytes[end + 2]) else { return false }
                }
                end &+= 1
            }
            guard end > 0 else { return false }
        }
        if end == bytes.count { return true }
        guard bytes[end] == 0x3A, bytes.count - end <= 6 else { return false }
        var port = 0
        for index in (end + 1)..<bytes.count {
            let digit = bytes[index] &- 0x30
            guard digit < 10 else { return false }
            port = port * 10 + Int(digit)
        }
        return port <= 65_535
    }

    /// True of an IPv6 address (`inet_pton`), without zone.
    private static func isAddressLiteral(_ bytes: Bytes) -> Bool {
        guard bytes.count < Int(INET6_ADDRSTRLEN), bytes.isMade(of: .addressLiteral) else { return false }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Int(INET6_ADDRSTRLEN)) { text in
            text.initialize(repeating: 0)
            for index in 0..<bytes.count { text[index] = bytes[index] }
            var address = in6_addr()
            return text.withMemoryRebound(to: CChar.self) { inet_pton(AF_INET6, $0.baseAddress, &address) } == 1
        }
    }

    private static func isHex(_ byte: UInt8) -> Bool { HexDigit.value(byte) != nil }
}
