/// The schemas that get a name of their own: files, definitions, components, and whatever a reference leads to.
///
/// A file's name is that of its type; a number tells equals apart, and operations take the names that are left.
struct TypeScriptNames {
    /// Sorted by name.
    private(set) var schemas: [(name: String, node: SpecNode)] = []
    private var names: [ExactText: String] = [:]
    private var nodes: [String: SpecNode] = [:]
    private var taken: Set<String> = TypeScriptTransport.exports

    init(registry: Registry) {
        var found = registry.objects.filter { $0.kind == .schema && Self.isNamed($0.node) }.map(\.node)
        found += registry.references.filter { $0.kind == .schema }.map(\.target)
        // Who gets the plain name first: whole files.
        found.sort { ($0.path.isEmpty ? 0 : 1, $0.location) < ($1.path.isEmpty ? 0 : 1, $1.location) }
        for node in found where names[ExactText(node.location)] == nil {
            let name = unique(Self.wanted(node))
            names[ExactText(node.location)] = name
            schemas.append((name, node))
            nodes[name] = node
        }
        schemas.sort { $0.name < $1.name }
    }

    func name(of node: SpecNode) -> String? { names[ExactText(node.location)] }

    func node(named name: String) -> SpecNode? { nodes[name] }

    /// The name, with a number where it is taken.
    mutating func unique(_ wanted: String) -> String {
        var name = wanted
        var count = 2
        while !taken.insert(name).inserted {
            name = wanted + String(count)
            count += 1
        }
        return name
    }

    private static func isNamed(_ node: SpecNode) -> Bool {
        guard let parent = node.path.dropLast().last else { return node.path.isEmpty }
        return parent == "$defs" || isComponent(node)
    }

    private static func isComponent(_ node: SpecNode) -> Bool {
        node.path.count == 3 && node.path[0] == "components" && node.path[1] == "schemas"
    }

    private static func wanted(_ node: SpecNode) -> String {
        let name = isComponent(node) ? node.path[2] : SchemaNames.name(of: node)
        let wanted = SchemaNames.upperCamel(name)
        guard let first = wanted.utf8.first else { return "Schema" }
        return (0x30...0x39).contains(first) ? "Schema" + wanted : wanted
    }
}
