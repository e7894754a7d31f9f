/// Finds the TypeScript type of a schema.
///
/// A type admits whatever its schema admits. What TypeScript cannot say (bounds, patterns, `not`, `contains`) is left
/// to the server and told in comments. Structural keywords count only where values are known to be objects or arrays,
/// as `properties` without `type` admits every string too; `allOf`, `anyOf` and `oneOf` know what stands around them.
struct TypeScriptMapper {
    private let registry: Registry
    private let names: TypeScriptNames
    private var kinds: [ExactText: JSONTypes] = [:]

    init(registry: Registry, names: TypeScriptNames) {
        self.registry = registry
        self.names = names
    }

    /// The type of a schema where it is used: its name, if it has one.
    mutating func use(_ node: SpecNode) -> TypeScriptType {
        names.name(of: node).map { .named($0) } ?? type(of: node)
    }

    /// The kinds that the schemas around one leave over, as they judge the same value.
    struct Surroundings {
        var kinds: JSONTypes = .all
        /// Members that are there: alternatives are then told apart by their constants.
        var required: Set<ExactText> = []
    }

    /// The type of a schema, written out.
    mutating func type(of node: SpecNode, in surroundings: Surroundings = Surroundings()) -> TypeScriptType {
        guard node.isObject else { return node.bool == false ? .never : .unknown }
        var inner = surroundings
        inner.kinds.formIntersection(kinds(of: node))
        if inner.kinds.isEmpty { return .never }
        for name in node["required"]?.elements ?? [] { inner.required.insert(ExactText(name.string ?? "")) }
        var parts: [TypeScriptType] = []
        if let target = target(of: node) { parts.append(use(target)) }
        for branch in node["allOf"]?.elements ?? [] { parts.append(branchType(branch, in: inner)) }
        for keyword in ["anyOf", "oneOf"] {
            guard let branches = node[keyword]?.elements, !branches.isEmpty else { continue }
            var types: [TypeScriptType] = []
            for branch in branches { types.append(branchType(branch, in: inner)) }
            parts.append(.anyOf(types))
        }
        if let condition = node["if"], let then = node["then"], let otherwise = node["else"] {
            let met: TypeScriptType = .allOf([branchType(condition, in: inner), branchType(then, in: inner)])
            parts.append(.anyOf([met, branchType(otherwise, in: inner)]))
        }
        let own = ownType(of: node, inner)
        return .allOf(isImplied(node, own, by: parts) ? parts : [own] + parts)
    }

    private mutating func branchType(_ node: SpecNode, in surroundings: Surroundings) -> TypeScriptType {
        if let name = names.name(of: node), !kinds(of: node).isDisjoint(with: surroundings.kinds) {
            return .named(name)
        }
        return type(of: node, in: surroundings)
    }

    /// The schema's own part, without the schemas it is composed of.
    private mutating func ownType(of node: SpecNode, _ inner: Surroundings) -> TypeScriptType {
        let kinds = inner.kinds
        if let value = node["const"]?.value { return Self.literal(value) }
        if let values = node["enum"]?.elements {
            return .anyOf(values.filter { kinds.contains(Self.kind(of: $0.value)) }.map { Self.literal($0.value) })
        }
        let isStructured = kinds.contains(.object) && hasMembers(node) || kinds.contains(.array) && hasElements(node)
        guard node["type"] != nil || kinds != .all && isStructured else { return .unknown }
        var types: [TypeScriptType] = []
        if kinds.contains(.string) { types.append(.atom("string")) }
        if !kinds.isDisjoint(with: .number) { types.append(.atom("number")) }
        if kinds.contains(.boolean) { types.append(.atom("boolean")) }
        if kinds.contains(.array) { types.append(arrayType(of: node)) }
        if kinds.contains(.object) { types.append(objectType(of: node, required: inner.required)) }
        if kinds.contains(.null) { types.append(.atom("null")) }
        return .anyOf(types)
    }

    /// True where the parts say all that `type` says, so that it need not be repeated.
    private mutating func isImplied(_ node: SpecNode, _ own: TypeScriptType, by parts: [TypeScriptType]) -> Bool {
        guard let type = node["type"], node["const"] == nil, node["enum"] == nil, !hasMembers(node), !hasElements(node),
            parts.contains(where: { !$0.isUnknown })
        else { return false }
        if case .object = own, parts.contains(where: { admitsOnlyObjects($0) }) { return true }
        return composedKinds(of: node).isSubset(of: Self.kinds(named: type))
    }

    private mutating func admitsOnlyObjects(_ type: TypeScriptType) -> Bool {
        switch type {
        case .object: return true
        case .named(let name): return names.node(named: name).map { kinds(of: $0) } == .object
        case .union(let parts): return parts.allSatisfy { admitsOnlyObjects($0) }
        case .intersection(let parts): return parts.contains { admitsOnlyObjects($0) }
        default: return false
        }
    }

    /// The schema a `$ref` leads to. Where a `$dynamicRef` leads depends on the way to it, so nothing is said about it.
    private func target(of node: SpecNode) -> SpecNode? {
        guard let reference = node["$ref"]?.string else { return nil }
        return try? registry.resolve(reference, from: node)
    }

    // MARK: - Kinds

    /// The kinds of values that a schema can admit.
    mutating func kinds(of node: SpecNode) -> JSONTypes {
        guard node.isObject else { return node.bool == false ? [] : .all }
        let key = ExactText(node.location)
        if let known = kinds[key] { return known }
        kinds[key] = .all
        var found = composedKinds(of: node)
        if let type = node["type"] { found.formIntersection(Self.kinds(named: type)) }
        if let value = node["const"]?.value { found.formIntersection(Self.kind(of: value)) }
        if let values = node["enum"]?.elements {
            found.formIntersection(values.reduce(into: []) { $0.formUnion(Self.kind(of: $1.value)) })
        }
        kinds[key] = found
        return found
    }

    /// The kinds that the schemas a schema is composed of leave over.
    private mutating func composedKinds(of node: SpecNode) -> JSONTypes {
        var found: JSONTypes = .all
        if let target = target(of: node) { found.formIntersection(kinds(of: target)) }
        for branch in node["allOf"]?.elements ?? [] { found.formIntersection(kinds(of: branch)) }
        for keyword in ["anyOf", "oneOf"] {
            guard let branches = node[keyword]?.elements, !branches.isEmpty else { continue }
            var either: JSONTypes = []
            for branch in branches { either.formUnion(kinds(of: branch)) }
            found.formIntersection(either)
        }
        return found
    }

    private static func kinds(named type: SpecNode) -> JSONTypes {
        let names = type.string.map { [$0] } ?? type.elements.compactMap(\.string)
        return names.compactMap(JSONTypes.init(keyword:)).reduce(into: []) { $0.formUnion($1) }
    }

    private static func kind(of value: SpecValue) -> JSONTypes {
        switch value {
        case .null: .null
        case .bool: .boolean
        case .integer: .integer
        case .real(let number): number.rounded() == number ? .integer : .fraction
        case .string: .string
        case .array: .array
        case .object: .object
        }
    }
}
