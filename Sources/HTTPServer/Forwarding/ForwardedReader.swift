import HTTPTypes

/// A reader of a line of `Forwarded` (RFC 7239 § 4), element by element.
struct ForwardedReader {
    enum Result {
        case element(address: IPAddress?, scheme: HTTPScheme?)
        case malformed
        case end
    }

    private let value: Bytes
    private var index: Int = 0

    init(_ value: Bytes) { self.value = value }

    /// The next element; of one without `for` or with two the address is nil.
    mutating func next() -> Result {
        skipWhiteSpace()
        while take(UInt8(ascii: ",")) { skipWhiteSpace() }
        guard index < value.count else { return .end }
        var address: IPAddress?
        var scheme: HTTPScheme?
        var count = 0
        while true {
            skipWhiteSpace()
            if !isAtEndOfPair {
                guard let name = token(), take(UInt8(ascii: "=")) else { return .malformed }
                guard let text = take(UInt8(ascii: "\"")) ? quoted() : token() else { return .malformed }
                if name.equalsIgnoringCase("for") {
                    count += 1
                    address = count == 1 ? HopName.address(text) : nil
                } else if name.equalsIgnoringCase("proto") {
                    scheme = HTTPScheme(text)
                }
                skipWhiteSpace()
            }
            if take(UInt8(ascii: ";")) { continue }
            guard index == value.count || value[index] == UInt8(ascii: ",") else { return .malformed }
            return .element(address: address, scheme: scheme)
        }
    }

    private var isAtEndOfPair: Bool {
        index == value.count || value[index] == UInt8(ascii: ";") || value[index] == UInt8(ascii: ",")
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard index < value.count, value[index] == byte else { return false }
        index += 1
        return true
    }

    private mutating func skipWhiteSpace() {
        while index < value.count, value[index] == 0x20 || value[index] == 0x09 { index += 1 }
    }

    /// A token. A colon and brackets are taken, too: many proxies leave out the quotes around `for=192.0.2.1:80`.
    private mutating func token() -> Bytes? {
        let start = index
        while index < value.count, Self.isInToken(value[index]) { index += 1 }
        return index > start ? value.slice(start, index) : nil
    }

    private static func isInToken(_ byte: UInt8) -> Bool {
        ByteSet.token.contains(byte) || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "[")
            || byte == UInt8(ascii: "]")
    }

    /// The rest of a quoted string, up to its second quote. One with an escape names no hop, so they are left as they
    /// are.
    private mutating func quoted() -> Bytes? {
        let start = index
        while index < value.count {
            if value[index] == UInt8(ascii: "\"") {
                index += 1
                return value.slice(start, index - 1)
            }
            index += value[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return nil
    }
}
