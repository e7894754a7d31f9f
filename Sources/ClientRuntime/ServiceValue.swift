import ContractRuntime
import HTTPTypes

/// A type that a service's answers hold.
package protocol ServiceValue: Sendable {
    /// Reads a value; nil where the run has noted what is wrong.
    static func decode(_ value: JSONValue, _ run: inout Validation) -> Self?
}

extension ServiceValue {
    /// Reads a JSON text, such as one that was kept to be read later.
    package init(json: [UInt8]) throws(JSONMismatch) {
        self = try JSONMismatch.reading(json) { (value: JSONValue, run: inout Validation) -> Self? in
            Self.decode(value, &run)
        }
    }
}

/// JSON that is not what its contract describes, or a text that is no JSON.
package struct JSONMismatch: Error, Equatable {
    /// The place (RFC 6901).
    package let pointer: String
    package let reason: String

    package init(pointer: String, reason: String) {
        self.pointer = pointer
        self.reason = reason
    }

    /// How deep a text may nest. A lone surrogate, which some services send, is read as U+FFFD.
    private static let limits = JSONLimits(maxDepth: 256, replacesLoneSurrogates: true)

    /// The value that `decode` makes of a text.
    static func reading<Value>(
        _ json: [UInt8],
        _ decode: (JSONValue, inout Validation) -> Value?
    ) throws(JSONMismatch) -> Value {
        var fault = JSONMismatch(pointer: "", reason: "is not JSON")
        // What a schema leaves open is cut out of the text, which the parser wants padded.
        let padded: [UInt8] = json + [UInt8](repeating: 0, count: 64)
        let value: Value? = padded.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return nil }
            let text = Bytes(start: start, count: json.count)
            return try? JSONDocument.withRoot(ofPadded: text, limits: limits) { root in
                var run = Validation(source: text)
                if let value = decode(root, &run) { return value }
                let violation: Violation? = run.violations.first
                fault = JSONMismatch(
                    pointer: violation?.pointer(in: root) ?? "",
                    reason: violation.map { "\($0.message)" } ?? "is not what was expected"
                )
                return nil
            }
        }
        guard let value else { throw fault }
        return value
    }
}
