import HTTPTypes

/// Appends JSON to one array of bytes, or to several for content that may be large.
package struct JSONWriter {
    /// The bytes written; where they were cut, those behind the last cut.
    package private(set) var bytes: [UInt8]
    /// The number of bytes written before `bytes`.
    private var pieces: [[UInt8]] = []
    /// Bytes from which on a piece is cut before the next element or member.
    private let pieceBytes: Int

    /// Text of so many bytes becomes a piece of its own, without being copied.
    private static let sharedTextBytes: Int = 16 * 1024

    package init(capacity: Int = 512) {
        self.init(capacity: capacity, pieceBytes: .max)
    }

    private init(capacity: Int, pieceBytes: Int) {
        bytes = []
        bytes.reserveCapacity(capacity)
        self.pieceBytes = pieceBytes
    }

    /// A writer of an answer's content: what is longer than 64 KiB is never in one array, so never copied to grow, and
    /// long texts are shared with the value that they came from.
    package static func inPieces() -> JSONWriter {
        JSONWriter(capacity: 512, pieceBytes: 64 * 1024)
    }

    /// The answer that has what was written as its content.
    package consuming func response(
        status: Int,
        contentType: StaticString,
        fields: [HTTPResponseField]
    ) -> HTTPResponse {
        guard !pieces.isEmpty else {
            return HTTPResponse(status: status, contentType: contentType, fields: fields, body: bytes)
        }
        cut()
        let first = pieces.removeFirst()
        return HTTPResponse(status: status, contentType: contentType, fields: fields, body: first, rest: pieces)
    }

    private mutating func cut() {
        if !bytes.isEmpty { pieces.append(bytes) }
        bytes = []
    }

    /// Appends text that is JSON already, such as `{"name":`.
    package mutating func raw(_ text: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    package mutating func raw(_ text: JSONText) {
        if text.bytes.count >= JSONWriter.sharedTextBytes, pieceBytes != .max {
            cut()
            pieces.append(text.bytes)
        } else {
            bytes.append(contentsOf: text.bytes)
        }
    }

    /// Appends a member's name, quoted and with its colon, after the comma that it needs. `first` turns false.
    package mutating func quotedName(_ quoted: StaticString, _ first: inout Bool) {
        if first { first = false } else { bytes.append(0x2C) }
        raw(quoted)
    }

    /// The same for a name that is known only when it is written. The label matters: a literal would choose this one.
    package mutating func name(escaping name: String, _ first: inout Bool) {
        if first { first = false } else { bytes.append(0x2C) }
        write(name)
        bytes.append(0x3A)
    }

    /// The comma between elements.
    package mutating func separate(_ first: inout Bool) {
        if bytes.count >= pieceBytes { cut() }
        if first { first = false } else { bytes.append(0x2C) }
    }

    package mutating func write(_ value: Bool) { raw(value ? "true" : "false") }

    package mutating func writeNull() { raw("null") }

    package mutating func write(_ value: Int64) {
        if value < 0 { bytes.append(0x2D) }
        write(value.magnitude)
    }

    package mutating func write(_ value: UInt64) {
        var digits: InlineArray<20, UInt8> = InlineArray(repeating: 0)
        var rest = value
        var start = 20
        repeat {
            start -= 1
            digits[start] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        } while rest > 0
        while start < 20 {
            bytes.append(digits[start])
            start += 1
        }
    }

    /// The shortest text that reads back as the same double; JSON has no infinities, they become null.
    package mutating func write(_ value: Double) {
        guard value.isFinite else { return writeNull() }
        if let integer = Int64(exactly: value), integer.magnitude < 1 << 53, !(value.sign == .minus && value == 0) {
            write(integer)
        } else {
            bytes.append(contentsOf: value.description.utf8)
        }
    }

    package mutating func write(_ value: String) {
        var copy = value
        copy.withUTF8 { buffer in
            if let start = buffer.baseAddress {
                write(Bytes(start: start, count: buffer.count))
            } else {
                raw("\"\"")
            }
        }
    }

    /// A string of valid UTF-8; what must be escaped is.
    package mutating func write(_ text: Bytes) {
        bytes.append(0x22)
        var start = 0
        var index = 0
        while index < text.count {
            let byte = text.start[index]
            if byte >= 0x20 && byte != 0x22 && byte != 0x5C {
                index += 1
                continue
            }
            bytes.append(contentsOf: text.slice(start, index).buffer)
            escape(byte)
            index += 1
            start = index
        }
        bytes.append(contentsOf: text.slice(start, index).buffer)
        bytes.append(0x22)
    }

    private mutating func escape(_ byte: UInt8) {
        switch byte {
        case 0x22: raw("\\\"")
        case 0x5C: raw("\\\\")
        case 0x08: raw("\\b")
        case 0x0C: raw("\\f")
        case 0x0A: raw("\\n")
        case 0x0D: raw("\\r")
        case 0x09: raw("\\t")
        default:
            raw("\\u00")
            bytes.append(byte < 0x10 ? 0x30 : 0x31)
            let low = byte & 0x0F
            bytes.append(low < 10 ? 0x30 + low : 0x57 + low)
        }
    }

    /// Writes a parsed value; its depth is bounded by the parser's.
    package mutating func write(_ value: JSONValue) {
        var first = true
        switch value.tag {
        case JSONValue.Tag.object:
            bytes.append(0x7B)
            var members = value.members
            while let (key, member) = members.next() {
                separate(&first)
                write(key)
                bytes.append(0x3A)
                write(member)
            }
            bytes.append(0x7D)
        case JSONValue.Tag.array:
            bytes.append(0x5B)
            var elements = value.elements
            while let element = elements.next() {
                separate(&first)
                write(element)
            }
            bytes.append(0x5D)
        case JSONValue.Tag.string: write(value.text)
        case JSONValue.Tag.signed: write(Int64(bitPattern: value.tape[value.index + 1]))
        case JSONValue.Tag.unsigned: write(value.tape[value.index + 1])
        case JSONValue.Tag.double: bytes.append(contentsOf: value.double.description.utf8)
        case JSONValue.Tag.true: raw("true")
        case JSONValue.Tag.false: raw("false")
        default: raw("null")
        }
    }
}
