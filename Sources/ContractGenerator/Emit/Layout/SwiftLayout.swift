/// Breaks the lines of generated Swift that are longer than 120 columns, as `swift format` would with the project's
/// configuration: emitters write one logical line a statement, and its width is decided here alone.
///
/// A line stays as it is where its text has no place to break, such as a long string.
package struct SwiftLayout {
    /// The most columns of a line.
    static let width = 120

    private var text: String = ""

    /// The text with its long lines broken.
    package static func wrapped(_ text: String) -> String {
        var layout = SwiftLayout()
        var rest = text.utf8[...]
        // Where the lines begin that are copied as they are, all in one piece.
        var start = rest.startIndex
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            let line = rest[..<end]
            rest = rest[rest.index(after: end)...]
            guard line.count > width else { continue }
            layout.text += text[start..<line.startIndex]
            start = rest.startIndex
            let content = line.drop { $0 == UInt8(ascii: " ") }
            layout.add(String(Substring(content)), line.count - content.count)
        }
        layout.text += text[start...]
        return layout.text
    }

    /// Adds a statement or a part of one, in as many lines as it needs.
    mutating func add(_ text: String, _ indent: Int) {
        if indent + text.utf8.count <= Self.width { return put(text, indent) }
        if text.hasPrefix("//") { return addComment(text, indent) }
        let code = SwiftCode(text)
        if text.hasPrefix("case "), text.hasSuffix(":") { return addLabel(code, indent) }
        if text.hasPrefix("case "), let colon = code.caseColon, colon + 1 < code.bytes.count {
            put(code.text(0..<(colon + 1)), indent)
            return add(code.text((colon + 2)..<code.bytes.count), indent + 4)
        }
        if let body = code.body { return addBlock(code, body, indent) }
        if text.hasSuffix(" {") { return addHeader(code, indent) }
        addExpression(code, indent)
    }

    mutating func put(_ text: String, _ indent: Int) {
        for _ in 0..<indent { self.text += " " }
        self.text += text
        self.text += "\n"
    }

    /// The words of a comment in lines of their own.
    private mutating func addComment(_ text: String, _ indent: Int) {
        let sign = text.prefix { $0 == "/" } + " "
        var line = String(sign)
        for word in text.dropFirst(sign.count - 1).split(separator: " ") {
            if line.utf8.count > sign.utf8.count, indent + line.utf8.count + 1 + word.utf8.count > Self.width {
                put(line, indent)
                line = String(sign)
            }
            line += line.utf8.count > sign.utf8.count ? " " + word : word
        }
        put(line, indent)
    }

    /// The label of a branch with many values.
    private mutating func addLabel(_ code: SwiftCode, _ indent: Int) {
        var line = ""
        var depth = indent
        for (index, value) in code.split(at: ", ").enumerated() {
            if index > 0, depth + line.utf8.count + 3 + value.utf8.count > Self.width {
                put(line + ",", depth)
                (line, depth) = (value, indent + 4)
            } else {
                line += index > 0 ? ", " + value : value
            }
        }
        put(line, depth)
    }

    /// A statement with its body behind it: `guard … else { return nil }`.
    private mutating func addBlock(_ code: SwiftCode, _ body: Range<Int>, _ indent: Int) {
        add(code.text(0..<(body.lowerBound)) + "{", indent)
        for statement in SwiftCode(code.text((body.lowerBound + 2)..<(body.upperBound - 2))).split(at: "; ") {
            add(statement, indent + 4)
        }
        put("}", indent)
    }

    /// The line that opens a block.
    private mutating func addHeader(_ code: SwiftCode, _ indent: Int) {
        let head = SwiftCode(code.text(0..<(code.bytes.count - 2)))
        let text = head.text(0..<head.bytes.count)
        if text.hasPrefix("guard "), text.hasSuffix(" else") {
            let condition = SwiftCode(head.text(6..<(head.bytes.count - 5)))
            let operands = condition.operands
            guard operands.count > 1 else { return addCall(code, indent) }
            put("guard", indent)
            put(operands[0], indent + 4)
            for operand in operands.dropFirst() { add(operand, indent + 8) }
            return put("else {", indent)
        }
        let isCondition = ["if ", "while ", "} else if "].contains { text.hasPrefix($0) }
        guard isCondition else { return addCall(code, indent) }
        let parts = head.split(at: ", ")
        if parts.count > 1 {
            for (index, part) in parts.enumerated() {
                add(part + (index < parts.count - 1 ? "," : ""), indent + (index == 0 ? 0 : 4))
            }
            return put("{", indent)
        }
        let operands = head.operands
        if operands.count > 1 {
            put(operands[0], indent)
            for operand in operands.dropFirst() { add(operand, indent + 4) }
            return put("{", indent)
        }
        guard let group = head.longestGroup else { return put(code.text(0..<code.bytes.count), indent) }
        var inner = SwiftCode(head.text((group.lowerBound + 1)..<(group.upperBound - 1))).operands
        guard inner.count > 1 else { return addCall(code, indent) }
        inner[0] = head.text(0..<(group.lowerBound + 1)) + inner[0]
        inner[inner.count - 1] += head.text((group.upperBound - 1)..<head.bytes.count)
        add(inner[0], indent)
        for operand in inner.dropFirst() { add(operand, indent + 4) }
        put("{", indent)
    }

    /// A statement without a body.
    private mutating func addExpression(_ code: SwiftCode, _ indent: Int) {
        let start = code.assigned ?? 0
        let value = SwiftCode(code.text(start..<code.bytes.count))
        let operands = value.operands
        guard operands.count > 1 else { return addCall(code, indent) }
        if start > 0 { put(code.text(0..<(start - 1)), indent) }
        add(operands[0], start > 0 ? indent + 4 : indent)
        for operand in operands.dropFirst() { add(operand, indent + 4) }
    }

    /// The arguments of the longest pair of brackets, each on a line of its own.
    private mutating func addCall(_ code: SwiftCode, _ indent: Int) {
        guard let group = code.longestGroup else { return addWhole(code, indent) }
        let isList = code.bytes[group.lowerBound] == UInt8(ascii: "[")
        let isClosure = code.bytes[group.lowerBound] == UInt8(ascii: "{")
        let inner = SwiftCode(code.text((group.lowerBound + 1)..<(group.upperBound - 1)))
        let end = code.text((group.upperBound - 1)..<code.bytes.count)
        if isClosure { return addClosure(code, group, indent) }
        put(code.text(0..<(group.lowerBound + 1)), indent)
        let elements = inner.split(at: ", ")
        for (index, element) in elements.enumerated() {
            addElement(element, comma: index < elements.count - 1 || isList && elements.count > 1, indent + 4)
        }
        put(end, indent)
    }

    /// An argument; behind its label where both do not fit.
    private mutating func addElement(_ text: String, comma: Bool, _ indent: Int) {
        let whole = text + (comma ? "," : "")
        guard indent + whole.utf8.count > Self.width else { return put(whole, indent) }
        let code = SwiftCode(whole)
        guard code.longestGroup == nil, let label = code.label else { return add(whole, indent) }
        put(code.text(0..<label), indent)
        put(code.text((label + 1)..<code.bytes.count), indent + 4)
    }

    /// `{ (v: JSONValue) -> Bool in … }`.
    private mutating func addClosure(_ code: SwiftCode, _ group: Range<Int>, _ indent: Int) {
        let inner = code.text((group.lowerBound + 2)..<(group.upperBound - 2))
        guard let keyword = inner.firstRange(of: " in ") else { return put(code.text(0..<code.bytes.count), indent) }
        let opening = code.text(0..<(group.lowerBound + 1))
        let signature = String(inner[..<keyword.upperBound].dropLast())
        if indent + opening.utf8.count + 1 + signature.utf8.count <= Self.width {
            put(opening + " " + signature, indent)
        } else {
            put(opening, indent)
            put(signature, indent + 4)
        }
        add(String(inner[keyword.upperBound...]), indent + 4)
        put(code.text((group.upperBound - 1)..<code.bytes.count), indent)
    }

    /// A line without brackets: its value on a line of its own.
    private mutating func addWhole(_ code: SwiftCode, _ indent: Int) {
        guard let start = code.assigned else { return put(code.text(0..<code.bytes.count), indent) }
        put(code.text(0..<(start - 1)), indent)
        put(code.text(start..<code.bytes.count), indent + 4)
    }
}
