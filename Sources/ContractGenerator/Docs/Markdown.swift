/// The little of CommonMark that descriptions use: paragraphs, lists of one level, fenced code, `code`, *emphasis*,
/// **strong**. Everything else, HTML included, is text.
package struct Markdown {
    package enum Block: Equatable, Sendable {
        case paragraph(String)
        case list(isOrdered: Bool, [String])
        case code(String)
    }

    let index: DocumentationIndex

    func write(_ text: String, into writer: inout HTMLWriter) {
        for block in Self.blocks(of: text) {
            switch block {
            case .paragraph(let text): writer.block("p") { inline(text, into: &$0) }
            case .code(let text): writer.block("pre") { $0.code(text) }
            case .list(let isOrdered, let items):
                writer.block(isOrdered ? "ol" : "ul") { writer in
                    for item in items { writer.inline("li") { inline(item, into: &$0) } }
                }
            }
        }
    }

    /// The blocks of a text, in order.
    package static func blocks(of text: String) -> [Block] {
        var blocks: [Block] = []
        var fence: [Substring]?
        var isOpen = false
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            let words = trimmed(line)
            if words.hasPrefix("```") {
                if let lines = fence { blocks.append(.code(lines.joined(separator: "\n"))) }
                fence = fence == nil ? [] : nil
                isOpen = false
            } else if fence != nil {
                fence?.append(line)
            } else if words.isEmpty {
                isOpen = false
            } else if let (isOrdered, item) = listItem(words) {
                if isOpen, case .list(isOrdered, let items)? = blocks.last {
                    blocks[blocks.count - 1] = .list(isOrdered: isOrdered, items + [item])
                } else {
                    blocks.append(.list(isOrdered: isOrdered, [item]))
                }
                isOpen = true
            } else {
                append(words, to: &blocks, isOpen: isOpen)
                isOpen = true
            }
        }
        if let lines = fence { blocks.append(.code(lines.joined(separator: "\n"))) }
        return blocks
    }

    /// A line that goes on with what stands above it, or begins a paragraph.
    private static func append(_ words: String, to blocks: inout [Block], isOpen: Bool) {
        switch (isOpen, blocks.last) {
        case (true, .paragraph(let text)?): blocks[blocks.count - 1] = .paragraph(text + "\n" + words)
        case (true, .list(let isOrdered, let items)?):
            let last: String = (items.last ?? "") + "\n" + words
            blocks[blocks.count - 1] = .list(isOrdered: isOrdered, items.dropLast() + [last])
        default: blocks.append(.paragraph(words))
        }
    }

    private static func listItem(_ line: String) -> (isOrdered: Bool, item: String)? {
        for mark in ["- ", "* ", "+ "] where line.hasPrefix(mark) { return (false, trimmed(line.dropFirst(2))) }
        let digits = line.prefix { ("0"..."9").contains($0) }
        let rest = line.dropFirst(digits.count)
        guard (1...9).contains(digits.count), rest.hasPrefix(". ") || rest.hasPrefix(") ") else { return nil }
        return (true, trimmed(rest.dropFirst(2)))
    }

    private static func trimmed(_ text: some StringProtocol) -> String {
        var text = Substring(text)
        while let first = text.first, first.isWhitespace { text.removeFirst() }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text)
    }
}
