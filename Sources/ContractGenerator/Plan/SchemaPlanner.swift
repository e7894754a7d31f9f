/// Turns schema nodes into plans; what a schema refers to is planned with it.
///
/// The plan is a flat table: recursion of schemas becomes numbers, not nesting. A location is planned once for each
/// dynamic scope in which it is reached (`DynamicScope`), so that `$dynamicRef` is decided here and costs nothing when
/// a value is validated. Without `$dynamicAnchor` there is one scope.
package struct SchemaPlanner {
    package private(set) var plans: [SchemaPlan] = []
    package private(set) var diagnostics: [Diagnostic] = []
    private var ids: [ExactText: SchemaID] = [:]
    private var names: SchemaNames
    /// Names that were given before their schemas were planned, by location.
    private var rootNames: [ExactText: String] = [:]
    private var scope = DynamicScope()
    private let registry: Registry

    package init(registry: Registry, names: SchemaNames.Module = .server) {
        self.registry = registry
        self.names = SchemaNames(module: names)
    }

    package subscript(id: SchemaID) -> SchemaPlan { plans[id.index] }

    /// The number of a schema that was planned.
    package func known(_ node: SpecNode) -> SchemaID? { ids[ExactText(node.location + scope.key)] }

    /// Keeps names for the roots of files and for other declarations, so that no schema inside a file takes them.
    package mutating func reserve(roots: [SpecNode], declarations: [String]) {
        for name in declarations { _ = names.unique(name) }
        for root in roots where !root.isPlainReference {
            rootNames[ExactText(root.location)] = names.unique(SchemaNames.name(of: root))
        }
    }

    /// The plan of the schema at `node`, made where it is not there yet. `suggestion` names an inline schema.
    package mutating func plan(_ node: SpecNode, named suggestion: String? = nil) -> SchemaID {
        let outside = scope
        defer { scope = outside }
        scope.enter(registry.resource(of: node), registry)
        let key = ExactText(node.location + scope.key)
        if let id = ids[key] { return id }
        let id = SchemaID(index: plans.count)
        ids[key] = id
        plans.append(SchemaPlan(id: id, node: node, name: name(of: node, suggestion)))
        var plan = plans[id.index]
        if let constant = node.bool { plan.constant = constant }
        if registry.asserts(node) {
            readTypes(node, into: &plan)
            readNumbers(node, into: &plan.numbers)
            readStrings(node, into: &plan.strings)
            readCounts(node, into: &plan)
        }
        readArrays(node, into: &plan)
        readObjects(node, into: &plan)
        readComposites(node, into: &plan)
        plan.atMostOne = AtMostOne.members(of: node).map { members in
            AtMostOne(members: members, typeName: names.unique(plan.name + "Choice"))
        }
        plans[id.index] = plan
        return id
    }

    /// A schema that only refers to another declares nothing, so it takes no name away.
    private mutating func name(of node: SpecNode, _ suggestion: String?) -> String {
        if let name = rootNames.removeValue(forKey: ExactText(node.location)) { return name }
        let wanted = suggestion ?? SchemaNames.name(of: node)
        return node.isPlainReference ? wanted : names.unique(wanted)
    }

    private func readTypes(_ node: SpecNode, into plan: inout SchemaPlan) {
        if let type = node["type"] {
            let names = type.isArray ? type.elements : [type]
            plan.types = names.reduce(into: []) { types, name in
                types.formUnion(name.string.flatMap(JSONTypes.init(keyword:)) ?? [])
            }
        }
        if let constant = node["const"] { plan.enumeration = [constant.value] }
        if let values = node["enum"] {
            let listed = values.elements.map(\.value)
            // Both keywords together admit what is in both.
            plan.enumeration = plan.enumeration.map { both in both.filter { listed.containsJSON($0) } } ?? listed
        }
    }

    private func readNumbers(_ node: SpecNode, into numbers: inout NumberAssertions) {
        for keyword in ["minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum"] {
            if let value = node[keyword]?.value { numbers.bounds.append(.init(keyword: keyword, value: value)) }
        }
        numbers.multipleOf = node["multipleOf"]?.value
    }

    private func readStrings(_ node: SpecNode, into strings: inout StringAssertions) {
        strings.minLength = count(node["minLength"]) ?? 0
        strings.maxLength = count(node["maxLength"])
        strings.pattern = node["pattern"]?.string
        strings.format = node["format"]?.string
    }

    /// Assertions about containers that look at no element or member.
    private func readCounts(_ node: SpecNode, into plan: inout SchemaPlan) {
        plan.arrays.minItems = count(node["minItems"]) ?? 0
        plan.arrays.maxItems = count(node["maxItems"])
        plan.arrays.unique = node["uniqueItems"]?.bool ?? false
        plan.objects.minProperties = count(node["minProperties"]) ?? 0
        plan.objects.maxProperties = count(node["maxProperties"])
        plan.objects.required = (node["required"]?.elements ?? []).compactMap(\.string)
        for (name, names) in node["dependentRequired"]?.members ?? [] {
            let required = names.elements.compactMap(\.string)
            plan.objects.dependencies.append(.init(name: name, required: required, schema: nil))
        }
    }

    private mutating func readArrays(_ node: SpecNode, into plan: inout SchemaPlan) {
        for (index, item) in (node["prefixItems"]?.elements ?? []).enumerated() {
            plan.arrays.prefix.append(self.plan(item, named: plan.name + "Item" + String(index)))
        }
        if let items = node["items"] { plan.arrays.items = self.plan(items, named: plan.name + "Item") }
        if let contains = node["contains"] {
            plan.arrays.contains = ArrayAssertions.Contains(
                schema: self.plan(contains, named: plan.name + "Contains"),
                min: count(node["minContains"]) ?? 1,
                max: count(node["maxContains"])
            )
        }
        if let schema = node["unevaluatedItems"] {
            plan.arrays.unevaluated = self.plan(schema, named: plan.name + "UnevaluatedItem")
        }
    }

    private mutating func readObjects(_ node: SpecNode, into plan: inout SchemaPlan) {
        for (name, schema) in node["properties"]?.members ?? [] {
            let id = self.plan(schema, named: plan.name + SchemaNames.upperCamel(name))
            plan.objects.properties.append(.init(name: name, schema: id))
        }
        for (index, (pattern, schema)) in (node["patternProperties"]?.members ?? []).enumerated() {
            let id = self.plan(schema, named: plan.name + "Pattern" + String(index))
            plan.objects.patternProperties.append(.init(name: pattern, schema: id))
        }
        if let schema = node["additionalProperties"] {
            plan.objects.additional = self.plan(schema, named: plan.name + "AdditionalProperty")
        }
        if let schema = node["propertyNames"] {
            plan.objects.propertyNames = self.plan(schema, named: plan.name + "PropertyName")
        }
        for (name, schema) in node["dependentSchemas"]?.members ?? [] {
            let id = self.plan(schema, named: plan.name + "With" + SchemaNames.upperCamel(name))
            plan.objects.dependencies.append(.init(name: name, required: [], schema: id))
        }
        if let schema = node["unevaluatedProperties"] {
            plan.objects.unevaluated = self.plan(schema, named: plan.name + "UnevaluatedProperty")
        }
    }

    private mutating func readComposites(_ node: SpecNode, into plan: inout SchemaPlan) {
        do throws(Diagnostic) {
            if let reference = node["$ref"], let text = reference.string {
                plan.composites.reference = self.plan(try registry.resolve(text, from: node))
            }
            if let reference = node["$dynamicRef"], let text = reference.string {
                let target = try registry.resolve(text, from: node)
                plan.composites.dynamicReference = self.plan(scope.target(of: text, initially: target))
            }
        } catch {
            diagnostics.append(error)
        }
        plan.composites.allOf = branches("allOf", of: node, in: plan)
        plan.composites.anyOf = branches("anyOf", of: node, in: plan)
        plan.composites.oneOf = branches("oneOf", of: node, in: plan)
        plan.composites.not = node["not"].map { self.plan($0, named: plan.name + "Not") }
        plan.composites.condition = node["if"].map { self.plan($0, named: plan.name + "If") }
        plan.composites.then = node["then"].map { self.plan($0, named: plan.name + "Then") }
        plan.composites.otherwise = node["else"].map { self.plan($0, named: plan.name + "Else") }
    }

    private mutating func branches(_ keyword: String, of node: SpecNode, in plan: SchemaPlan) -> [SchemaID] {
        var ids: [SchemaID] = []
        for (index, branch) in (node[keyword]?.elements ?? []).enumerated() {
            ids.append(self.plan(branch, named: plan.name + SchemaNames.upperCamel(keyword) + String(index)))
        }
        return ids
    }

    /// A keyword that counts: a non-negative integer, 2.0 included.
    private func count(_ node: SpecNode?) -> Int? {
        node?.integer.flatMap { $0 >= 0 ? Int(clamping: $0) : nil }
    }
}

extension SpecNode {
    /// True for a `$ref` with nothing beside it but annotations: it stands for what it refers to.
    fileprivate var isPlainReference: Bool {
        let annotations: Set<String> = [
            "$ref", "$comment", "title", "summary", "description", "deprecated", "readOnly", "writeOnly", "examples",
        ]
        return self["$ref"] != nil && members.allSatisfy { annotations.contains($0.key) }
    }
}
