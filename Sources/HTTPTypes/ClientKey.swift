/// The client that an address stands for, as a number: an IPv4 address, the /64 network of an IPv6 address, which is
/// one client's, or one for all local sockets.
package struct ClientKey: Hashable, Sendable, CustomStringConvertible {
    // No client has an IPv6 address that begins with so many zeros (RFC 4291 § 2.4), so the three kinds do not meet.
    private static let v4: UInt64 = 0xFFFF
    private static let local: UInt64 = 0xFFFE << 32

    package let value: UInt64

    package init(value: UInt64) { self.value = value }

    /// - Parameter address: nil for a local socket.
    @inlinable
    package init(_ address: IPAddress?) { self.init(value: ClientKey.value(address)) }

    @usableFromInline
    static func value(_ address: IPAddress?) -> UInt64 {
        guard let address else { return local }
        return address.v4.map { v4 << 32 | UInt64($0) } ?? address.high
    }

    /// `203.0.113.5`, `2001:db8::/64` or `unix`.
    package var description: String {
        if value == Self.local { return "unix" }
        if value >> 32 == Self.v4 { return IPAddress(v4: UInt32(truncatingIfNeeded: value)).description }
        return "\(IPAddress(high: value, low: 0))/64"
    }
}
