import HTTPTypes

/// The name of a hop (RFC 7239 § 6): an address with or without port, `unknown`, or an identifier that hides it.
enum HopName {
    /// The address; nil for a hop that is hidden, and for what is no name of a hop.
    static func address(_ text: Bytes) -> IPAddress? {
        guard let first = text.isEmpty ? nil : text[0] else { return nil }
        if first == UInt8(ascii: "[") {
            guard let close = text.firstIndex(of: UInt8(ascii: "]")), isPort(text.slice(close + 1, text.count)) else {
                return nil
            }
            let inside = text.slice(1, close)
            return inside.firstIndex(of: UInt8(ascii: ":")) == nil ? nil : IPAddress(inside)
        }
        guard let colon = text.firstIndex(of: UInt8(ascii: ":")) else { return IPAddress(text) }
        // Two colons: IPv6 without brackets, as X-Forwarded-For has it.
        if text.firstIndex(of: UInt8(ascii: ":"), from: colon + 1) != nil { return IPAddress(text) }
        return isPort(text.slice(colon, text.count)) ? IPAddress(text.slice(0, colon)) : nil
    }

    /// True of nothing, and of a colon with a port or an identifier that hides it.
    private static func isPort(_ text: Bytes) -> Bool {
        guard !text.isEmpty else { return true }
        guard text[0] == UInt8(ascii: ":"), text.count > 1, text.count <= 64 else { return false }
        let isHidden = text[1] == UInt8(ascii: "_")
        for index in 1..<text.count {
            let byte = text[index]
            let isDigit = byte >= 0x30 && byte <= 0x39
            if !(isHidden ? ByteSet.requestID.contains(byte) : isDigit) { return false }
        }
        return isHidden ? text.count > 2 : text.count <= 6
    }
}
