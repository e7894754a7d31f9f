/// The text of a schema for people: its description, and the rules that types cannot express.
enum SchemaComment {
    private static let rules = [
        "minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "pattern",
        "format", "minItems", "maxItems", "minProperties", "maxProperties", "default",
    ]

    static func paragraphs(of node: SpecNode) -> [String] {
        var paragraphs: [String] = []
        if let text = node["description"]?.string { paragraphs.append(text) }
        let rules = rules.compactMap { name in node[name].flatMap { rule(name, $0.value) } }
        if !rules.isEmpty { paragraphs.append("Rules: " + rules.joined(separator: ", ") + ".") }
        if node["x-null-is-absent"]?.bool == true { paragraphs.append("A member that is null counts as absent.") }
        if node["deprecated"]?.bool == true { paragraphs.append("@deprecated") }
        return paragraphs
    }

    /// Bounds that every 64-bit integer keeps go without saying.
    private static func rule(_ name: String, _ value: SpecValue) -> String? {
        switch value {
        case .integer(.max), .integer(.min): nil
        case .string(let text): "\(name) `\(text)`"
        default: "\(name) \(SwiftLiteral.json(value))"
        }
    }
}
