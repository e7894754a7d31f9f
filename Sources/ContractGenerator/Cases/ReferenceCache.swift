/// The targets of references, found once: an oracle follows the same few again and again.
final class ReferenceCache {
    /// The same text leads to the same place from everywhere in a file, unless a schema in it has an `$id`.
    private struct Key: Hashable {
        let file: ObjectIdentifier
        let reference: String
    }

    private let registry: Registry
    private var targets: [Key: SpecNode] = [:]

    init(registry: Registry) {
        self.registry = registry
    }

    /// nil where the reference leads nowhere, which the linter has said.
    func target(of reference: String, from schema: SpecNode) -> SpecNode? {
        guard registry.identifiers.isEmpty else { return try? registry.resolve(reference, from: schema) }
        let key = Key(file: ObjectIdentifier(schema.file), reference: reference)
        if let known = targets[key] { return known }
        let target = try? registry.resolve(reference, from: schema)
        targets[key] = target
        return target
    }
}
