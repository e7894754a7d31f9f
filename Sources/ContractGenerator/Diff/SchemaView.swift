/// All that holds at one place of an instance: schemas with what `$ref`, `allOf` and lone branches lead to, laid flat.
///
/// A contract may say the same in many ways: a reference or its target, `allOf` or one object, `"type": ["string",
/// "null"]` or an `anyOf` with null. Two views are equal where the words differ and the meaning does not.
struct SchemaView {
    /// `anyOf` or `oneOf` with two branches or more, null apart.
    struct Group {
        let keyword: SpecNode
        let isOneOf: Bool
        let branches: [SpecNode]
        let hasNull: Bool
    }

    /// Schema objects that all must hold; none where anything is allowed.
    private(set) var parts: [SpecNode] = []
    private(set) var groups: [Group] = []
    /// `false` is among them.
    private(set) var isNever: Bool = false
    private(set) var allowsNull: Bool = true
    /// The types that are left, judged by `type`, `enum` and `const`.
    private(set) var types: SchemaTypes = .all
    /// The values that `enum` and `const` leave, without null; nil where they are not used.
    private(set) var values: [SpecValue]?
    /// The place of the view: its first schema, or what surrounds it.
    let anchor: SpecNode

    private static let maximumDepth: Int = 32

    init(_ schemas: [SpecNode], anchor: SpecNode, memory: SchemaMemory) {
        self.init(schemas, anchor: anchor, memory: memory, depth: 0)
    }

    private init(_ schemas: [SpecNode], anchor: SpecNode, memory: SchemaMemory, depth: Int) {
        self.anchor = schemas.first ?? anchor
        var open: [(node: SpecNode, ignoresNull: Bool)] = schemas.reversed().map { ($0, false) }
        var seen: Set<ExactText> = []
        while let (node, ignoresNull) = open.popLast() {
            guard seen.insert(ExactText(node.location)).inserted else { continue }
            if node.bool == false { isNever = true }
            guard node.isObject else { continue }
            parts.append(node)
            if !ignoresNull, !Self.allowsNull(node) { allowsNull = false }
            types.formIntersection(SchemaTypes(keyword: node["type"]))
            restrict(to: Self.values(of: node))
            for keyword in ["$ref", "$dynamicRef"] {
                guard let text = node[keyword]?.string, let target = memory.references.target(of: text, from: node)
                else { continue }
                open.append((target, ignoresNull))
            }
            open += (node["allOf"]?.elements ?? []).reversed().map { ($0, ignoresNull) }
            for keyword in ["oneOf", "anyOf"] {
                guard let list = node[keyword] else { continue }
                let branches = list.elements.filter { !Self.isNull($0) }
                let hasNull = branches.count < list.elements.count
                if branches.count == 1, let only = branches.first {
                    open.append((only, ignoresNull || hasNull))
                } else if !branches.isEmpty {
                    let isOneOf = keyword == "oneOf"
                    groups.append(Group(keyword: list, isOneOf: isOneOf, branches: branches, hasNull: hasNull))
                    guard !ignoresNull, !hasNull, depth < Self.maximumDepth else { continue }
                    let someAllowsNull = branches.contains { branch in
                        let key = ExactText(branch.location)
                        if let known = memory.allowsNull[key] { return known }
                        let view = Self([branch], anchor: branch, memory: memory, depth: depth + 1)
                        memory.allowsNull[key] = view.allowsNull
                        return view.allowsNull
                    }
                    if !someAllowsNull { allowsNull = false }
                } else if hasNull {
                    types = []
                }
            }
        }
        if let values {
            types.formIntersection(values.reduce(into: SchemaTypes()) { $0.formUnion(SchemaTypes(of: $1)) })
            self.values = values.filter { types.isSuperset(of: SchemaTypes(of: $0)) }
        }
        if isNever { allowsNull = false }
    }

    private mutating func restrict(to allowed: [SpecValue]?) {
        guard let allowed else { return }
        values = values.map { $0.filter(allowed.containsJSON) } ?? allowed.filter { !$0.isNull }
    }

    /// The values that the object's own `enum` and `const` leave.
    private static func values(of node: SpecNode) -> [SpecValue]? {
        let list = node["enum"].map { $0.elements.map(\.value) }
        guard let constant = node["const"]?.value else { return list }
        return list.map { $0.filter { $0 == constant } } ?? [constant]
    }

    private static func allowsNull(_ node: SpecNode) -> Bool {
        if let type = node["type"] {
            let names = type.string.map { [$0] } ?? type.elements.compactMap(\.string)
            guard names.contains("null") else { return false }
        }
        return values(of: node)?.containsJSON(.null) ?? true
    }

    /// True where a branch is there for null alone.
    private static func isNull(_ node: SpecNode) -> Bool {
        node["type"]?.string == "null" || (node["const"].map { $0.value.isNull } ?? false)
    }
}

extension SchemaView {
    /// The keyword wherever it stands, in the order of the parts.
    func all(_ keyword: String) -> [SpecNode] { parts.compactMap { $0[keyword] } }

    /// The keyword where it stands first.
    func first(_ keyword: String) -> SpecNode? {
        for part in parts { if let node = part[keyword] { return node } }
        return nil
    }

    /// The place to show for a keyword: where it stands, else the schema.
    func place(_ keywords: String...) -> SpecNode {
        for keyword in keywords { if let node = first(keyword) { return node } }
        return anchor
    }

    var isConstant: Bool { first("const") != nil }

    /// True where nothing but its `anyOf` or `oneOf` says which values are allowed.
    var isBareGroup: Bool {
        groups.count == 1
            && parts.allSatisfy { part in part.members.allSatisfy { Self.silent.contains($0.key) } }
    }

    /// Keywords that allow and refuse nothing by themselves.
    private static let silent: Set<String> = [
        "anyOf", "oneOf", "allOf", "$ref", "$defs", "$id", "$anchor", "$schema", "$comment", "title", "description",
        "default", "deprecated", "example", "examples", "externalDocs", "discriminator", "x-swift-name",
        "x-null-is-absent", "readOnly", "writeOnly",
    ]
}
