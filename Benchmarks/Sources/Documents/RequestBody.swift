import ContractRuntime
import HTTPTypes

/// A request with a JSON body, and the generated code that decodes and validates it.
///
/// Its memory is laid out as the server's: the parser may read 64 bytes beyond the body's end.
package final class RequestBody {
    /// Reads an operation's input and says whether it was valid.
    package typealias Read = @Sendable (inout RequestReader) -> Bool

    /// Decodes a parsed document and says whether it was valid.
    package typealias DecodeParsed = @Sendable (JSONValue, inout Validation) -> Bool

    /// `<operation>/<document>`.
    package let name: String
    /// JSON.
    package let text: [UInt8]
    private let read: Read
    private let decodeParsed: DecodeParsed
    private let padded: UnsafeMutableBufferPointer<UInt8>
    private let request: HTTPRequest = HTTPRequest()

    /// Takes JSON, and the path that it was sent to where the operation has parameters in it.
    package init(
        _ name: String,
        _ text: [UInt8],
        path: StaticString,
        _ read: @escaping Read,
        _ parsed: @escaping DecodeParsed
    ) {
        self.name = name
        self.text = text
        self.read = read
        decodeParsed = parsed
        padded = .allocate(capacity: text.count + 64)
        padded.initialize(repeating: 0)
        for (index, byte) in text.enumerated() { padded[index] = byte }
        // Not empty, so it has a base address; the bytes live as long as this object, which alone knows the request.
        if let start = padded.baseAddress { request.body = Bytes(start: start, count: text.count) }
        request.hasBody = true
        request.path = Bytes(path)
    }

    deinit { padded.deallocate() }

    /// From bytes to a typed value that is let go at once; false where the contract refuses the request.
    package func decode() -> Bool {
        var reader: RequestReader = RequestReader(request)
        return read(&reader)
    }

    /// From the parsed document to a typed value, `rounds` times; how many of them the contract accepts.
    package func decodeParsed(rounds: Int) throws -> Int {
        try JSONDocument.withRoot(ofPadded: request.body) { root in
            var valid: Int = 0
            for _ in 0..<rounds {
                var validation: Validation = Validation()
                if decodeParsed(root, &validation) { valid += 1 }
            }
            return valid
        }
    }
}
