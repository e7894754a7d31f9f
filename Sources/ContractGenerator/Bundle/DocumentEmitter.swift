/// Prints the bundle as a Swift constant, for the server that publishes it.
package enum DocumentEmitter {
    package static func emit(_ registry: Registry) -> String {
        let document = Bundle.document(registry)
        // A raw string needs more # than any backslash of the text is followed by; the JSON never has three quotes in a
        // row, since quotes inside strings are escaped.
        let hashes = String(repeating: "#", count: longestHashRun(afterBackslashIn: document) + 1)
        return """
            // Made by contract-generator from openapi.json; edit that, not this.

            /// The whole contract as one OpenAPI 3.1 document.
            package enum OpenAPIDocument {
                package static let json: String = \(hashes)\"\"\"
            \(document)\"\"\"\(hashes)
            }

            """
    }

    private static func longestHashRun(afterBackslashIn text: String) -> Int {
        var longest = 0
        var run: Int?
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\\"): run = 0
            case UInt8(ascii: "#"): run = run.map { $0 + 1 }
            default: run = nil
            }
            longest = max(longest, run ?? 0)
        }
        return longest
    }
}
