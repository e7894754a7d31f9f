import HTTPTypes

/// A strict, iterative reader of one JSON text that keeps the kinds of the open containers and where it must be mended.
struct JSONScanner {
    struct Fault: Error {
        var offset: Int
        var message: StaticString
    }

    let text: Bytes
    var index: Int = 0
    /// The places that simdjson has to be given otherwise, in the order of the text.
    var mends: [MendedJSON.Mend] = []
    let limits: JSONLimits
    private var depth: Int = 0
    /// One bit a level: set where the container is an object.
    private var objects: [UInt64] = []

    private enum Expectation {
        case value, firstElement, firstMember, member, separator
    }

    init(_ text: Bytes, _ limits: JSONLimits) {
        self.text = text
        self.limits = limits
    }

    func fault(_ message: StaticString, at offset: Int? = nil) -> Fault {
        Fault(offset: offset ?? index, message: message)
    }

    func peek(_ ahead: Int = 0) -> UInt8? {
        index + ahead < text.count ? text[index + ahead] : nil
    }

    mutating func scan() throws(Fault) {
        if text.count >= 3, text[0] == 0xEF, text[1] == 0xBB, text[2] == 0xBF { throw fault("byte order mark") }
        var expected: Expectation = .value
        while true {
            skipWhiteSpace()
            if depth == 0, expected == .separator {
                guard index == text.count else { throw try misplaced("trailing data after the value") }
                return
            }
            guard let byte = peek() else {
                throw fault(text.isEmpty ? "the text is empty" : "unexpected end of the text")
            }
            switch expected {
            case .firstElement where byte == UInt8(ascii: "]"), .firstMember where byte == UInt8(ascii: "}"):
                close()
                expected = .separator
            case .value, .firstElement:
                expected = try value(byte)
            case .member, .firstMember:
                guard byte == UInt8(ascii: "\"") else {
                    throw try misplaced(
                        expected == .member ? "expected a member name" : "expected a member name or '}'"
                    )
                }
                try string()
                skipWhiteSpace()
                guard let colon = peek() else { throw fault("unexpected end of the text") }
                guard colon == UInt8(ascii: ":") else { throw try misplaced("expected ':'") }
                index += 1
                expected = .value
            case .separator:
                expected = try separator(byte)
            }
        }
    }

    private mutating func value(_ byte: UInt8) throws(Fault) -> Expectation {
        switch byte {
        case UInt8(ascii: "{"):
            try open(object: true)
            return .firstMember
        case UInt8(ascii: "["):
            try open(object: false)
            return .firstElement
        case UInt8(ascii: "\""): try string()
        case UInt8(ascii: "t"): try literal("true")
        case UInt8(ascii: "f"): try literal("false")
        case UInt8(ascii: "n"): try literal("null")
        case UInt8(ascii: "-"), 0x30...0x39: try number()
        default: throw try misplaced("expected a value")
        }
        return .separator
    }

    private mutating func separator(_ byte: UInt8) throws(Fault) -> Expectation {
        let inObject = objects[(depth - 1) >> 6] >> UInt64((depth - 1) & 63) & 1 == 1
        switch byte {
        case UInt8(ascii: ","):
            index += 1
            return inObject ? .member : .value
        case inObject ? UInt8(ascii: "}") : UInt8(ascii: "]"):
            close()
            return .separator
        default:
            throw try misplaced(inObject ? "expected ',' or '}'" : "expected ',' or ']'")
        }
    }

    private mutating func open(object: Bool) throws(Fault) {
        guard depth < limits.maxDepth else { throw fault("nested too deeply") }
        if depth >> 6 == objects.count { objects.append(0) }
        let bit: UInt64 = 1 << UInt64(depth & 63)
        if object { objects[depth >> 6] |= bit } else { objects[depth >> 6] &= ~bit }
        depth += 1
        index += 1
    }

    private mutating func close() {
        depth -= 1
        index += 1
    }

    private mutating func literal(_ word: StaticString) throws(Fault) {
        let bytes = Bytes(word)
        let start = index
        for offset in 0..<bytes.count {
            guard let byte = peek() else { throw fault("unexpected end of the text") }
            guard byte == bytes[offset] else { throw fault("expected a value", at: start) }
            index += 1
        }
    }

    private mutating func skipWhiteSpace() {
        while let byte = peek(), byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { index += 1 }
    }

    /// The fault for an unexpected byte: invalid UTF-8 explains it better than what was expected instead.
    private func misplaced(_ message: StaticString) throws(Fault) -> Fault {
        guard let byte = peek(), byte >= 0x80 else { return fault(message) }
        return fault(UTF8Check.sequenceLength(text, at: index) == nil ? "invalid UTF-8" : message)
    }
}
