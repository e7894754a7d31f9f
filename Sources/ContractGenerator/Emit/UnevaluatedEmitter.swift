/// `unevaluatedProperties` and `unevaluatedItems` as a second compiled question: did a schema, which accepts the value,
/// look at this member or element? (JSON Schema 2020-12, sections 11.2 and 11.3.) Answers that the schema alone
/// decides are decided here.
extension SchemaEmitter {
    /// Members or elements: the two kinds of children that the question can be about.
    enum Child {
        case member, item

        var noun: String { self == .member ? "Member" : "Item" }
        var parameters: String { self == .member ? "_ key: Bytes" : "_ position: Int, _ element: JSONValue" }
        var arguments: String { self == .member ? "key" : "position, element" }

        func piece(own: Bool) -> Piece.Kind {
            switch (self, own) {
            case (.member, false): .evaluatesMember
            case (.member, true): .evaluatesOwnMember
            case (.item, false): .evaluatesItem
            case (.item, true): .evaluatesOwnItem
            }
        }
    }

    func emitUnevaluated(_ plan: SchemaPlan, failure: String, into writer: inout LineWriter) {
        if let schema = plan.objects.unevaluated, checkCall(schema, "value") != nil,
            case let asked = ask(.member, plan.id, own: true), asked != "true"
        {
            let named = asked == "false" ? "_" : "key"
            emitGuarded("v.isObject", .object, of: plan, into: &writer) { writer in
                writer.line("var others: JSONMembers = v.members")
                writer.block("while let (\(named), value) = others.next()") { writer in
                    if asked != "false" { writer.line("if \(asked) { continue }") }
                    emitChild(schema, "value", "unevaluatedProperties", "member", failure: failure, into: &writer)
                }
            }
        }
        if let schema = plan.arrays.unevaluated, checkCall(schema, "element") != nil,
            case let asked = ask(.item, plan.id, own: true), asked != "true"
        {
            emitGuarded("v.isArray", .array, of: plan, into: &writer) { writer in
                writer.block("do") { writer in
                    writer.line("var others: JSONElements = v.elements")
                    if asked != "false" { writer.line("var position: Int = -1") }
                    writer.block("while let element = others.next()") { writer in
                        if asked != "false" {
                            writer.line("position += 1")
                            writer.line("if \(asked) { continue }")
                        }
                        emitChild(schema, "element", "unevaluatedItems", "element", failure: failure, into: &writer)
                    }
                }
            }
        }
    }

    private func emitChild(
        _ schema: SchemaID,
        _ value: String,
        _ keyword: String,
        _ noun: String,
        failure: String,
        into writer: inout LineWriter
    ) {
        if types[resolved(schema)].constant == false {
            let message = "is not a \(noun) that any schema here describes"
            emitFault(keyword, message, value: value, failure: failure, into: &writer)
        } else {
            emitCheck(schema, of: value, failure: failure, into: &writer)
        }
    }

    /// The expression that asks about one child. `own` leaves out the schema's own `unevaluated…`, which asks itself.
    private func ask(_ child: Child, _ asking: SchemaID, own: Bool = false) -> String {
        let id = own ? asking : resolved(asking)
        if decidesAll(child, id, own: own) { return "true" }
        var visited: Set<SchemaID> = []
        if !mayEvaluate(child, id, &visited) { return "false" }
        require(child.piece(own: own), id)
        return "evaluates\(own ? "Own" : "")\(child.noun)\(types[id].name)(v, \(child.arguments), &c)"
    }

    /// True where a schema looks at every child: `additionalProperties` and `items` do whatever they say.
    private func decidesAll(_ child: Child, _ id: SchemaID, own: Bool) -> Bool {
        let plan = types[id]
        switch child {
        case .member: return plan.objects.additional != nil || !own && plan.objects.unevaluated != nil
        case .item: return plan.arrays.items != nil || !own && plan.arrays.unevaluated != nil
        }
    }

    /// True where a schema can look at any child at all.
    private func mayEvaluate(_ child: Child, _ id: SchemaID, _ visited: inout Set<SchemaID>) -> Bool {
        let plan = types[id]
        guard visited.insert(id).inserted else { return false }
        switch child {
        case .member:
            let objects = plan.objects
            if objects.additional != nil || objects.unevaluated != nil { return true }
            if !objects.properties.isEmpty || !objects.patternProperties.isEmpty { return true }
        case .item:
            let arrays = plan.arrays
            if arrays.items != nil || arrays.unevaluated != nil || arrays.contains != nil || !arrays.prefix.isEmpty {
                return true
            }
        }
        return plan.inPlace.contains { mayEvaluate(child, $0, &visited) }
    }

    func emitEvaluates(_ child: Child, _ id: SchemaID, own: Bool, into writer: inout LineWriter) {
        let plan = types[id]
        let name = "evaluates\(own ? "Own" : "")\(child.noun)\(plan.name)"
        let signature = "func \(name)(_ v: JSONValue, \(child.parameters), _ c: inout Validation) -> Bool"
        writer.line(origin(id))
        writer.block(modifier + signature) { writer in
            var questions = LineWriter()
            switch child {
            case .member: emitOwnMembers(plan, into: &questions)
            case .item: emitOwnItems(plan, into: &questions)
            }
            emitInPlace(child, plan, into: &questions)
            // Each question is a line; behind one that is always answered with yes nothing can be reached.
            for question in questions.text.split(separator: "\n") {
                writer.line(String(question))
                if question == "return true" { return }
            }
            writer.line("return false")
        }
    }

    private func emitOwnMembers(_ plan: SchemaPlan, into writer: inout LineWriter) {
        for property in plan.objects.properties {
            writer.line("if key == \(SwiftLiteral.string(property.name)) { return true }")
        }
        for property in plan.objects.patternProperties {
            writer.line("if \(patternName(property.name)).matches(key) { return true }")
        }
    }

    private func emitOwnItems(_ plan: SchemaPlan, into writer: inout LineWriter) {
        if !plan.arrays.prefix.isEmpty { writer.line("if position < \(plan.arrays.prefix.count) { return true }") }
        if let contains = plan.arrays.contains {
            writer.line("if \(quietly(contains.schema, "element")) { return true }")
        }
    }

    /// Schemas that look at the same value: those that must hold are asked, those that may hold are tried first.
    private func emitInPlace(_ child: Child, _ plan: SchemaPlan, into writer: inout LineWriter) {
        let composites = plan.composites
        let certain: [SchemaID?] = [composites.reference, composites.dynamicReference] + composites.allOf
        for schema in certain.compactMap({ $0 }) { emitAsk(child, schema, after: nil, into: &writer) }
        for schema in composites.anyOf + composites.oneOf {
            emitAsk(child, schema, after: quietly(schema, "v"), into: &writer)
        }
        for dependency in plan.objects.dependencies {
            guard let schema = dependency.schema else { continue }
            let present = "v.member(\(SwiftLiteral.string(dependency.name))) != nil"
            emitAsk(child, schema, after: present, into: &writer)
        }
        guard let condition = composites.condition else { return }
        let holds = quietly(condition, "v")
        emitAsk(child, condition, after: holds, into: &writer)
        if let then = composites.then { emitAsk(child, then, after: holds, into: &writer) }
        if let otherwise = composites.otherwise { emitAsk(child, otherwise, after: "!" + holds, into: &writer) }
    }

    private func emitAsk(_ child: Child, _ id: SchemaID, after test: String?, into writer: inout LineWriter) {
        let asked = ask(child, id)
        if asked == "false" { return }
        let conditions: [String] = [test, asked].compactMap { $0 }.filter { $0 != "true" }
        writer.line(conditions.isEmpty ? "return true" : "if \(conditions.joined(separator: ", ")) { return true }")
    }
}

extension SchemaPlan {
    /// Schemas that are applied to the same value, whether they must hold or not.
    fileprivate var inPlace: [SchemaID] {
        let single: [SchemaID?] = [
            composites.reference, composites.dynamicReference, composites.condition, composites.then,
            composites.otherwise,
        ]
        return single.compactMap { $0 } + composites.allOf + composites.anyOf + composites.oneOf
            + objects.dependencies.compactMap(\.schema)
    }
}
