extension TypeScriptMapper {
    func hasMembers(_ node: SpecNode) -> Bool {
        ["properties", "required", "additionalProperties", "patternProperties"].contains { node[$0] != nil }
    }

    func hasElements(_ node: SpecNode) -> Bool { node["items"] != nil || node["prefixItems"] != nil }

    /// An array, or a tuple where `prefixItems` says what stands first; elements below `minItems` must be there.
    mutating func arrayType(of node: SpecNode) -> TypeScriptType {
        var rest: TypeScriptType = .unknown
        if let items = node["items"] {
            rest = use(items)
        } else if node["unevaluatedItems"]?.bool == false, !isComposed(node) {
            rest = .never
        }
        var elements: [TypeScriptType] = []
        for element in node["prefixItems"]?.elements ?? [] { elements.append(use(element)) }
        if elements.isEmpty { return .array(rest) }
        let needed = min(elements.count, Int(clamping: max(0, node["minItems"]?.integer ?? 0)))
        return .tuple(
            required: Array(elements[..<needed]),
            optional: Array(elements[needed...]),
            rest: rest.isNever ? nil : rest
        )
    }

    /// - Parameter needed: the members that are there, for this schema or one around it.
    mutating func objectType(of node: SpecNode, required needed: Set<ExactText>) -> TypeScriptType {
        let required = node["required"]?.elements.compactMap(\.string) ?? []
        let open = openType(of: node)
        var object = TypeScriptObject(members: [])
        var names: Set<ExactText> = []
        for (name, schema) in node["properties"]?.members ?? [] {
            let isOptional = !needed.contains(ExactText(name))
            let comment = SchemaComment.paragraphs(of: schema)
            var type = use(schema)
            // Where it is absent, JavaScript reads what every object inherits.
            if isOptional, Self.inherited.contains(name) { type = .anyOf([type, .atom("Function")]) }
            object.members.append(.init(name: name, isOptional: isOptional, type: type, comment: comment))
            names.insert(ExactText(name))
        }
        for name in required where names.insert(ExactText(name)).inserted {
            object.members.append(.init(name: name, isOptional: false, type: open))
        }
        if object.members.isEmpty {
            object.others = open
        } else if !open.isNever {
            // An index signature must admit what every member is.
            let undefined: [TypeScriptType] = object.members.contains(where: \.isOptional) ? [.atom("undefined")] : []
            object.others = .anyOf([open] + object.members.map(\.type) + undefined)
        }
        return .object(object)
    }

    /// Members of `Object.prototype`.
    private static let inherited: Set<String> = [
        "constructor", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toLocaleString", "toString",
        "valueOf",
    ]

    /// The type of members that `properties` does not name.
    private mutating func openType(of node: SpecNode) -> TypeScriptType {
        var types: [TypeScriptType] = []
        for (_, schema) in node["patternProperties"]?.members ?? [] { types.append(use(schema)) }
        if let additional = node["additionalProperties"] {
            types.append(use(additional))
        } else if node["unevaluatedProperties"]?.bool != false || isComposed(node) {
            types.append(.unknown)
        }
        return .anyOf(types)
    }

    /// True where other schemas evaluate the same value, so that `unevaluated…` does not close this one.
    private func isComposed(_ node: SpecNode) -> Bool {
        ["$ref", "$dynamicRef", "allOf", "anyOf", "oneOf", "if", "dependentSchemas", "contains"]
            .contains { node[$0] != nil }
    }

    /// The type that has this one value.
    static func literal(_ value: SpecValue) -> TypeScriptType {
        switch value {
        case .null: .atom("null")
        case .bool(let flag): .atom(flag ? "true" : "false")
        // Beyond 2^53 a literal would stand for its neighbours too.
        case .integer(let number): .atom(number.magnitude <= 1 << 53 ? String(number) : "number")
        case .real(let number): .atom(number.magnitude <= 0x1p53 ? "\(number)" : "number")
        case .string(let text): .atom(TypeScriptText.literal(text))
        case .array(let elements): .tuple(required: elements.map(literal), optional: [], rest: nil)
        case .object(let members):
            .object(
                TypeScriptObject(
                    members: members.map { .init(name: $0.key, isOptional: false, type: literal($0.value)) },
                    others: members.isEmpty ? .never : nil
                )
            )
        }
    }
}
