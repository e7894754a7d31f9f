import HTTPTypes

extension Format {
    /// True for dotted decimal with four octets 0–255, no leading zeros (RFC 2673 § 3.2).
    package static func isIPv4(_ text: Bytes) -> Bool {
        guard text.count >= 7, text.count <= 15 else { return false }
        var octets = 0
        var index = 0
        while octets < 4 {
            var value = 0
            let start = index
            while index < text.count, isDigit(text[index]) {
                value = value * 10 + Int(text[index] - 0x30)
                index += 1
            }
            let length = index - start
            guard length >= 1, value <= 255, length == 1 || text[start] != UInt8(ascii: "0") else { return false }
            octets += 1
            if octets < 4 {
                guard index < text.count, text[index] == UInt8(ascii: ".") else { return false }
                index += 1
            }
        }
        return index == text.count
    }

    /// True for the text form of an IPv6 address (RFC 4291 § 2.2), without zone.
    package static func isIPv6(_ text: Bytes) -> Bool {
        // The longest form is six groups and a dotted quad.
        guard text.count >= 2, text.count <= 45 else { return false }
        let colon = UInt8(ascii: ":")
        var groups = 0
        var elided = false
        var index = 0
        if text[0] == colon {
            guard text[1] == colon else { return false }
            elided = true
            index = 2
        }
        while index < text.count {
            let start = index
            while index < text.count, isHex(text[index]) { index += 1 }
            if index < text.count, text[index] == UInt8(ascii: ".") {
                guard isIPv4(text.slice(start, text.count)) else { return false }
                groups += 2
                index = text.count
                break
            }
            guard index > start, index - start <= 4 else { return false }
            groups += 1
            if index == text.count { break }
            guard text[index] == colon, index + 1 < text.count else { return false }
            index += 1
            if text[index] == colon {
                if elided { return false }
                elided = true
                index += 1
            }
        }
        return elided ? groups <= 7 : groups == 8
    }
}
