/// Code and emphasis inside a line.
extension Markdown {
    /// One line of text, where a whole description would be too much.
    func inline(_ text: String, into writer: inout HTMLWriter) { write(text[...], into: &writer, depth: 0) }

    private func write(_ text: Substring, into writer: inout HTMLWriter, depth: Int) {
        var plain = text
        var rest = text
        while let mark = rest.first {
            guard mark == "`" || mark == "*" && depth < 2, let (inner, length, after) = span(rest, mark) else {
                rest.removeFirst()
                // A run that opens nothing is text as a whole.
                while rest.first == mark, mark == "`" || mark == "*" { rest.removeFirst() }
                continue
            }
            writer.text(String(plain[..<rest.startIndex]))
            switch (mark, length) {
            case ("`", _): code(String(inner), into: &writer)
            case (_, 1): writer.inline("em") { write(inner, into: &$0, depth: depth + 1) }
            default: writer.inline("strong") { write(inner, into: &$0, depth: depth + 1) }
            }
            rest = after
            plain = after
        }
        writer.text(String(plain))
    }

    /// The text between a run of marks at the beginning and the next run as long; nil where none closes it.
    private func span(_ text: Substring, _ mark: Character) -> (inner: Substring, length: Int, after: Substring)? {
        let run = text.prefix { $0 == mark }
        var inner = text.dropFirst(run.count)
        let start = inner.startIndex
        guard mark == "`" || run.count <= 2 && inner.first.map({ !$0.isWhitespace }) == true else { return nil }
        while let index = inner.firstIndex(of: mark) {
            let close = inner[index...].prefix { $0 == mark }
            let isClosing = mark == "`" || text[..<index].last.map { !$0.isWhitespace } == true
            if close.count == run.count, isClosing, start < index {
                return (text[start..<index], run.count, text[close.endIndex...])
            }
            inner = inner[close.endIndex...]
        }
        return nil
    }

    /// Code that names something of the contract leads there.
    private func code(_ text: String, into writer: inout HTMLWriter) {
        if let anchor = index.anchor(named: text) {
            writer.link(anchor) { $0.code(text) }
        } else {
            writer.code(text)
        }
    }
}
