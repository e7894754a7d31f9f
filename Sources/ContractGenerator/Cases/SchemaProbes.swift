/// Turns examples into probes: at every place that the schema describes, for every keyword, a boundary and a breach.
///
/// A place that an example does not show is reached by adding a sample of its schema. What a candidate really does is
/// the oracle's verdict on the whole value: a boundary must leave it valid, a breach must break the keyword it is
/// about.
struct SchemaProbes {
    /// Schemas that contain themselves end here.
    private static let maximumDepth: Int = 8

    private let oracle: SchemaOracle
    private let root: SpecNode
    private var probes: [Probe] = []
    /// Places that were probed, and schemas that were probed in full at one of their places.
    private var places: Set<String> = []
    private var schemas: Set<String> = []
    /// The probed value: two layers may ask for the same.
    private var names: Set<String> = []

    init(oracle: SchemaOracle, root: SpecNode) {
        self.oracle = oracle
        self.root = root
    }

    static func probes(of root: SpecNode, examples: [SpecValue], oracle: SchemaOracle) -> [Probe] {
        var walk = SchemaProbes(oracle: oracle, root: root)
        for example in examples where oracle.accepts(example, root) {
            walk.visit(example, root, in: example, at: [], depth: 0)
        }
        return walk.probes
    }

    private mutating func visit(
        _ value: SpecValue,
        _ schema: SpecNode,
        in whole: SpecValue,
        at path: [String],
        depth: Int
    ) {
        guard depth < Self.maximumDepth, schema.isObject else { return }
        let pointer = path.map { "/" + JSONPointer.escape($0) }.joined()
        let layers = oracle.layers(of: schema)
        let isNewPlace = places.insert(pointer).inserted
        for layer in layers {
            // The same schema at another place: that it is applied there shows by its type.
            let isNewSchema = schemas.insert(layer.location).inserted
            guard isNewPlace || isNewSchema else { continue }
            let candidates = Candidates(layer: layer, value: value, oracle: oracle).all
            for candidate in isNewSchema ? candidates : candidates.filter({ $0.keyword == "type" }).suffix(2) {
                note(candidate, in: whole, at: path, pointer: pointer)
            }
        }
        switch value {
        case .object: visitMembers(of: value, layers, in: whole, at: path, depth: depth)
        case .array(let elements): visitElements(elements, layers, in: whole, at: path, depth: depth)
        default: break
        }
    }

    private mutating func note(_ candidate: Candidate, in whole: SpecValue, at path: [String], pointer: String) {
        let value = whole.replacing(path[...], with: candidate.value)
        let faults = oracle.faults(of: value, by: root)
        let isAsMeant: Bool =
            candidate.breaks
            ? faults.contains { $0.keyword == candidate.keyword && $0.pointer.hasPrefix(pointer) } : faults.isEmpty
        guard isAsMeant, names.insert("\(pointer) \(candidate.keyword) \(candidate.detail)").inserted else { return }
        probes.append(
            Probe(pointer: pointer, keyword: candidate.keyword, detail: candidate.detail, value: value, faults: faults)
        )
    }

    private mutating func visitMembers(
        of value: SpecValue,
        _ layers: [SpecNode],
        in whole: SpecValue,
        at path: [String],
        depth: Int
    ) {
        for layer in layers {
            var described: [(name: String, schema: SpecNode)] = []
            for (name, schema) in layer["properties"]?.members ?? [] { described.append((name, schema)) }
            if let additional = layer["additionalProperties"], additional.isObject {
                described.append(("further_member", additional))
            }
            for (name, schema) in described {
                if let present = value.member(name) {
                    visit(present, schema, in: whole, at: path + [name], depth: depth + 1)
                } else if let sample = Samples(oracle: oracle).sample(of: schema) {
                    let extended = whole.replacing((path + [name])[...], with: sample)
                    guard oracle.accepts(extended, root) else { continue }
                    visit(sample, schema, in: extended, at: path + [name], depth: depth + 1)
                }
            }
        }
    }

    private mutating func visitElements(
        _ elements: [SpecValue],
        _ layers: [SpecNode],
        in whole: SpecValue,
        at path: [String],
        depth: Int
    ) {
        for layer in layers {
            let prefix = layer["prefixItems"]?.elements ?? []
            for (index, schema) in prefix.enumerated() where index < elements.count {
                visit(elements[index], schema, in: whole, at: path + [String(index)], depth: depth + 1)
            }
            guard let items = layer["items"] else { continue }
            if elements.count > prefix.count {
                let place = path + [String(prefix.count)]
                visit(elements[prefix.count], items, in: whole, at: place, depth: depth + 1)
            } else if elements.isEmpty, let sample = Samples(oracle: oracle).sample(of: items) {
                let extended = whole.replacing(path[...], with: .array([sample]))
                guard oracle.accepts(extended, root) else { continue }
                visit(sample, items, in: extended, at: path + ["0"], depth: depth + 1)
            }
        }
    }
}
