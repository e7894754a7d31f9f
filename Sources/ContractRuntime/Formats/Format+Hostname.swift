import HTTPTypes

extension Format {
    /// True for an RFC 1123 host name of at most 253 bytes; labels with the prefix `xn--` must be valid A-labels.
    package static func isHostname(_ text: Bytes) -> Bool {
        guard text.count <= 253 else { return false }
        return everyLabel(of: text) { (label: Bytes) -> Bool in
            if label.count >= 4, label.slice(0, 4).equalsIgnoringCase("xn--") { return ALabel.isValid(label) }
            return true
        }
    }

    /// True for dot-separated labels of letters, digits and inner hyphens, whatever a label's prefix means.
    static func isDomain(_ text: Bytes) -> Bool {
        everyLabel(of: text) { (_: Bytes) -> Bool in true }
    }

    private static func everyLabel(of text: Bytes, satisfies extra: (Bytes) -> Bool) -> Bool {
        var start = 0
        while true {
            let end = text.firstIndex(of: UInt8(ascii: "."), from: start) ?? text.count
            let label = text.slice(start, end)
            guard isLabel(label), extra(label) else { return false }
            if end == text.count { return true }
            start = end + 1
        }
    }

    private static func isLabel(_ text: Bytes) -> Bool {
        guard text.count >= 1, text.count <= 63 else { return false }
        let hyphen = UInt8(ascii: "-")
        guard text[0] != hyphen, text[text.count - 1] != hyphen else { return false }
        var index = 0
        while index < text.count {
            let byte = text[index]
            guard isAlpha(byte) || isDigit(byte) || byte == hyphen else { return false }
            index += 1
        }
        return true
    }
}
