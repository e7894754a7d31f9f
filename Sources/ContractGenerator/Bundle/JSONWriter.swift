/// Prints a `SpecValue` as JSON: members in order, two spaces of indentation, `\n` between lines, nothing escaped that
/// need not be. The same value gives the same bytes.
package struct JSONWriter {
    private var bytes: [UInt8] = []

    /// The text of a value; it ends with a line feed.
    package static func text(of value: SpecValue) -> String {
        var writer = JSONWriter()
        writer.write(value, depth: 0)
        writer.bytes.append(UInt8(ascii: "\n"))
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private mutating func write(_ value: SpecValue, depth: Int) {
        switch value {
        case .null: bytes += Array("null".utf8)
        case .bool(let flag): bytes += Array((flag ? "true" : "false").utf8)
        case .integer(let number): bytes += Array(String(number).utf8)
        case .real(let number): bytes += Array(String(number).utf8)
        case .string(let text): write(text)
        case .array(let elements): write(elements, depth: depth)
        case .object(let members): write(members, depth: depth)
        }
    }

    private mutating func write(_ elements: [SpecValue], depth: Int) {
        guard !elements.isEmpty else { return bytes += Array("[]".utf8) }
        bytes.append(UInt8(ascii: "["))
        for (index, element) in elements.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            breakLine(depth: depth + 1)
            write(element, depth: depth + 1)
        }
        breakLine(depth: depth)
        bytes.append(UInt8(ascii: "]"))
    }

    private mutating func write(_ members: [SpecMember], depth: Int) {
        guard !members.isEmpty else { return bytes += Array("{}".utf8) }
        bytes.append(UInt8(ascii: "{"))
        for (index, member) in members.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            breakLine(depth: depth + 1)
            write(member.key)
            bytes += Array(": ".utf8)
            write(member.value, depth: depth + 1)
        }
        breakLine(depth: depth)
        bytes.append(UInt8(ascii: "}"))
    }

    private mutating func breakLine(depth: Int) {
        bytes.append(UInt8(ascii: "\n"))
        bytes += repeatElement(UInt8(ascii: " "), count: 2 * depth)
    }

    private mutating func write(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        let special = text.utf8.contains { $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }
        if special {
            for byte in text.utf8 { writeEscaped(byte) }
        } else {
            bytes += text.utf8
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func writeEscaped(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
        case UInt8(ascii: "\n"): bytes += Array("\\n".utf8)
        case UInt8(ascii: "\t"): bytes += Array("\\t".utf8)
        case 0..<0x20:
            let digits = String(byte, radix: 16)
            bytes += Array(("\\u00" + (digits.utf8.count == 1 ? "0" : "") + digits).utf8)
        default: bytes.append(byte)
        }
    }
}
