/// Valid values of schemas, for places that no example shows.
struct Samples {
    let oracle: SchemaOracle

    /// The first of its examples, its default, its constants and simple values that is valid.
    func sample(of schema: SpecNode) -> SpecValue? { sample(of: schema, depth: 0) }

    private func sample(of schema: SpecNode, depth: Int) -> SpecValue? {
        if let verdict = schema.bool { return verdict ? .string("sample") : nil }
        guard depth < 4 else { return nil }
        let layers = oracle.layers(of: schema)
        var candidates: [SpecValue] = []
        for layer in layers {
            candidates += layer["examples"]?.elements.map(\.value) ?? []
            for keyword in ["example", "const", "default"] { candidates += layer[keyword].map { [$0.value] } ?? [] }
            candidates += layer["enum"]?.elements.map(\.value) ?? []
        }
        for layer in layers {
            for keyword in ["minimum", "maximum"] { candidates += layer[keyword].map { [$0.value] } ?? [] }
        }
        candidates.append(object(of: layers, depth: depth))
        candidates += [
            .string("sample"), .integer(1), .bool(true), .array([]), .null, .string("2026-11-20T20:31:47Z"),
            .string("https://example.org/"), .string("a@example.org"), .string("sample text of some length"),
        ]
        return candidates.first { oracle.accepts($0, schema) }
    }

    /// An object with the required members alone.
    private func object(of layers: [SpecNode], depth: Int) -> SpecValue {
        var members: [SpecMember] = []
        for layer in layers {
            for name in layer["required"]?.elements.compactMap(\.string) ?? [] {
                guard !members.contains(where: { $0.key.utf8.elementsEqual(name.utf8) }) else { continue }
                let schema: SpecNode? = layers.lazy.compactMap { $0["properties"]?[name] }.first
                guard let value = schema.map({ sample(of: $0, depth: depth + 1) }) ?? .string("sample") else {
                    continue
                }
                members.append(SpecMember(key: name, value: value))
            }
        }
        return .object(members)
    }
}
