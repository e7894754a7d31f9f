/// Members that an object may have, must have, and what they may hold: the grammar, enforced.
enum StructureRules {
    static func check(_ object: SpecObject, _ report: inout Report) {
        let node = object.node
        guard node.isObject else {
            if object.kind != .schema || node.bool == nil { wrongType(node, "an object", of: object.kind, &report) }
            return
        }
        if object.isReference { return checkReference(object, &report) }
        let shape = SpecGrammar.shape(of: object.kind)
        for (key, member) in node.members {
            if let reason = unsupported(key, in: object.kind) {
                report.add(.unsupportedKeyword, at: member, "\"\(key)\" is not supported", advice: reason)
            } else if let form = shape.members[key] {
                check(member, form, named: key, &report)
            } else if let form = shape.others, !key.hasPrefix("x-") {
                check(member, form, named: key, &report)
            } else {
                unknown(key, member, in: object.kind, among: Array(shape.members.keys), &report)
            }
        }
        if let name = node["x-swift-name"], let text = name.string, !SwiftName.isIdentifier(text) {
            report.add(
                .invalidSwiftName,
                at: name,
                "\"\(text)\" is no Swift identifier",
                advice: "Write letters and digits, a letter first."
            )
        }
        for name in shape.required where node[name] == nil {
            report.add(
                .missingMember,
                at: node,
                "this \(object.kind.name) has no \"\(name)\"",
                advice: "Add \"\(name)\": it is required."
            )
        }
    }

    /// A reference object has nothing of its own but words.
    private static func checkReference(_ object: SpecObject, _ report: inout Report) {
        for (key, member) in object.node.members where key != "$ref" {
            guard key == "summary" || key == "description" else {
                report.add(
                    .unknownKeyword,
                    at: member,
                    "\"\(key)\" has no effect beside a $ref",
                    advice: "Remove it, or move it to what the reference leads to."
                )
                continue
            }
            check(member, .text, named: key, &report)
        }
    }

    private static func check(_ node: SpecNode, _ form: SpecForm, named name: String, _ report: inout Report) {
        func require(_ condition: Bool, _ expected: String) {
            guard !condition else { return }
            report.add(
                .wrongType,
                at: node,
                "\"\(name)\" must be \(expected), not \(node.value.typeName)",
                advice: "Write \(expected)."
            )
        }
        switch form {
        case .any: break
        case .text: require(node.string != nil, "a string")
        case .flag: require(node.bool != nil, "true or false")
        case .number: require(node.value.isNumber, "a number")
        case .count:
            guard node.value.isNumber else { return require(false, "an integer") }
            guard let count = node.integer, count >= 0 else {
                return report.add(
                    .invalidValue,
                    at: node,
                    "\"\(name)\" must be an integer of 0 or more",
                    advice: "Write an integer that is not negative."
                )
            }
        case .choice(let choices): check(node, oneOf: choices, named: name, &report)
        case .textOrTexts:
            require(node.string != nil || node.isArray, "a string or an array of strings")
            for element in node.elements { check(element, .text, named: name, &report) }
        case .of(let kind):
            // The object itself is checked when it is visited.
            if kind == .schema { require(node.isObject || node.bool != nil, "a schema") }
        case .list(let inner):
            require(node.isArray, "an array")
            for element in node.elements { check(element, inner, named: name, &report) }
        case .map(let inner):
            require(node.isObject, "an object")
            for (key, member) in node.members { check(member, inner, named: key, &report) }
        }
    }

    private static func check(_ node: SpecNode, oneOf choices: [String], named name: String, _ report: inout Report) {
        if let text = node.string, choices.contains(text) { return }
        let list = choices.map { "\"\($0)\"" }.joined(separator: ", ")
        let nearest = node.string.flatMap { Suggestion.nearest(to: $0, among: choices) }
        report.add(
            .invalidValue,
            at: node,
            "\"\(name)\" must be one of \(list)",
            advice: nearest.map { "Did you mean \"\($0)\"?" } ?? "Write one of them."
        )
    }

    private static func wrongType(_ node: SpecNode, _ expected: String, of kind: SpecKind, _ report: inout Report) {
        if kind == .schema { return }  // its parent says so
        report.add(
            .wrongType,
            at: node,
            "\(kind.phrase) must be \(expected), not \(node.value.typeName)",
            advice: "Write \(expected)."
        )
    }

    private static func unknown(
        _ key: String,
        _ node: SpecNode,
        in kind: SpecKind,
        among names: [String],
        _ report: inout Report
    ) {
        if key.hasPrefix("x-") {
            let nearest = Suggestion.nearest(to: key, among: names.filter { $0.hasPrefix("x-") })
            return report.add(
                .unknownExtension,
                at: node,
                "\(kind.phrase) has no extension \"\(key)\"",
                advice: nearest.map { "Did you mean \"\($0)\"?" } ?? "Correct or remove it: it does nothing here."
            )
        }
        var advice = "Correct or remove it: what the generator does not know is never skipped silently."
        if kind == .schema, let successor = successors[key] {
            advice = successor
        } else if let nearest = Suggestion.nearest(to: key, among: names) {
            advice = "Did you mean \"\(nearest)\"?"
        }
        report.add(.unknownKeyword, at: node, "\(kind.phrase) has no \"\(key)\"", advice: advice)
    }

    /// Keywords of earlier drafts, and what they became.
    private static let successors: [String: String] = [
        "nullable": "Add \"null\" to \"type\" instead.",
        "definitions": "It is \"$defs\" now.",
        "id": "It is \"$id\" now.",
        "dependencies": "It is \"dependentRequired\" and \"dependentSchemas\" now.",
        "additionalItems": "Use \"prefixItems\" for the first items and \"items\" for the others.",
    ]

    /// Why a member that the standards know is refused; nil where it is not.
    private static func unsupported(_ key: String, in kind: SpecKind) -> String? {
        switch (kind, key) {
        case (.schema, "$dynamicRef"), (.schema, "$dynamicAnchor"): "Use $ref and $anchor."
        case (.schema, "$recursiveRef"), (.schema, "$recursiveAnchor"): "Use $ref: JSON Schema 2020-12 has it no more."
        case (.schema, "$vocabulary"): "Only the vocabularies of JSON Schema 2020-12 are known; remove it."
        case (.document, "webhooks"): "Describe what the server answers under paths; it sends no webhooks."
        case (.operation, "callbacks"), (.components, "callbacks"): "The server makes no callbacks; remove it."
        case (.mediaType, "encoding"): "Bodies are JSON, which needs no encoding; remove it."
        case (.parameter, "content"), (.header, "content"): "Use schema."
        case (.parameter, "allowEmptyValue"): "Allow the empty string in the schema instead."
        case (.link, "operationRef"): "Use operationId."
        default: nil
        }
    }
}

extension SpecValue {
    /// How diagnostics call the type of a value.
    var typeName: String {
        switch self {
        case .null: "null"
        case .bool: "a boolean"
        case .integer, .real: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }

    var isNumber: Bool {
        switch self {
        case .integer, .real: true
        default: false
        }
    }
}
