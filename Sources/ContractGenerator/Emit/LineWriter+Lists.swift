/// Longer constructs, broken where a line would be too long.
extension LineWriter {
    /// The most columns of a line that has a choice.
    private static let columns: Int = 120

    /// Writes `head(a, b)suffix` on one line where it fits, else each element on a line of its own.
    mutating func list(_ head: String, _ elements: [String], suffix: String) {
        let line = "\(head)(\(elements.joined(separator: ", ")))\(suffix)"
        guard currentIndentation + line.utf8.count > LineWriter.columns, !elements.isEmpty else {
            return self.line(line)
        }
        self.line(head + "(")
        indented { writer in
            for (index, element) in elements.enumerated() {
                writer.line(element + (index + 1 < elements.count ? "," : ""))
            }
        }
        self.line(")" + suffix)
    }

    /// Writes an initialiser that keeps its arguments.
    mutating func initialiser(_ parameters: [String], _ body: (inout LineWriter) -> Void) {
        guard !parameters.isEmpty else { return line("package init() {}") }
        list("package init", parameters, suffix: " {")
        indented(body)
        line("}")
    }

    /// Writes `call {`, the closure's head, on the same line where it fits, what `body` writes, and `}`.
    mutating func closure(_ call: String, _ head: String, _ body: (inout LineWriter) -> Void) {
        let line = "\(call) { \(head)"
        let fits = currentIndentation + line.utf8.count <= LineWriter.columns
        block(fits ? line : call + " {", braces: false) { writer in
            if !fits { writer.line(head) }
            body(&writer)
        }
    }

    /// Writes `head` and `opening`, what `body` writes, indented, and `}`.
    mutating func block(_ head: String, opening: String, _ body: (inout LineWriter) -> Void) {
        block(head + opening, braces: false, body)
    }
}
