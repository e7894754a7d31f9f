import HTTPTypes

/// The request line (RFC 9112 § 3): method, one space, target, one space, version.
struct RequestLine {
    /// Reads `base[start..<end]` into `head`; the fault where it is not a request line.
    static func read(
        _ base: UnsafePointer<UInt8>,
        _ start: Int,
        _ end: Int,
        into head: inout RequestHead
    ) -> HTTPFault? {
        var index = start
        while index < end, base[index] != 0x20 { index &+= 1 }
        let token = Bytes(start: base + start, count: index &- start)
        head.method = MethodSyntax.method(token)
        let targetStart = index &+ 1
        index = targetStart
        while index < end, base[index] != 0x20 {
            // No URI holds anything else, and a fragment is never sent (RFC 9112 § 3.2).
            guard ByteSet.target.contains(base[index]) else {
                return .malformed("the request target holds a character that must be percent-encoded")
            }
            if base[index] == 0x25 {
                guard index &+ 2 < end, HexDigit.value(base[index &+ 1]) != nil,
                    HexDigit.value(base[index &+ 2]) != nil
                else { return .malformed("a % of the request target stands without two hexadecimal digits") }
                head.hasEscape = true
            }
            index &+= 1
        }
        guard index < end else { return .malformed("the request line has no version") }
        guard index > targetStart else { return .malformed("the request line has no target") }
        let version = Bytes(start: base + index + 1, count: end &- index &- 1)
        if let fault = readVersion(version, into: &head) { return fault }
        return RequestTarget.read(base, Span(targetStart, index), method: token, into: &head)
    }

    private static func readVersion(_ version: Bytes, into head: inout RequestHead) -> HTTPFault? {
        if version == "HTTP/1.1" { return nil }
        if version == "HTTP/1.0" {
            head.minorVersion = 0
            return nil
        }
        // Another protocol's or another major version's well-formed name is 505; what is no version at all is 400.
        guard version.count > 4 else { return .malformed("the version is not HTTP/1.1 or HTTP/1.0") }
        let name = version.slice(0, version.count - 4)
        let number = version.slice(version.count - 4, version.count)
        let isDigit: (UInt8) -> Bool = { $0 >= 0x30 && $0 <= 0x39 }
        guard number[0] == 0x2F, isDigit(number[1]), number[2] == 0x2E, isDigit(number[3]),
            name.buffer.allSatisfy({ $0 >= 0x41 && $0 <= 0x5A })
        else { return .malformed("the version is not HTTP/1.1 or HTTP/1.0") }
        // A higher minor version is answered as the highest that we know (RFC 9110 § 2.5).
        return name == "HTTP" && number[1] == 0x31 ? nil : .versionNotSupported
    }
}
