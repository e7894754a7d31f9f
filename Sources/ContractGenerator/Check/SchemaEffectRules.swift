/// Keywords that do nothing where they stand.
enum SchemaEffectRules {
    private static let strings: Set<String> = ["minLength", "maxLength", "pattern"]
    private static let numbers: Set<String> = [
        "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf",
    ]
    private static let arrays: Set<String> = [
        "minItems", "maxItems", "uniqueItems", "items", "prefixItems", "contains", "minContains", "maxContains",
    ]
    private static let objects: Set<String> = [
        "properties", "patternProperties", "additionalProperties", "propertyNames", "required", "minProperties",
        "maxProperties", "dependentRequired", "dependentSchemas", "x-null-is-absent",
    ]

    private static let companions: [(keyword: String, needs: String)] = [
        ("then", "if"), ("else", "if"), ("minContains", "contains"), ("maxContains", "contains"),
        ("x-null-is-absent", "properties"),
    ]

    static func check(_ schema: SpecNode, _ report: inout Report) {
        for (keyword, needed) in companions {
            guard let node = schema[keyword], schema[needed] == nil else { continue }
            warn(node, keyword, "without \"\(needed)\"", "Add \"\(needed)\", or remove it.", &report)
        }
        guard let types = SchemaValueRules.types(of: schema) else { return }
        for (key, node) in schema.members {
            guard let applicable = applicableTypes(of: key), !types.contains(where: applicable.contains) else {
                continue
            }
            let list = types.joined(separator: " or ")
            warn(node, key, "where the type is \(list)", "Remove it, or correct the type.", &report)
        }
    }

    private static func applicableTypes(of keyword: String) -> [String]? {
        if strings.contains(keyword) { return ["string"] }
        if numbers.contains(keyword) { return ["number", "integer"] }
        if arrays.contains(keyword) { return ["array"] }
        if objects.contains(keyword) { return ["object"] }
        return nil
    }

    private static func warn(
        _ node: SpecNode,
        _ keyword: String,
        _ reason: String,
        _ advice: String,
        _ report: inout Report
    ) {
        report.add(.ineffectiveKeyword, at: node, "\"\(keyword)\" does nothing \(reason)", advice: advice)
    }
}
