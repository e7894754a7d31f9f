import HTTPTypes

/// A reader of header field values by the grammar of RFC 9110 § 5.6.
struct FieldCursor {
    let value: Bytes
    var index: Int = 0

    init(_ value: Bytes) {
        self.value = value
    }

    var isAtEnd: Bool { index >= value.count }

    func peek() -> UInt8? {
        index < value.count ? value[index] : nil
    }

    mutating func take(_ byte: UInt8) -> Bool {
        guard peek() == byte else { return false }
        index += 1
        return true
    }

    mutating func skipWhiteSpace() {
        while let byte = peek(), byte == 0x20 || byte == 0x09 { index += 1 }
    }

    /// Skips what may stand between two elements of a list, empty elements included.
    ///
    /// - Returns: false where something else than a comma follows an element.
    mutating func skipListSeparator(isFirst: Bool) -> Bool {
        skipWhiteSpace()
        var sawComma = isFirst || isAtEnd
        while take(UInt8(ascii: ",")) {
            sawComma = true
            skipWhiteSpace()
        }
        return sawComma
    }

    mutating func token() -> Bytes? {
        let start = index
        while let byte = peek(), FieldCursor.isTokenCharacter(byte) { index += 1 }
        return index > start ? value.slice(start, index) : nil
    }

    /// Reads a token or a quoted string; of the latter what stands between the quotes, escapes left as they are.
    mutating func tokenOrQuoted() -> Bytes? {
        guard take(UInt8(ascii: "\"")) else { return token() }
        let start = index
        while let byte = peek() {
            switch byte {
            case UInt8(ascii: "\""):
                index += 1
                return value.slice(start, index - 1)
            case UInt8(ascii: "\\"):
                index += 1
                guard let escaped = peek(), FieldCursor.isQuotable(escaped) else { return nil }
            default:
                guard FieldCursor.isQuotable(byte) else { return nil }
            }
            index += 1
        }
        return nil
    }

    /// Reads `OWS ";" OWS name "=" value`; an empty parameter (`;` alone) is skipped, as RFC 9110 § 5.6.6 has it.
    mutating func parameter() -> Parameter {
        while true {
            let start = index
            skipWhiteSpace()
            guard take(UInt8(ascii: ";")) else {
                index = start
                return .none
            }
            skipWhiteSpace()
            if isAtEnd || peek() == UInt8(ascii: ";") || peek() == UInt8(ascii: ",") { continue }
            guard let name: Bytes = token(), take(UInt8(ascii: "=")), let value = tokenOrQuoted() else {
                return .malformed
            }
            return .found(name: name, value: value)
        }
    }

    enum Parameter {
        case none, malformed
        case found(name: Bytes, value: Bytes)
    }

    private static func isQuotable(_ byte: UInt8) -> Bool {
        byte == 0x09 || (byte >= 0x20 && byte != 0x7F)
    }

    private static func isTokenCharacter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "!"), UInt8(ascii: "#"), UInt8(ascii: "$"), UInt8(ascii: "%"), UInt8(ascii: "&"),
            UInt8(ascii: "'"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "^"), UInt8(ascii: "_"), UInt8(ascii: "`"), UInt8(ascii: "|"), UInt8(ascii: "~"):
            true
        default:
            Format.isAlpha(byte) || Format.isDigit(byte)
        }
    }
}

extension Bytes {
    /// Equality with ASCII letters folded.
    func equalsIgnoringCase(_ other: Bytes) -> Bool {
        guard count == other.count else { return false }
        for index in 0..<count where Bytes.lowercased(self[index]) != Bytes.lowercased(other[index]) { return false }
        return true
    }
}
