/// Judges a value by a raw schema, keyword by keyword as JSON Schema 2020-12 words it.
///
/// It exists to disagree: the validators that are compiled into the server come from a plan, this reads the
/// specification itself, and the contract tests compare the two. It is slow and simple on purpose. `$dynamicRef` and
/// `unevaluated…` are not judged.
package struct SchemaOracle {
    /// Deeper values are not judged; no example and no probe is that deep.
    private static let maximumDepth: Int = 100

    private let references: ReferenceCache
    private let texts: TextRules

    package init(registry: Registry) {
        references = ReferenceCache(registry: registry)
        texts = TextRules()
    }

    /// Every broken assertion; empty for a valid value. A value of a wrong type breaks `type` and nothing else.
    package func faults(of value: SpecValue, by schema: SpecNode) -> [SchemaFault] {
        faults(of: value, by: schema, at: "", depth: 0)
    }

    /// True for a valid value.
    package func accepts(_ value: SpecValue, _ schema: SpecNode) -> Bool { faults(of: value, by: schema).isEmpty }

    /// The schema with all that applies at the same place: what `$ref` and `allOf` lead to, and the other one of
    /// "this or null".
    func layers(of schema: SpecNode) -> [SpecNode] {
        var layers: [SpecNode] = []
        var open: [SpecNode] = [schema]
        while let next = open.popLast() {
            guard !layers.contains(where: { $0.location == next.location }) else { continue }
            layers.append(next)
            if let target = target(of: next) { open.append(target) }
            open += next["allOf"]?.elements ?? []
            if let other = alternativeToNull(next) { open.append(other) }
        }
        return layers
    }

    /// The branch beside `{"type": "null"}` where there are just these two.
    private func alternativeToNull(_ schema: SpecNode) -> SpecNode? {
        guard let list = schema["anyOf"] ?? schema["oneOf"], list.value.elements.count == 2 else { return nil }
        let branches = list.elements
        guard let null = branches.firstIndex(where: { $0["type"]?.string == "null" }) else {
            return nil
        }
        return branches[1 - null]
    }

    private func target(of schema: SpecNode) -> SpecNode? {
        schema["$ref"]?.string.flatMap { references.target(of: $0, from: schema) }
    }

    private func faults(of value: SpecValue, by schema: SpecNode, at pointer: String, depth: Int) -> [SchemaFault] {
        if let verdict = schema.bool { return verdict ? [] : [SchemaFault(pointer: pointer, keyword: "false")] }
        guard depth < Self.maximumDepth else { return [] }
        if let types = SchemaValueRules.types(of: schema), !types.contains(where: value.isOfType) {
            return [SchemaFault(pointer: pointer, keyword: "type")]
        }
        // Most schemas have few keywords: looking for each of the others would be most of the work.
        let keywords = schema.value.names
        var faults = assertions(value, schema).map { SchemaFault(pointer: pointer, keyword: $0) }
        if keywords.contains(where: Self.applicatorsInside.contains) {
            switch value {
            case .array(let elements): faults += inside(elements, schema, at: pointer, depth)
            case .object(let members): faults += inside(members, schema, at: pointer, depth)
            default: break
            }
        }
        guard keywords.contains(where: Self.applicatorsInPlace.contains) else { return faults }
        return faults + composites(value, schema, at: pointer, depth)
    }

    private static let applicatorsInside: Set<String> = [
        "prefixItems", "items", "contains", "properties", "patternProperties", "additionalProperties", "propertyNames",
        "dependentSchemas",
    ]
    private static let applicatorsInPlace: Set<String> = ["$ref", "allOf", "anyOf", "oneOf", "not", "if"]

    /// The keywords that look at the value alone.
    private func assertions(_ value: SpecValue, _ schema: SpecNode) -> [String] {
        var broken: [String] = []
        if let allowed = schema["enum"], !allowed.elements.map(\.value).containsJSON(value) { broken.append("enum") }
        if let constant = schema["const"], !(constant.value == value) { broken.append("const") }
        switch value {
        case .integer, .real: broken += NumberRules.broken(value, schema)
        case .string(let text): broken += texts.broken(text, schema)
        case .array(let elements): broken += CountRules.broken(elements, schema)
        case .object(let members): broken += CountRules.broken(members, schema)
        default: break
        }
        return broken
    }

    private func inside(_ elements: [SpecValue], _ schema: SpecNode, at pointer: String, _ depth: Int) -> [SchemaFault]
    {
        var faults: [SchemaFault] = []
        let prefix = schema["prefixItems"]?.elements ?? []
        for (index, element) in elements.enumerated() {
            guard let rule = index < prefix.count ? prefix[index] : schema["items"] else { continue }
            faults += self.faults(of: element, by: rule, at: "\(pointer)/\(index)", depth: depth + 1)
        }
        guard let contains = schema["contains"] else { return faults }
        let matching = elements.filter { accepts($0, contains) }.count
        let least = schema["minContains"]?.integer ?? 1
        if matching < least {
            let keyword: String = schema["minContains"] == nil ? "contains" : "minContains"
            faults.append(SchemaFault(pointer: pointer, keyword: keyword))
        }
        if let most = schema["maxContains"]?.integer, matching > most {
            faults.append(SchemaFault(pointer: pointer, keyword: "maxContains"))
        }
        return faults
    }

    private func inside(_ members: [SpecMember], _ schema: SpecNode, at pointer: String, _ depth: Int) -> [SchemaFault]
    {
        var faults: [SchemaFault] = []
        for member in members {
            let place = pointer + "/" + JSONPointer.escape(member.key)
            var rules = schema["properties"]?[member.key].map { [$0] } ?? []
            rules += (schema["patternProperties"]?.members ?? [])
                .filter { texts.matches(member.key, pattern: $0.key) ?? false }.map(\.node)
            if let names = schema["propertyNames"] {
                faults += self.faults(of: .string(member.key), by: names, at: place, depth: depth + 1)
            }
            if rules.isEmpty, let additional = schema["additionalProperties"] {
                if additional.bool == false {
                    faults.append(SchemaFault(pointer: place, keyword: "additionalProperties"))
                } else {
                    rules = [additional]
                }
            }
            for rule in rules { faults += self.faults(of: member.value, by: rule, at: place, depth: depth + 1) }
            if let dependent = schema["dependentSchemas"]?[member.key] {
                faults += self.faults(of: .object(members), by: dependent, at: pointer, depth: depth + 1)
            }
        }
        return faults
    }

    private func composites(_ value: SpecValue, _ schema: SpecNode, at pointer: String, _ depth: Int) -> [SchemaFault] {
        func judge(_ schema: SpecNode) -> [SchemaFault] {
            self.faults(of: value, by: schema, at: pointer, depth: depth + 1)
        }
        var faults: [SchemaFault] = []
        if let target = target(of: schema) { faults += judge(target) }
        for branch in schema["allOf"]?.elements ?? [] { faults += judge(branch) }
        if let other = alternativeToNull(schema) {
            if case .null = value {} else { faults += judge(other) }
        } else {
            if let branches = schema["anyOf"]?.elements, !branches.contains(where: { judge($0).isEmpty }) {
                faults.append(SchemaFault(pointer: pointer, keyword: "anyOf"))
            }
            if let branches = schema["oneOf"]?.elements,
                branches.lazy.filter({ judge($0).isEmpty }).prefix(2).count != 1
            {
                faults.append(SchemaFault(pointer: pointer, keyword: "oneOf"))
            }
        }
        if let not = schema["not"], judge(not).isEmpty { faults.append(SchemaFault(pointer: pointer, keyword: "not")) }
        if let condition = schema["if"], let branch = schema[judge(condition).isEmpty ? "then" : "else"] {
            faults += judge(branch)
        }
        return faults
    }
}

/// A broken assertion: where in the value, and which keyword.
package struct SchemaFault: Hashable, Sendable {
    /// RFC 6901.
    package let pointer: String
    package let keyword: String
}

extension SpecValue {
    /// True where `type` may name this value so; a number without a fraction is an integer however it is written.
    func isOfType(_ type: String) -> Bool {
        switch (type, self) {
        case ("null", .null), ("boolean", .bool), ("string", .string), ("array", .array), ("object", .object): true
        case ("number", .integer), ("number", .real), ("integer", .integer): true
        case ("integer", .real(let number)): number == number.rounded()
        default: false
        }
    }
}
