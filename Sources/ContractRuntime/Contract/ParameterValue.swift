import HTTPTypes

/// How a parameter's text becomes a JSON value: by the type that its schema asks for.
package enum ParameterKind: Sendable {
    case string, integer, number, boolean
}

/// A parameter as a one-value document, so that parameters and bodies are validated by the same generated code.
enum ParameterValue {
    /// Lends the value; text that is not of the kind stays a string, and the schema's `type` refuses it.
    static func withValue<Result>(_ text: Bytes, _ kind: ParameterKind, _ body: (JSONValue) -> Result) -> Result {
        switch kind {
        case .string: break
        case .boolean:
            if text == "true" { return withScalar(JSONValue.Tag.true, 0, body) }
            if text == "false" { return withScalar(JSONValue.Tag.false, 0, body) }
        case .integer, .number:
            if let integer = integer(text) {
                return withScalar(JSONValue.Tag.signed, UInt64(bitPattern: integer), body)
            }
            if isNumber(text), let double = Double(text.string), double.isFinite {
                return withScalar(JSONValue.Tag.double, double.bitPattern, body)
            }
        }
        return withString(text, body)
    }

    private static func withScalar<Result>(_ tag: UInt8, _ word: UInt64, _ body: (JSONValue) -> Result) -> Result {
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 3) { tape in
            tape.initialize(repeating: 0)
            tape[1] = UInt64(tag) << 56
            tape[2] = word
            // Scalars never look at the strings.
            return body(JSONValue(tape: start(of: tape), strings: Bytes.empty.start, index: 1))
        }
    }

    private static func withString<Result>(_ text: Bytes, _ body: (JSONValue) -> Result) -> Result {
        withUnsafeTemporaryAllocation(byteCount: text.count + 4, alignment: 8) { strings in
            strings.storeBytes(of: UInt32(clamping: text.count), as: UInt32.self)
            UnsafeMutableRawBufferPointer(rebasing: strings[4...])
                .copyMemory(from: UnsafeRawBufferPointer(text.buffer))
            return withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 2) { tape in
                tape.initialize(repeating: 0)
                tape[1] = UInt64(JSONValue.Tag.string) << 56
                let bytes = strings.bindMemory(to: UInt8.self)
                return body(JSONValue(tape: start(of: tape), strings: start(of: bytes), index: 1))
            }
        }
    }

    /// The address of a temporary allocation; it has one, since none of these is empty.
    private static func start<Element>(of buffer: UnsafeMutableBufferPointer<Element>) -> UnsafePointer<Element> {
        guard let address = buffer.baseAddress else { preconditionFailure("an empty temporary allocation") }
        return UnsafePointer(address)
    }

    /// `-?(0|[1-9][0-9]*)` that fits.
    private static func integer(_ text: Bytes) -> Int64? {
        isNumber(text) ? Int64(text.string) : nil
    }

    /// The number grammar of RFC 8259 § 6.
    private static func isNumber(_ text: Bytes) -> Bool {
        var index = 0
        func digits() -> Int {
            let start = index
            while index < text.count, text.start[index] >= 0x30, text.start[index] <= 0x39 { index += 1 }
            return index - start
        }
        if index < text.count, text.start[index] == 0x2D { index += 1 }
        let first = index
        let whole = digits()
        if whole == 0 || whole > 1 && text.start[first] == 0x30 { return false }
        if index < text.count, text.start[index] == 0x2E {
            index += 1
            if digits() == 0 { return false }
        }
        if index < text.count, text.start[index] | 0x20 == 0x65 {
            index += 1
            if index < text.count, text.start[index] == 0x2B || text.start[index] == 0x2D { index += 1 }
            if digits() == 0 { return false }
        }
        return index == text.count
    }
}
