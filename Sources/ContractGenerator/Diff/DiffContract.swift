/// A contract as it is compared: any OpenAPI 3.1 document, not only what the generator supports.
struct DiffContract {
    let entry: SpecNode
    let registry: Registry
    /// In the order of the document.
    let paths: [DiffPath]

    init(entry: SpecNode, registry: Registry) {
        self.entry = entry
        self.registry = registry
        paths = (entry["paths"]?.members ?? []).compactMap { path, reference in
            guard !path.hasPrefix("x-"), let item = try? registry.follow(reference) else { return nil }
            return DiffPath(template: path, item: item, anchor: reference)
        }
    }

    /// The node that shared parts and references lead to; the node itself where that cannot be told.
    func follow(_ node: SpecNode) -> SpecNode { (try? registry.follow(node)) ?? node }

    /// The entries of a map with references followed.
    func entries(_ node: SpecNode?) -> [(name: String, node: SpecNode)] {
        (node?.members ?? []).map { ($0.key, follow($0.node)) }
    }
}

/// A path and its operations.
struct DiffPath {
    let template: String
    let item: SpecNode
    /// The place where the document names it.
    let anchor: SpecNode

    var operations: [DiffOperation] {
        item.members.filter { SpecGrammar.methods.contains($0.key) && $0.node.isObject }
            .map { DiffOperation(path: self, method: $0.key, node: $0.node) }
    }

    /// The names of its parameters, from left to right.
    var parameters: [String] {
        template.split(separator: "/").compactMap { segment in
            guard let start = segment.firstIndex(of: "{"), let end = segment.lastIndex(of: "}"), start < end else {
                return nil
            }
            return String(segment[segment.index(after: start)..<end])
        }
    }

    /// The template without the names of its parameters: two that agree are the same URLs.
    var shape: String {
        template.split(separator: "/", omittingEmptySubsequences: false).map { segment in
            guard let start = segment.firstIndex(of: "{"), let end = segment.lastIndex(of: "}"), start < end else {
                return String(segment)
            }
            return segment[..<start] + "{}" + segment[segment.index(after: end)...]
        }.joined(separator: "/")
    }
}

/// An operation and where it stands.
struct DiffOperation {
    let path: DiffPath
    let method: String
    let node: SpecNode

    var id: String { node["operationId"]?.string ?? "" }

    /// How findings call it: `GET /health`.
    var title: String { method.uppercased() + " " + path.template }
}
