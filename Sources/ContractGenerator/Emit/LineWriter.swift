/// Collects lines of source text; the emitter's only tool. Nesting is the writer's business alone: what stands inside
/// of something is written by its closure, and no line begins with a space.
package struct LineWriter {
    package private(set) var text: String = ""
    private var depth: Int = 0

    package init() {}

    private static let indentations: [String] = (0..<12).map { String(repeating: "    ", count: $0) }

    /// The columns before a line's text.
    var currentIndentation: Int { depth * 4 }

    private static func indentation(_ depth: Int) -> String {
        depth < indentations.count ? indentations[depth] : String(repeating: "    ", count: depth)
    }

    /// Writes one line; an empty one has no indentation.
    package mutating func line(_ content: String = "") {
        assert(!content.hasPrefix(" "), "the writer indents: \(content)")
        put(content)
    }

    private mutating func put(_ content: String) {
        if !content.isEmpty {
            text += LineWriter.indentation(depth)
            text += content
        }
        text += "\n"
    }

    /// Writes `opening {`, what `body` writes, indented, and `}`. One that begins with `else` follows the brace that
    /// ended the block before on its line.
    package mutating func block(
        _ opening: String,
        closing: String = "}",
        braces: Bool = true,
        _ body: (inout LineWriter) -> Void
    ) {
        let first = braces ? opening + " {" : opening
        if opening.hasPrefix("else"), text.hasSuffix("}\n") {
            text.removeLast()
            text += " " + first + "\n"
        } else {
            line(first)
        }
        depth += 1
        body(&self)
        depth -= 1
        line(closing)
    }

    /// Writes what `body` writes one level deeper.
    package mutating func indented(_ body: (inout LineWriter) -> Void) {
        depth += 1
        body(&self)
        depth -= 1
    }

    /// Writes `opening [`, the elements, each on a line of its own, and `closing`. A comma is behind the last of
    /// several.
    mutating func list(_ opening: String, _ elements: [String], closing: String = "]") {
        block(opening + " [", closing: closing, braces: false) { writer in
            for element in elements { writer.line(element + (elements.count > 1 ? "," : "")) }
        }
    }

    /// Writes `switch value {`, the branches that `body` writes, and `}`.
    package mutating func choice(_ value: String, _ body: (inout LineWriter) -> Void) {
        line("switch \(value) {")
        body(&self)
        line("}")
    }

    /// Writes `label:` and the statements that `body` writes, one level deeper; `break` where it writes none.
    package mutating func branch(_ label: String, _ body: (inout LineWriter) -> Void) {
        line(label + ":")
        depth += 1
        let length = text.utf8.count
        body(&self)
        if text.utf8.count == length { line("break") }
        depth -= 1
    }

    /// Writes `opening` and a literal of the text: over several lines where it has some, so that it can be read.
    mutating func literal(_ opening: String, _ value: String) {
        guard SwiftLiteral.isPlain(value) else { return line(opening + " " + SwiftLiteral.string(value)) }
        let signs = SwiftLiteral.signs(for: value)
        line("\(opening) \(signs)\"\"\"")
        depth += 1
        append(value)
        line("\"\"\"" + signs)
        depth -= 1
    }

    /// Appends what another writer collected, at this indentation.
    package mutating func append(_ other: LineWriter) {
        if !other.text.isEmpty { append(String(other.text.dropLast())) }
    }

    /// Appends the lines of a text, at this indentation.
    mutating func append(_ lines: String) {
        var rest = lines.utf8[...]
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            put(String(Substring(rest[..<end])))
            rest = rest[rest.index(after: end)...]
        }
        put(String(Substring(rest)))
    }
}
