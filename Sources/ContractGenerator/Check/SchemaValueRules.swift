/// Values that stand in a schema and can never be valid by it.
enum SchemaValueRules {
    static func check(_ schema: SpecNode, _ report: inout Report) {
        guard let types = types(of: schema) else { return }
        let list = types.joined(separator: " or ")
        if let value = schema["default"], !types.contains(where: { matches(value, $0) }) {
            report.add(
                .invalidDefault,
                at: value,
                "the default is \(value.value.typeName), but the type is \(list)",
                advice: "Write a default that is valid by its schema."
            )
        }
        let values = (schema["enum"]?.elements ?? []) + [schema["const"]].compactMap { $0 }
        for value in values where !types.contains(where: { matches(value, $0) }) {
            report.add(
                .impossibleValue,
                at: value,
                "the value is \(value.value.typeName), but the type is \(list): it can never be sent",
                advice: "Remove it, or add its type."
            )
        }
        if let allowed = schema["enum"], let value = schema["default"],
            !allowed.elements.contains(where: { $0.value.canonicalText == value.value.canonicalText })
        {
            report.add(
                .invalidDefault,
                at: value,
                "the default is none of the values in \"enum\"",
                advice: "Write a default that is valid by its schema."
            )
        }
    }

    /// The names in `type`; nil where it is absent or faulty itself.
    static func types(of schema: SpecNode) -> [String]? {
        guard let type = schema["type"] else { return nil }
        if let name = type.string { return [name] }
        let names = type.elements.compactMap(\.string)
        return names.isEmpty ? nil : names
    }

    private static func matches(_ node: SpecNode, _ type: String) -> Bool {
        switch (type, node.value) {
        case ("null", .null), ("boolean", .bool), ("string", .string), ("array", .array), ("object", .object): true
        case ("number", _): node.value.isNumber
        case ("integer", .integer): true
        case ("integer", .real(let number)): number == number.rounded()
        case ("null", _), ("boolean", _), ("string", _), ("array", _), ("object", _), ("integer", _): false
        default: true  // an unknown type has a rule of its own
        }
    }
}
