/// A schema as part of the page: type and constraints, description, members, and the schemas inside.
struct SchemaSection {
    private let words: SchemaWords
    private let markdown: Markdown

    init(index: DocumentationIndex) {
        words = SchemaWords(index: index)
        markdown = Markdown(index: index)
    }

    /// `anchor` is given where members get anchors below it.
    func write(_ schema: SpecNode, anchor: String? = nil, into writer: inout HTMLWriter) {
        writer.block("p", ["class": "type"]) { $0.spans(words.sentence(schema)) }
        if let description = schema["description"]?.string { markdown.write(description, into: &writer) }
        members(of: schema, anchor: anchor, into: &writer)
        inner(schema, into: &writer)
    }

    /// The examples of the schema itself.
    func examples(of schema: SpecNode, into writer: inout HTMLWriter) {
        let values: [SpecValue] =
            (schema["examples"]?.elements.map(\.value) ?? []) + (schema["example"].map { [$0.value] } ?? [])
        for (number, value) in values.enumerated() {
            writer.block("details", number == 0 ? ["open": ""] : [:]) { writer in
                writer.inline("summary", values.count == 1 ? "Example" : "Example \(number + 1)")
                writer.inline("pre", ["tabindex": "0"]) { $0.code(ExampleText.json(value)) }
            }
        }
    }

    private func members(of schema: SpecNode, anchor: String?, into writer: inout HTMLWriter) {
        let required: [String] = (schema["required"]?.elements ?? []).compactMap(\.string)
        let members = schema["properties"]?.members ?? []
        let patterns = schema["patternProperties"]?.members ?? []
        let others: SpecNode? = ["additionalProperties", "unevaluatedProperties"].lazy
            .compactMap { schema[$0] }.first { $0.isObject }
        guard !members.isEmpty || !patterns.isEmpty || others != nil else { return }
        writer.block("dl", ["class": "members"]) { writer in
            for (name, member) in members {
                let isRequired = required.contains { $0.utf8.elementsEqual(name.utf8) }
                row(anchor.map { Anchor.member(name, of: $0) }, member, into: &writer) { writer in
                    writer.code(name)
                    if isRequired { writer.markup(" <span class=\"required\">required</span>") }
                }
            }
            for (pattern, member) in patterns {
                row(nil, member, into: &writer) { $0.spans([.text("names that match "), .code(pattern)]) }
            }
            if let others { row(nil, others, into: &writer) { $0.text("other members") } }
        }
    }

    private func row(
        _ anchor: String?,
        _ schema: SpecNode,
        into writer: inout HTMLWriter,
        _ name: (inout HTMLWriter) -> Void
    ) {
        writer.block("div", anchor.map { ["id": $0] } ?? [:]) { writer in
            writer.inline("dt", [:], name)
            writer.inline("dd") { write(schema, into: &$0) }
        }
    }

    /// Schemas that stand inside this one, each with the words that say what it is for.
    private func inner(_ schema: SpecNode, into writer: inout HTMLWriter) {
        for (keyword, title) in [
            ("allOf", "All of these hold:"), ("anyOf", "At least one of these holds:"),
            ("oneOf", "Exactly one of these holds:"), ("prefixItems", "The first elements, in this order:"),
        ] as [(String, StaticString)] {
            guard let alternatives = schema[keyword]?.elements, !alternatives.isEmpty else { continue }
            list(alternatives, title, into: &writer)
        }
        for (keyword, title) in [
            ("not", "Not allowed:"), ("if", "Where this holds:"), ("then", "then this holds too:"),
            ("else", "else this holds:"), ("propertyNames", "The name of each member:"),
            ("unevaluatedItems", "Each further element:"), ("contentSchema", "What it holds:"),
        ] as [(String, StaticString)] {
            guard let node = schema[keyword], node.isObject || keyword != "unevaluatedItems" else { continue }
            nested([.text("\(title)")], node, into: &writer)
        }
        if let node = schema["contains"] { nested([.text(containsTitle(schema))], node, into: &writer) }
        if let items = schema["items"], items.isObject {
            if schema["prefixItems"] != nil {
                nested([.text("Each further element:")], items, into: &writer)
            } else if !SchemaWords.isSimple(items) {
                nested([.text("Each element:")], items, into: &writer)
            }
        }
        for (name, node) in schema["dependentSchemas"]?.members ?? [] {
            nested([.text("With the member "), .code(name), .text(":")], node, into: &writer)
        }
    }

    private func containsTitle(_ schema: SpecNode) -> String {
        let least = schema["minContains"].map { ExampleText.compact($0.value) } ?? "1"
        let most = schema["maxContains"].map { ExampleText.compact($0.value) }
        return "At least \(least)\(most.map { " and at most \($0)" } ?? "") of the elements:"
    }

    private func list(_ schemas: [SpecNode], _ title: StaticString, into writer: inout HTMLWriter) {
        func items(_ writer: inout HTMLWriter) {
            writer.block("ul", ["class": "alternatives"]) { writer in
                for schema in schemas { writer.inline("li") { write(schema, into: &$0) } }
            }
        }
        if schemas.count > 6 {
            writer.block("details", ["class": "nested"]) { writer in
                writer.inline("summary", "\(title) \(schemas.count) alternatives")
                items(&writer)
            }
        } else {
            writer.block("div", ["class": "nested"]) { writer in
                writer.block("p", ["class": "label"], "\(title)")
                items(&writer)
            }
        }
    }

    private func nested(_ title: [Span], _ schema: SpecNode, into writer: inout HTMLWriter) {
        writer.block("div", ["class": "nested"]) { writer in
            if SchemaWords.isSimple(schema) {
                writer.block("p") { writer in
                    writer.inline("span", ["class": "label"]) { $0.spans(title) }
                    writer.markup(" ")
                    writer.spans(words.sentence(schema))
                }
            } else {
                writer.block("p", ["class": "label"]) { $0.spans(title) }
                write(schema, into: &writer)
            }
        }
    }
}
