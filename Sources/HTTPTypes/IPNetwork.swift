/// A network of IP addresses (CIDR, RFC 4632): those that begin with the same bits.
package struct IPNetwork: Hashable, Sendable, CustomStringConvertible {
    private let high: UInt64
    private let low: UInt64
    private let highMask: UInt64
    private let lowMask: UInt64
    /// As it was written.
    package let description: String

    /// Reads `192.0.2.0/24`, `2001:db8::/32` or a single address; nil for anything else.
    ///
    /// Bits behind the prefix are ignored: `192.0.2.7/24` is `192.0.2.0/24`.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let address = IPAddress(first) else { return nil }
        let width = address.v4 == nil || first.utf8.contains(UInt8(ascii: ":")) ? 128 : 32
        var prefix = width
        if parts.count == 2 {
            let digits = parts[1].utf8
            guard !digits.isEmpty, digits.count <= 3, digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }),
                let number = Int(parts[1]), number <= width
            else { return nil }
            prefix = number
        }
        // An IPv4 address stands in the last 32 bits.
        let bits = prefix + 128 - width
        highMask = bits >= 64 ? .max : bits == 0 ? 0 : .max << UInt64(64 - bits)
        lowMask = bits >= 128 ? .max : bits <= 64 ? 0 : .max << UInt64(128 - bits)
        high = address.high & highMask
        low = address.low & lowMask
        description = text
    }

    /// True where every IPv4 address is in it.
    package var isEverything: Bool { contains(IPAddress(v4: 0)) && contains(IPAddress(v4: .max)) }

    package func contains(_ address: IPAddress) -> Bool {
        address.high & highMask == high && address.low & lowMask == low
    }
}
