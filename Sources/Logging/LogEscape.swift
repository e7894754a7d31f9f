/// Makes text harmless inside a line: no byte of it can end the line, close the quotes or steer a terminal.
enum LogEscape {
    /// UTF-8 bytes of one value that are kept; what a client sends must not be able to flood the log.
    static let maximumBytes: Int = 1_024

    /// True where the text needs no quotes in the text format: printable ASCII without space, quote, backslash, `=`.
    static func isBare(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        !text.isEmpty && isPlain(text) && text.allSatisfy { $0 != 0x20 && $0 != 0x3D }
    }

    /// True where nothing has to be escaped or cut; most values are of this kind.
    private static func isPlain(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard text.count <= maximumBytes else { return false }
        let bytes = UnsafeRawBufferPointer(text)
        var index = 0
        while index + 8 <= bytes.count {
            guard isPlain(bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)) else { return false }
            index += 8
        }
        return bytes[index...].allSatisfy { byte in byte >= 0x20 && byte < 0x7F && byte != 0x22 && byte != 0x5C }
    }

    /// The same of eight bytes at once: each test leaves the top bit of a byte that is harmful, and only where there is
    /// one.
    private static func isPlain(_ word: UInt64) -> Bool {
        let (ones, tops) = (0x0101_0101_0101_0101 as UInt64, 0x8080_8080_8080_8080 as UInt64)
        func hasByte(below limit: UInt64, _ word: UInt64) -> UInt64 { (word &- ones &* limit) & ~word }
        let harmful =
            word | hasByte(below: 0x20, word) | hasByte(below: 1, word ^ ones &* 0x7F)
            | hasByte(below: 1, word ^ ones &* 0x22) | hasByte(below: 1, word ^ ones &* 0x5C)
        return harmful & tops == 0
    }

    /// Appends UTF-8 with JSON escapes (RFC 8259 § 7), cut after `maximumBytes` with an ellipsis.
    static func append(_ text: UnsafeBufferPointer<UInt8>, to buffer: inout LineBuffer) {
        if isPlain(text) {
            buffer.append(text)
            return
        }
        var kept = 0
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
            let width = UTF8.width(scalar)
            guard kept + width <= maximumBytes else {
                buffer.append("…" as StaticString)
                return
            }
            kept += width
            append(scalar, to: &buffer)
        }
    }

    private static func append(_ scalar: Unicode.Scalar, to buffer: inout LineBuffer) {
        switch scalar {
        case "\"": buffer.append(#"\""# as StaticString)
        case "\\": buffer.append(#"\\"# as StaticString)
        case "\n": buffer.append(#"\n"# as StaticString)
        case "\r": buffer.append(#"\r"# as StaticString)
        case "\t": buffer.append(#"\t"# as StaticString)
        case _ where scalar.value >= 0x20 && scalar.value < 0x7F: buffer.append(UInt8(scalar.value))
        case _ where isHarmful(scalar): appendHex(scalar, to: &buffer)
        default: buffer.append(String(scalar))
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
    private static func appendHex(_ scalar: Unicode.Scalar, to buffer: inout LineBuffer) {
        let digits: StaticString = "0123456789abcdef"
        buffer.append(#"\u"# as StaticString)
        for shift in [12, 8, 4, 0] {
            buffer.append(digits.utf8Start[Int(scalar.value >> UInt32(shift)) & 15])
        }
    }
}
