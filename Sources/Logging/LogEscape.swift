/// Makes text harmless inside a line: no byte of it can end the line, close the quotes or steer a terminal.
enum LogEscape {
    /// UTF-8 bytes of one value that are kept; what a client sends must not be able to flood the log.
    static let maximumBytes: Int = 1_024

    /// True where the text needs no quotes in the text format: printable ASCII without space, quote, backslash, `=`.
    static func isBare(_ text: String) -> Bool {
        !text.isEmpty && isPlain(text) && text.utf8.allSatisfy { $0 != 0x20 && $0 != 0x3D }
    }

    /// True where nothing has to be escaped or cut; most values are of this kind.
    private static func isPlain(_ text: String) -> Bool {
        let bytes = text.utf8
        guard bytes.count <= maximumBytes else { return false }
        return bytes.allSatisfy { byte in byte >= 0x20 && byte < 0x7F && byte != 0x22 && byte != 0x5C }
    }

    /// Appends the text with JSON escapes (RFC 8259 § 7), cut after `maximumBytes` with an ellipsis.
    static func append(_ text: String, to bytes: inout [UInt8]) {
        if isPlain(text) {
            bytes.append(contentsOf: text.utf8)
            return
        }
        var kept = 0
        for scalar in text.unicodeScalars {
            let width = UTF8.width(scalar)
            guard kept + width <= maximumBytes else {
                bytes.append(contentsOf: "…".utf8)
                return
            }
            kept += width
            append(scalar, to: &bytes)
        }
    }

    private static func append(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
        switch scalar {
        case "\"": bytes.append(contentsOf: #"\""#.utf8)
        case "\\": bytes.append(contentsOf: #"\\"#.utf8)
        case "\n": bytes.append(contentsOf: #"\n"#.utf8)
        case "\r": bytes.append(contentsOf: #"\r"#.utf8)
        case "\t": bytes.append(contentsOf: #"\t"#.utf8)
        case _ where scalar.value >= 0x20 && scalar.value < 0x7F: bytes.append(UInt8(scalar.value))
        case _ where isHarmful(scalar): appendHex(scalar, to: &bytes)
        default: bytes.append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? [])
        }
    }

    /// C0, DEL, C1, line and paragraph separators, and the marks that reorder what a reader sees.
    private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F...0x9F, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
        default: false
        }
    }

    /// Every harmful scalar is in the basic plane, so four digits are enough.
    private static func appendHex(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
        let digits: StaticString = "0123456789abcdef"
        bytes.append(contentsOf: #"\u"#.utf8)
        for shift in [12, 8, 4, 0] {
            bytes.append(digits.utf8Start[Int(scalar.value >> UInt32(shift)) & 15])
        }
    }
}
