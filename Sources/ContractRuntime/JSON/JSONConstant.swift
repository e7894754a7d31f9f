internal import CSimdjson
import HTTPTypes

/// A literal of the contract (an array or object under `enum` or `const`), parsed once and kept.
///
/// `@unchecked Sendable`: its memory is written in `init` only, and read afterwards.
package final class JSONConstant: @unchecked Sendable {
    private let tape: UnsafeMutablePointer<UInt64>
    private let strings: UnsafeMutablePointer<UInt8>

    /// `text` comes from the generator, which parsed it already.
    package init(_ text: StaticString) {
        let padded = Array(Bytes(text).buffer) + [UInt8](repeating: 0, count: 64)
        let document = padded.withUnsafeBufferPointer { buffer in
            csimdjson_parse_constant(buffer.baseAddress, text.utf8CodeUnitCount)
        }
        guard document.error == 0, let words = document.tape, let bytes = document.strings else {
            preconditionFailure("a literal of the contract is not JSON")
        }
        // Decoded strings are never longer than their text; each has a length and a terminator beside it.
        let stringBytes = text.utf8CodeUnitCount * 3 + 64
        var used = 0
        var index = 1
        while index < document.tape_words {
            let value = JSONValue(tape: words, strings: bytes, index: index)
            if value.isString { used = max(used, Int(value.payload) + 4 + value.text.count) }
            index += value.isNumber ? 2 : 1
        }
        tape = .allocate(capacity: document.tape_words + 1)
        tape.initialize(from: words, count: document.tape_words)
        strings = .allocate(capacity: stringBytes)
        strings.initialize(from: bytes, count: min(used, stringBytes))
    }

    deinit {
        tape.deallocate()
        strings.deallocate()
    }

    /// The literal's value; valid as long as this object.
    package var root: JSONValue { JSONValue(tape: tape, strings: strings, index: 1) }
}
