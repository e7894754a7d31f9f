import HTTPTypes

/// UTF-8 as RFC 3629 defines it: no overlong forms, no surrogates, nothing above U+10FFFF.
package enum UTF8Check {
    /// True where all of the text is valid.
    package static func isValid(_ text: Bytes) -> Bool {
        var index = 0
        while index < text.count {
            if text[index] < 0x80 {
                index += 1
            } else if let length: Int = sequenceLength(text, at: index) {
                index += length
            } else {
                return false
            }
        }
        return true
    }

    /// The length in bytes of the sequence that starts at `index`; nil where it is invalid or cut short.
    package static func sequenceLength(_ text: Bytes, at index: Int) -> Int? {
        guard index >= 0, index < text.count else { return nil }
        let lead = text[index]
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch lead {
        case 0..<0x80: return 1
        case 0xC2...0xDF: length = 2
        case 0xE0...0xEF:
            length = 3
            if lead == 0xE0 { second = 0xA0...0xBF }
            if lead == 0xED { second = 0x80...0x9F }
        case 0xF0...0xF4:
            length = 4
            if lead == 0xF0 { second = 0x90...0xBF }
            if lead == 0xF4 { second = 0x80...0x8F }
        default: return nil
        }
        guard index + length <= text.count, second.contains(text[index + 1]) else { return nil }
        var offset = 2
        while offset < length {
            guard text[index + offset] & 0xC0 == 0x80 else { return nil }
            offset += 1
        }
        return length
    }
}
