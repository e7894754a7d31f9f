/// How many elements or members there are, which must be there, and whether they differ.
enum CountRules {
    static func broken(_ elements: [SpecValue], _ schema: SpecNode) -> [String] {
        var broken = counts(elements.count, schema, least: "minItems", most: "maxItems")
        if schema["uniqueItems"]?.bool == true {
            let repeats = elements.enumerated()
                .filter { index, element in Array(elements[..<index]).containsJSON(element) }.map(\.element)
            if !repeats.isEmpty { broken.append("uniqueItems") }
        }
        return broken
    }

    static func broken(_ members: [SpecMember], _ schema: SpecNode) -> [String] {
        var broken = counts(members.count, schema, least: "minProperties", most: "maxProperties")
        func has(_ name: String) -> Bool { members.contains { $0.key.utf8.elementsEqual(name.utf8) } }
        func lacks(_ names: SpecNode) -> Bool { names.elements.compactMap(\.string).contains { !has($0) } }
        if let required = schema["required"], lacks(required) { broken.append("required") }
        for (name, required) in schema["dependentRequired"]?.members ?? [] where has(name) && lacks(required) {
            broken.append("dependentRequired")
        }
        return broken
    }

    private static func counts(_ count: Int, _ schema: SpecNode, least: String, most: String) -> [String] {
        var broken: [String] = []
        if let limit = schema[least]?.integer, count < limit { broken.append(least) }
        if let limit = schema[most]?.integer, count > limit { broken.append(most) }
        return broken
    }
}
