internal import CSimdjson
import HTTPTypes

/// Why a text was refused before any schema was asked.
package enum JSONRefusal: Error, Sendable {
    /// Broken syntax or UTF-8, or nested too deep; `JSONFault.locate` finds the place.
    case malformed
    /// An object has two members of this name; the pointer names the second.
    case duplicateMember(pointer: String)
}

/// Parses JSON texts (RFC 8259) with simdjson; refuses duplicate members and what `JSONLimits` does not admit.
package enum JSONDocument {
    /// Parses `text`, which is followed by 64 readable bytes, and lends its root.
    ///
    /// The root must not outlive `body`, and `body` must not parse: the parser's memory is the thread's.
    @inlinable
    package static func withRoot<Result>(
        ofPadded text: Bytes,
        limits: JSONLimits = .standard,
        _ body: (JSONValue) throws -> Result
    ) throws -> Result {
        try body(try root(ofPadded: text, limits))
    }

    /// Parses a text of any memory, by way of a padded copy.
    package static func withRoot<Result>(
        copying text: some Collection<UInt8>,
        limits: JSONLimits = .standard,
        _ body: (JSONValue) throws -> Result
    ) throws -> Result {
        let count = text.count
        return try withUnsafeTemporaryAllocation(of: UInt8.self, capacity: count + 64) { buffer in
            var (_, end) = buffer.initialize(from: text)
            while end < buffer.endIndex {
                buffer.initializeElement(at: end, to: 0)
                end += 1
            }
            // The allocation is not empty, so it has a base address.
            guard let start = buffer.baseAddress else { throw JSONRefusal.malformed }
            return try body(try root(ofPadded: Bytes(start: start, count: count), limits))
        }
    }

    @usableFromInline
    static func root(ofPadded text: Bytes, _ limits: JSONLimits) throws(JSONRefusal) -> JSONValue {
        var document = csimdjson_parse(text.start, text.count)
        if document.error != 0, let mended = MendedJSON.text(of: text, limits) {
            // The tape and the strings are the parser's: the text may go.
            document = mended.withUnsafeBufferPointer { padded in
                csimdjson_parse(padded.baseAddress, padded.count - MendedJSON.padding)
            }
        }
        guard document.error == 0, let tape = document.tape, let strings = document.strings else {
            throw .malformed
        }
        let root = JSONValue(tape: tape, strings: strings, index: 1)
        if let refusal = StructureRules.refusal(of: root, maxDepth: limits.maxDepth) { throw refusal }
        return root
    }
}
