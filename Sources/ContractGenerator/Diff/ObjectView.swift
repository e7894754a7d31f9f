/// The members of objects at one place: which are declared, required, and what holds for the others.
struct ObjectView {
    /// Declared properties in the order of the schemas.
    private(set) var names: [String] = []
    private(set) var required: [(name: String, node: SpecNode)] = []
    /// Members without a declaration are refused.
    private(set) var isClosed: Bool = false
    /// The schema of members without a declaration.
    private(set) var others: [SpecNode] = []
    private let parts: [SpecNode]
    private var declared: [ExactText: [SpecNode]] = [:]
    private var demanded: [ExactText: SpecNode] = [:]
    /// Properties that only the other side sends: they are none here.
    private var foreign: Set<ExactText> = []

    init(_ view: SchemaView, _ direction: DiffDirection, _ memory: SchemaMemory) {
        parts = view.parts
        let foreignMark = direction == .request ? "readOnly" : "writeOnly"
        for part in parts {
            for (name, node) in part["properties"]?.members ?? [] {
                if Self.isMarked(node, foreignMark, memory) {
                    foreign.insert(ExactText(name))
                } else {
                    if declared[ExactText(name)] == nil { names.append(name) }
                    declared[ExactText(name), default: []].append(node)
                }
            }
            for keyword in ["additionalProperties", "unevaluatedProperties"] {
                guard let node = part[keyword] else { continue }
                if node.bool == false { isClosed = true } else if node.isObject { others.append(node) }
            }
        }
        for part in parts {
            for node in part["required"]?.elements ?? [] {
                guard let name = node.string, !foreign.contains(ExactText(name)),
                    demanded.updateValue(node, forKey: ExactText(name)) == nil
                else { continue }
                required.append((name, node))
            }
        }
    }

    private static func isMarked(_ node: SpecNode, _ mark: String, _ memory: SchemaMemory) -> Bool {
        if node[mark]?.bool == true { return true }
        return memory.target(of: node)[mark]?.bool == true
    }

    func declares(_ name: String) -> Bool { declared[ExactText(name)] != nil }

    func requires(_ name: String) -> Bool { demanded[ExactText(name)] != nil }

    /// All schemas that hold for a member: its declarations, and what other parts ask of members they do not know.
    func schemas(of name: String) -> [SpecNode] {
        var schemas = declared[ExactText(name)] ?? []
        for part in parts where part["properties"]?[name] == nil && part["patternProperties"] == nil {
            if let node = part["additionalProperties"], node.isObject { schemas.append(node) }
        }
        return schemas
    }

    /// True where a member without a declaration may be there: names may also match a pattern, which is not judged
    /// here.
    var allowsUndeclared: Bool { !isClosed || parts.contains { !($0["patternProperties"]?.members.isEmpty ?? true) } }
}
