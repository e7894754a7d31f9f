/// Collects lines of Swift with indentation; the emitter's only tool.
package struct LineWriter {
    package private(set) var text: String = ""
    private var depth: Int = 0

    package init() {}

    /// Writes one line; an empty one has no indentation.
    package mutating func line(_ content: String = "") {
        if !content.isEmpty {
            for _ in 0..<depth { text += "    " }
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

    /// Appends what another writer collected, at this indentation.
    package mutating func append(_ other: LineWriter) {
        var rest = other.text.utf8[...]
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            line(String(Substring(rest[..<end])))
            rest = rest[rest.index(after: end)...]
        }
    }
}
