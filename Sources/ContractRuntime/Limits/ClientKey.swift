import HTTPTypes

/// The key by which a client is limited: an IPv4 address, or the /64 network of an IPv6 address, which is one client's.
struct ClientKey: Hashable {
    private let value: UInt64
    private let kind: UInt8

    /// Any text that is no address ("unix", "") is one client.
    init(_ address: String) {
        var text = address
        let key = text.withUTF8 { (buffer: UnsafeBufferPointer<UInt8>) -> (UInt64, UInt8) in
            guard let start = buffer.baseAddress else { return (0, 0) }
            var bytes = Bytes(start: start, count: buffer.count)
            // A zone names an interface of this host, not another client.
            if let zone = bytes.firstIndex(of: UInt8(ascii: "%")) { bytes = bytes.slice(0, zone) }
            if Format.isIPv4(bytes) { return (ClientKey.ipv4(bytes), 4) }
            return Format.isIPv6(bytes) ? ClientKey.ipv6(bytes) : (0, 0)
        }
        (value, kind) = key
    }

    private static func ipv4(_ text: Bytes) -> UInt64 {
        var address: UInt64 = 0
        var octet: UInt64 = 0
        for byte in text.buffer {
            if byte == UInt8(ascii: ".") {
                address = address << 8 | octet
                octet = 0
            } else {
                octet = octet * 10 + UInt64(byte - 0x30)
            }
        }
        return address << 8 | octet
    }

    /// The first four groups of a valid address; one that maps IPv4 (`::ffff:a.b.c.d`) is that IPv4 address.
    private static func ipv6(_ text: Bytes) -> (UInt64, UInt8) {
        if text.count > 7, text.slice(0, 7).equalsIgnoringCase("::ffff:") {
            let rest = text.slice(7, text.count)
            if Format.isIPv4(rest) { return (ipv4(rest), 4) }
        }
        var groups: UInt64 = 0
        var count = 0
        var total = 0
        var index = 0
        // What "::" leaves out is as long as the groups on its two sides leave room for.
        while index < text.count {
            if text[index] == UInt8(ascii: ".") { total += 1; break }
            if text[index] != UInt8(ascii: ":"), index == 0 || text[index - 1] == UInt8(ascii: ":") { total += 1 }
            index += 1
        }
        index = 0
        while index < text.count, count < 4 {
            if text[index] == UInt8(ascii: ":") {
                index += 1
                if index < text.count, text[index] == UInt8(ascii: ":") {
                    for _ in 0..<min(8 - total, 4 - count) {
                        groups <<= 16
                        count += 1
                    }
                    index += 1
                }
                continue
            }
            var group: UInt64 = 0
            while index < text.count, let digit = HexDigit.value(text[index]) {
                group = group << 4 | UInt64(digit)
                index += 1
            }
            groups = groups << 16 | (group & 0xFFFF)
            count += 1
        }
        return (groups, 6)
    }
}
