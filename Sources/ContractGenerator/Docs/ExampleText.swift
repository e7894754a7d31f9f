/// JSON for people: what fits into a line stands on one.
enum ExampleText {
    private static let width: Int = 72

    static func json(_ value: SpecValue, depth: Int = 0) -> String {
        let line = compact(value)
        if line.utf8.count + 2 * depth <= width { return line }
        let inner = "\n" + String(repeating: "  ", count: depth + 1)
        let outer = "\n" + String(repeating: "  ", count: depth)
        switch value {
        case .array(let elements) where !elements.isEmpty:
            return "[" + elements.map { inner + json($0, depth: depth + 1) }.joined(separator: ",") + outer + "]"
        case .object(let members) where !members.isEmpty:
            let texts = members.map { member in
                inner + SwiftLiteral.json(.string(member.key)) + ": " + json(member.value, depth: depth + 1)
            }
            return "{" + texts.joined(separator: ",") + outer + "}"
        default: return line
        }
    }

    /// On one line, with a space after each comma and colon.
    static func compact(_ value: SpecValue) -> String {
        switch value {
        case .array(let elements): "[" + elements.map(compact).joined(separator: ", ") + "]"
        case .object(let members):
            "{" + members.map { SwiftLiteral.json(.string($0.key)) + ": " + compact($0.value) }.joined(separator: ", ")
                + "}"
        default: SwiftLiteral.json(value)
        }
    }
}
