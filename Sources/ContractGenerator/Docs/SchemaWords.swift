/// The words for a schema.
struct SchemaWords {
    let index: DocumentationIndex

    /// The type: "integer (int64)", "array of User", "string or null".
    func type(of schema: SpecNode) -> [Span] {
        if let verdict = schema.bool { return [.text(verdict ? "any value" : "nothing: no value is valid")] }
        if let reference = schema["$ref"]?.string { return link(reference, in: schema) }
        if let reference = schema["$dynamicRef"]?.string { return link(reference, in: schema) }
        if let constant = schema["const"] { return [.text("exactly "), .code(ExampleText.compact(constant.value))] }
        let types: [String] =
            schema["type"].map { $0.isArray ? $0.elements.compactMap(\.string) : [$0.string ?? ""] } ?? []
        let format = schema["format"]?.string.map { " (\($0))" } ?? ""
        if let values = schema["enum"]?.elements {
            let head = types.isEmpty ? "one of " : types.joined(separator: " or ") + format + ", one of "
            return [.text(head)] + Self.list(values.map { .code(ExampleText.compact($0.value)) })
        }
        guard !types.isEmpty else { return [.text((Self.isComposed(schema) ? "value" : "any value") + format)] }
        var words: [Span] = []
        for (number, type) in types.enumerated() {
            if number > 0 { words.append(.text(" or ")) }
            words += type == "array" ? array(schema) : [.text(type)]
        }
        return format.isEmpty ? words : words + [.text(format)]
    }

    private func array(_ schema: SpecNode) -> [Span] {
        guard let items = schema["items"], items.bool == nil, schema["prefixItems"] == nil else {
            return [.text("array")]
        }
        return [.text("array of ")] + (Self.isSimple(items) ? sentence(items) : type(of: items))
    }

    private func link(_ reference: String, in schema: SpecNode) -> [Span] {
        guard let target = index.schema(behind: reference, in: schema) else { return [.code(reference)] }
        return [.link(target.name, to: target.anchor)]
    }

    /// Type and constraints in one line.
    func sentence(_ schema: SpecNode) -> [Span] {
        constraints(of: schema).reduce(type(of: schema)) { $0 + [.text(", ")] + $1 }
    }

    /// Everything that is neither the type nor a schema inside, one phrase each.
    func constraints(of schema: SpecNode) -> [[Span]] {
        numbers(schema) + texts(schema) + arrays(schema) + objects(schema) + annotations(schema)
    }

    private func numbers(_ schema: SpecNode) -> [[Span]] {
        var phrases: [[Span]] = []
        let low = schema["minimum"].map { ExampleText.compact($0.value) }
        let high = schema["maximum"].map { ExampleText.compact($0.value) }
        switch (low, high) {
        case (let low?, let high?): phrases.append([.text(low == high ? "exactly \(low)" : "\(low) to \(high)")])
        case (let low?, nil): phrases.append([.text("at least \(low)")])
        case (nil, let high?): phrases.append([.text("at most \(high)")])
        default: break
        }
        for (keyword, words) in [
            ("exclusiveMinimum", "greater than "), ("exclusiveMaximum", "less than "), ("multipleOf", "a multiple of "),
        ] {
            if let value = schema[keyword]?.value { phrases.append([.text(words + ExampleText.compact(value))]) }
        }
        return phrases
    }

    private func texts(_ schema: SpecNode) -> [[Span]] {
        var phrases = count(schema, "minLength", "maxLength", "character", "characters")
        if let pattern = schema["pattern"]?.string { phrases.append([.text("matches "), .code(pattern)]) }
        if let encoding = schema["contentEncoding"]?.string { phrases.append([.text("encoded as "), .code(encoding)]) }
        if let media = schema["contentMediaType"]?.string { phrases.append([.text("holds "), .code(media)]) }
        return phrases
    }

    private func arrays(_ schema: SpecNode) -> [[Span]] {
        var phrases = count(schema, "minItems", "maxItems", "element", "elements")
        if schema["uniqueItems"]?.bool == true { phrases.append([.text("all elements different")]) }
        if schema["items"]?.bool == false {
            phrases.append([.text(schema["prefixItems"] == nil ? "no elements" : "no further elements")])
        }
        if schema["unevaluatedItems"]?.bool == false { phrases.append([.text("no elements but those described")]) }
        return phrases
    }

    private func objects(_ schema: SpecNode) -> [[Span]] {
        var phrases = count(schema, "minProperties", "maxProperties", "member", "members")
        let described = schema["properties"]?.members.map(\.key) ?? []
        let required: [String] = (schema["required"]?.elements ?? []).compactMap(\.string).filter { name in
            !described.contains { $0.utf8.elementsEqual(name.utf8) }
        }
        if !required.isEmpty { phrases.append([.text("has ")] + Self.list(required.map { .code($0) }, last: " and ")) }
        for (name, others) in schema["dependentRequired"]?.members ?? [] where !others.elements.isEmpty {
            let names = Self.list(others.elements.compactMap(\.string).map { .code($0) }, last: " and ")
            phrases.append([.text("with "), .code(name), .text(" also ")] + names)
        }
        if schema["additionalProperties"]?.bool == false { phrases.append([.text("no other members")]) }
        if schema["additionalProperties"]?.bool == true { phrases.append([.text("other members are allowed")]) }
        if schema["x-null-is-absent"]?.bool == true {
            phrases.append([.text("a member that is null counts as absent")])
        }
        if schema["unevaluatedProperties"]?.bool == false { phrases.append([.text("no members but those described")]) }
        return phrases
    }

    private func annotations(_ schema: SpecNode) -> [[Span]] {
        var phrases: [[Span]] = []
        if let value = schema["default"]?.value {
            phrases.append([.text("default "), .code(ExampleText.compact(value))])
        }
        for (keyword, words) in [
            ("readOnly", "only in answers"), ("writeOnly", "only in requests"), ("deprecated", "deprecated"),
        ] where schema[keyword]?.bool == true { phrases.append([.text(words)]) }
        return phrases
    }

    private func count(_ schema: SpecNode, _ low: String, _ high: String, _ one: String, _ many: String) -> [[Span]] {
        let least = schema[low].map { ExampleText.compact($0.value) }
        let most = schema[high].map { ExampleText.compact($0.value) }
        switch (least, most) {
        case (let least?, let most?) where least == most:
            return [[.text("exactly \(least) \(least == "1" ? one : many)")]]
        case (let least?, let most?): return [[.text("\(least) to \(most) \(many)")]]
        case (let least?, nil): return [[.text("at least \(least) \(least == "1" ? one : many)")]]
        case (nil, let most?): return [[.text("at most \(most) \(most == "1" ? one : many)")]]
        default: return []
        }
    }

    /// "a, b or c".
    static func list(_ items: [Span], last: String = " or ") -> [Span] {
        var words: [Span] = []
        for (number, item) in items.enumerated() {
            if number > 0 { words.append(.text(number == items.count - 1 ? last : ", ")) }
            words.append(item)
        }
        return words
    }

    private static let composing: [String] = [
        "allOf", "anyOf", "oneOf", "not", "if", "dependentSchemas", "properties", "patternProperties", "propertyNames",
        "prefixItems", "contains", "contentSchema",
    ]

    private static func isComposed(_ schema: SpecNode) -> Bool { composing.contains { schema[$0] != nil } }

    /// True where `sentence` says all of it.
    static func isSimple(_ schema: SpecNode) -> Bool {
        if schema.bool != nil { return true }
        if isComposed(schema) || schema["description"] != nil { return false }
        for keyword in ["additionalProperties", "unevaluatedProperties", "unevaluatedItems"] {
            if schema[keyword]?.isObject == true { return false }
        }
        guard let items = schema["items"], items.bool == nil else { return true }
        return items["type"]?.string != "array" && isSimple(items)
    }
}
