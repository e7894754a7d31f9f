import HTTPTypes

/// The first place where a text is not the JSON this server accepts.
package struct JSONFault: Equatable, Sendable {
    /// Bytes before the fault.
    package let offset: Int
    /// From 1; LF, CR and CRLF end a line.
    package let line: Int
    /// From 1, in Unicode scalars.
    package let column: Int
    /// The fault, a constant without any of the text.
    package let message: StaticString

    /// True for the same message at the same place.
    package static func == (left: JSONFault, right: JSONFault) -> Bool {
        left.offset == right.offset && left.line == right.line && left.column == right.column
            && Bytes(left.message) == Bytes(right.message)
    }

    /// Finds the first fault by RFC 8259; nil where the text has none.
    ///
    /// Beyond the RFC it refuses what `JSONDocument` refuses: a byte order mark, and what `limits` does not admit.
    /// Duplicate members are not its concern. Linear in the text, without recursion; meant for the error path.
    package static func locate(_ text: Bytes, _ limits: JSONLimits) -> JSONFault? {
        var scanner = JSONScanner(text, limits)
        do throws(JSONScanner.Fault) {
            try scanner.scan()
            return nil
        } catch {
            return JSONFault(text, offset: error.offset, message: error.message)
        }
    }

    private init(_ text: Bytes, offset: Int, message: StaticString) {
        var line = 1
        var column = 1
        var index = 0
        while index < offset, index < text.count {
            switch text[index] {
            case 0x0D where index + 1 < text.count && text[index + 1] == 0x0A: break
            case 0x0A, 0x0D:
                line += 1
                column = 1
            case 0x80...0xBF: break
            default: column += 1
            }
            index += 1
        }
        self.offset = offset
        self.line = line
        self.column = column
        self.message = message
    }
}
