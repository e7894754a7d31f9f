extension TypeScriptType {
    /// The expression as source text. Object types span lines; all but the first are indented by `depth` steps.
    ///
    /// - Parameter module: a prefix for names that are declared in another file, such as `T.`.
    func text(_ depth: Int = 0, module: String = "") -> String {
        switch self {
        case .unknown: "unknown"
        case .never: "never"
        case .atom(let text): text
        case .named(let name): module + name
        case .array(let element): element.operand(depth, module) + "[]"
        case .tuple(let required, let optional, let rest):
            Self.tuple(required, optional, rest, depth, module)
        case .object(let object): object.text(depth, module: module)
        case .union(let parts): parts.map { $0.part(depth, module) }.joined(separator: " | ")
        case .intersection(let parts): parts.map { $0.part(depth, module) }.joined(separator: " & ")
        }
    }

    /// In parentheses where a suffix would bind to the last part only.
    private func operand(_ depth: Int, _ module: String) -> String {
        switch self {
        case .union, .intersection: "(" + text(depth, module: module) + ")"
        default: text(depth, module: module)
        }
    }

    private func part(_ depth: Int, _ module: String) -> String { operand(depth, module) }

    private static func tuple(
        _ required: [TypeScriptType],
        _ optional: [TypeScriptType],
        _ rest: TypeScriptType?,
        _ depth: Int,
        _ module: String
    ) -> String {
        var elements = required.map { $0.text(depth, module: module) }
        elements += optional.map { $0.operand(depth, module) + "?" }
        if let rest { elements.append("..." + rest.operand(depth, module) + "[]") }
        return "[" + elements.joined(separator: ", ") + "]"
    }
}

extension TypeScriptObject {
    /// On one line where it is short and needs no comment.
    fileprivate func text(_ depth: Int, module: String) -> String {
        var entries: [(comment: [String], text: String)] = members.map { member in
            let mark = member.isOptional ? "?: " : ": "
            return (
                TypeScriptText.comment(member.comment, depth: depth + 1),
                TypeScriptText.key(member.name) + mark + member.type.text(depth + 1, module: module)
            )
        }
        if let others { entries.append(([], "[key: string]: " + others.text(depth + 1, module: module))) }
        if entries.isEmpty { return "{}" }
        let line = "{ " + entries.map(\.text).joined(separator: "; ") + " }"
        if entries.allSatisfy({ $0.comment.isEmpty }), line.utf8.count <= 80, !line.utf8.contains(10) { return line }
        let indentation = String(repeating: "    ", count: depth + 1)
        var text = "{\n"
        for entry in entries {
            for line in entry.comment { text += indentation + line + "\n" }
            text += indentation + entry.text + ";\n"
        }
        return text + String(repeating: "    ", count: depth) + "}"
    }
}
