/// Collects lines of Swift with indentation; the emitter's only tool.
package struct LineWriter {
    package private(set) var text: String = ""
    private var depth: Int = 0

    package init() {}

    private static let indentations: [String] = (0..<12).map { String(repeating: "    ", count: $0) }

    private static func indentation(_ depth: Int) -> String {
        depth < indentations.count ? indentations[depth] : String(repeating: "    ", count: depth)
    }

    /// Writes one line; an empty one has no indentation.
    package mutating func line(_ content: String = "") {
        if !content.isEmpty {
            text += LineWriter.indentation(depth)
            text += content
        }
        text += "\n"
    }

    /// Writes `opening {`, what `body` writes, indented, and `}`.
    package mutating func block(
        _ opening: String,
        closing: String = "}",
        braces: Bool = true,
        _ body: (inout LineWriter) -> Void
    ) {
        line(braces ? opening + " {" : opening)
        depth += 1
        body(&self)
        depth -= 1
        line(closing)
    }

    /// Writes what `body` writes one level deeper: the statements of a case.
    package mutating func indented(_ body: (inout LineWriter) -> Void) {
        depth += 1
        body(&self)
        depth -= 1
    }

    /// Appends what another writer collected, at this indentation.
    package mutating func append(_ other: LineWriter) {
        var rest = other.text.utf8[...]
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            line(String(Substring(rest[..<end])))
            rest = rest[rest.index(after: end)...]
        }
    }
}
