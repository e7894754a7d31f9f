/// The `id`s of the page. Different things have different ones, whatever their names hold.
enum Anchor {
    static func operation(_ id: String) -> String { "operation-" + part(id) }

    /// `kind` is path, query, header; or "body".
    static func parameter(_ name: String, _ kind: String, of operation: String) -> String {
        Self.operation(operation) + "/" + part(kind) + "/" + part(name)
    }

    static func body(of operation: String) -> String { Self.operation(operation) + "/body" }

    static func response(_ status: Int, of operation: String) -> String { Self.operation(operation) + "/\(status)" }

    static func sharedResponse(_ name: String) -> String { "response-" + part(name) }

    static func schema(_ name: String) -> String { "schema-" + part(name) }

    static func member(_ name: String, of schema: String) -> String { schema + "/" + part(name) }

    static func tag(_ name: String) -> String { "tag-" + part(name) }

    static func scheme(_ name: String) -> String { "security-" + part(name) }

    static func problem(_ name: String) -> String { "problem-" + part(name) }

    /// Letters, digits, `-`, `.` and `_` as they are, every other byte as `~XX`: no white space, nothing that a
    /// fragment must escape, and one spelling only.
    private static func part(_ name: String) -> String {
        var text = ""
        for byte in name.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F:
                text.unicodeScalars.append(Unicode.Scalar(byte))
            default: text += (byte < 16 ? "~0" : "~") + String(byte, radix: 16, uppercase: true)
            }
        }
        return text
    }
}
