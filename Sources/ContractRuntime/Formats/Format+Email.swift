import HTTPTypes

extension Format {
    /// True for an RFC 5321 § 4.1.2 `Mailbox`: dot string or quoted string, "@", domain or address literal.
    package static func isEmail(_ text: Bytes) -> Bool {
        guard !text.isEmpty,
            let at = text[0] == UInt8(ascii: "\"") ? quotedEnd(text) : dotStringEnd(text),
            at >= 1, at <= 64, at < text.count, text[at] == UInt8(ascii: "@")
        else { return false }
        let domain = text.slice(at + 1, text.count)
        guard !domain.isEmpty, domain.count <= 255 else { return false }
        return domain[0] == UInt8(ascii: "[") ? isAddressLiteral(domain) : isDomain(domain)
    }

    /// The position after the dot string at the start; nil where it begins or ends with a dot or has two in a row.
    private static func dotStringEnd(_ text: Bytes) -> Int? {
        var index = 0
        var afterDot = true
        while index < text.count {
            if text[index] == UInt8(ascii: ".") {
                if afterDot { return nil }
                afterDot = true
            } else if isAtomText(text[index]) {
                afterDot = false
            } else {
                break
            }
            index += 1
        }
        return afterDot ? nil : index
    }

    /// The position after the closing quote; nil where there is none or a byte is neither `qtext` nor escaped.
    private static func quotedEnd(_ text: Bytes) -> Int? {
        var index = 1
        while index < text.count {
            switch text[index] {
            case UInt8(ascii: "\""):
                return index + 1
            case UInt8(ascii: "\\"):
                index += 1
                guard index < text.count, text[index] >= 0x20, text[index] <= 0x7E else { return nil }
            default:
                guard text[index] >= 0x20, text[index] <= 0x7E else { return nil }
            }
            index += 1
        }
        return nil
    }

    private static func isAddressLiteral(_ text: Bytes) -> Bool {
        guard text.count > 2, text[text.count - 1] == UInt8(ascii: "]") else { return false }
        let inner = text.slice(1, text.count - 1)
        if inner.count > 5, inner.slice(0, 5).equalsIgnoringCase("IPv6:") {
            return isIPv6(inner.slice(5, inner.count))
        }
        return isIPv4(inner)
    }

    private static func isAtomText(_ byte: UInt8) -> Bool {
        if isAlpha(byte) || isDigit(byte) { return true }
        return Bytes("!#$%&'*+-/=?^_`{|}~").firstIndex(of: byte) != nil
    }
}
