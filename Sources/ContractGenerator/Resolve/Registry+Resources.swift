extension Registry {
    /// The root of the schema resource that a node belongs to: its nearest ancestor-or-self with an `$id`, else its
    /// file.
    func resource(of node: SpecNode) -> SpecNode {
        resources[ExactText(Self.key(base(of: node)))] ?? SpecNode(file: node.file)
    }

    /// The `$dynamicAnchor`s of a resource with their schemas, by name.
    func dynamicAnchors(of resource: SpecNode) -> [(name: String, target: SpecNode)] {
        dynamicAnchors[ExactText(Self.key(base(of: resource)))] ?? []
    }

    /// True where validation keywords assert anything at a node: they do not where the `$schema` of its resource names
    /// a metaschema whose `$vocabulary` leaves them out (section 8.1.2).
    func asserts(_ node: SpecNode) -> Bool {
        guard let dialect = resource(of: node)["$schema"]?.string else { return true }
        let key = Self.key(URIReference(dialect))
        guard let vocabularies = resources[ExactText(key)]?["$vocabulary"]?.members else { return true }
        return vocabularies.contains { $0.key.hasSuffix("/vocab/validation") }
    }
}
