/// The facts about the schemas of one contract that would be asked for again and again.
final class SchemaMemory {
    let references: ReferenceCache
    /// Which branches of `anyOf` and `oneOf` allow null, by location.
    var allowsNull: [ExactText: Bool] = [:]

    init(registry: Registry) { references = ReferenceCache(registry: registry) }

    /// The schema that one which is only a reference leads to, in one step; else the schema itself.
    func target(of node: SpecNode) -> SpecNode {
        guard case .object(let members) = node.value, members.count == 1, let reference = node["$ref"]?.string else {
            return node
        }
        return references.target(of: reference, from: node) ?? node
    }
}
