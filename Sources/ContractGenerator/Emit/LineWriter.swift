/// Collects lines of Swift with indentation; the emitter's only tool.
package struct LineWriter {
    package private(set) var text: String = ""
    private var depth: Int = 0

    package init() { text.reserveCapacity(1 << 14) }

    /// Writes one line; an empty one has no indentation.
    package mutating func line(_ content: String = "") {
        if !content.isEmpty {
            for _ in 0..<depth { text += "    " }
            text += content
        }
        text += "\n"
    }

    /// Writes `opening {`, what `body` writes, indented, and `}`.
    package mutating func block(_ opening: String, closing: String = "}", _ body: (inout LineWriter) -> Void) {
        line(opening + " {")
        depth += 1
        body(&self)
        depth -= 1
        line(closing)
    }
}
