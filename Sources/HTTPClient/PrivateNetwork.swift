import Glibc

/// The networks for requests without TLS, as addresses and fields hold credentials: this machine and private ones.
///
/// That is 127.0.0.0/8 and ::1, the addresses for private use (RFC 1918, and fc00::/7 of RFC 4193) and those of one
/// link (169.254.0.0/16 and fe80::/10). The shared ones of RFC 6598 are a provider's, and not among them.
package enum PrivateNetwork {
    /// The thing to put right, in words.
    package static let rule: String = "without TLS the address must be of this machine or of a private network"

    /// True where a URL's host is an address there, or a name that can only be one there: `localhost`, a single label
    /// as of a container, or one below `.localhost`, `.local`, `.internal` or `.home.arpa`.
    ///
    /// A name proves nothing: whoever connects to it also asks `contains` of the address that it stands for.
    package static func mayHold(host: some StringProtocol) -> Bool {
        var host = host.lowercased()
        if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
        if let bytes = address(host) { return contains(bytes) }
        if host.hasSuffix(".") { host.removeLast() }
        guard let first = host.utf8.first, (0x61...0x7A).contains(first) else { return false }
        let suffixes = [".localhost", ".local", ".internal", ".home.arpa"]
        return !host.contains(".") || suffixes.contains { host.hasSuffix($0) }
    }

    /// - Parameter address: 4 or 16 bytes in network order.
    package static func contains(_ address: [UInt8]) -> Bool {
        switch address.count {
        case 4:
            switch (address[0], address[1]) {
            case (127, _), (10, _), (172, 16...31), (192, 168), (169, 254): true
            default: false
            }
        case 16 where address.starts(with: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]):
            // An IPv4 address in IPv6 (RFC 4291 § 2.5.5.2).
            contains(Array(address[12...]))
        case 16:
            address == Array(repeating: 0, count: 15) + [1] || address[0] & 0xFE == 0xFC
                || address[0] == 0xFE && address[1] & 0xC0 == 0x80
        default: false
        }
    }

    /// The bytes of an IPv4 or IPv6 address in text; nil for anything else.
    private static func address(_ text: String) -> [UInt8]? {
        for (family, count) in [(AF_INET, 4), (AF_INET6, 16)] {
            var bytes = [UInt8](repeating: 0, count: count)
            if inet_pton(family, text, &bytes) == 1 { return bytes }
        }
        return nil
    }
}
