/// Objects and their members.
extension SchemaDiff {
    func compareObjects(_ sides: Sides) {
        let direction = sides.context.direction
        let before = ObjectView(sides.old, direction, memory.old)
        let after = ObjectView(sides.new, direction, memory.new)
        var isReported: Set<ExactText> = []
        for name in before.names + after.names.filter({ !before.declares($0) }) {
            if !compareMember(name, before, after, sides) { isReported.insert(ExactText(name)) }
        }
        for (name, node) in before.required where !after.requires(name) && !isReported.contains(ExactText(name)) {
            let place = sides.new.place("required", "properties")
            let message = "\"\(name)\" is no longer required"
            report.add(.propertyBecameOptional, sides.context, old: node, new: place, message)
        }
        for (name, node) in after.required where !before.requires(name) && !isReported.contains(ExactText(name)) {
            let place = sides.old.place("required", "properties")
            let message = "\"\(name)\" is required"
            report.add(.propertyBecameRequired, sides.context, old: place, new: node, message)
        }
        compareOthers(before, after, sides)
        comparePatterns(sides)
        compareDependencies(sides)
        compareCounts(
            sides,
            ["minProperties", "maxProperties"],
            "number of members",
            (.propertyCountNarrowed, .propertyCountWidened)
        )
        let keyword = "propertyNames"
        enqueueAll(sides, sides.old.all(keyword), sides.new.all(keyword), sides.context.inside("*"), domain: .string)
    }

    /// Compares what holds at an inner place, unless nothing does on either side.
    func enqueueAll(
        _ sides: Sides,
        _ before: [SpecNode],
        _ after: [SpecNode],
        _ context: DiffContext,
        domain: SchemaTypes = .all
    ) {
        guard !before.isEmpty || !after.isEmpty else { return }
        enqueue(
            Pair(
                old: before,
                new: after,
                oldAnchor: sides.old.anchor,
                newAnchor: sides.new.anchor,
                context: context,
                domain: domain
            )
        )
    }

    /// Compares one declared property; false where it is new or gone, which says it all.
    private func compareMember(_ name: String, _ before: ObjectView, _ after: ObjectView, _ sides: Sides) -> Bool {
        let was = before.schemas(of: name)
        let isNow = after.schemas(of: name)
        let context = sides.context.inside(name)
        // A member may be described by what holds for all others, or be required without a description.
        let wasKnown = before.declares(name) || !was.isEmpty || (before.requires(name) && before.allowsUndeclared)
        let isKnown = after.declares(name) || !isNow.isEmpty || (after.requires(name) && after.allowsUndeclared)
        if wasKnown, isKnown {
            enqueueAll(sides, was, isNow, context)
            return true
        }
        if wasKnown {
            let rule: DiffRule =
                before.requires(name) && (after.allowsUndeclared || context.direction == .response)
                ? .requiredPropertyRemoved : after.allowsUndeclared ? .propertyRemoved : .propertyRefused
            let place = sides.new.place("properties", "additionalProperties")
            let message = "the property \"\(name)\" is gone"
            report.add(rule, sides.context, old: was.first ?? sides.old.anchor, new: place, message)
        } else {
            let isDemanded = after.requires(name)
            let isSurprise = !before.allowsUndeclared && (context.direction == .response || !isDemanded)
            let rule: DiffRule =
                isSurprise ? .closedPropertyAdded : isDemanded ? .requiredPropertyAdded : .propertyAdded
            let place = sides.old.place("properties", "additionalProperties")
            let message = "the property \"\(name)\" is new"
            report.add(rule, sides.context, old: place, new: isNow.first ?? sides.new.anchor, message)
        }
        return false
    }

    private func compareOthers(_ before: ObjectView, _ after: ObjectView, _ sides: Sides) {
        if before.isClosed != after.isClosed {
            let rule: DiffRule = after.isClosed ? .additionalPropertiesClosed : .additionalPropertiesOpened
            let verb = after.isClosed ? "no longer" : "now"
            let keywords: [String] = ["additionalProperties", "unevaluatedProperties"]
            add(rule, sides, at: keywords, "members without a declaration are \(verb) allowed")
        } else if !after.isClosed {
            enqueueAll(sides, before.others, after.others, sides.context.inside("*"))
        }
    }

    /// Members by the pattern of their names.
    private func comparePatterns(_ sides: Sides) {
        let before = sides.old.all("patternProperties").flatMap(\.members)
        let after = sides.new.all("patternProperties").flatMap(\.members)
        func schemas(_ pattern: String, _ list: [(key: String, node: SpecNode)]) -> [SpecNode] {
            list.filter { ExactText($0.key) == ExactText(pattern) }.map(\.node)
        }
        for (pattern, node) in before {
            let others = schemas(pattern, after)
            if others.isEmpty {
                let place = sides.new.place("patternProperties")
                let message = "names matching \"\(pattern)\" have no schema of their own"
                report.add(.patternPropertyRemoved, sides.context, old: node, new: place, message)
            } else {
                enqueueAll(sides, schemas(pattern, before), others, sides.context.inside("*"))
            }
        }
        for (pattern, node) in after where schemas(pattern, before).isEmpty {
            let place = sides.old.place("patternProperties")
            let message = "names matching \"\(pattern)\" have a schema of their own"
            report.add(.patternPropertyAdded, sides.context, old: place, new: node, message)
        }
    }

    private func compareDependencies(_ sides: Sides) {
        func demands(_ view: SchemaView) -> [(text: String, node: SpecNode)] {
            view.all("dependentRequired").flatMap(\.members).flatMap { name, list in
                list.elements.compactMap { node in node.string.map { ("\"\(name)\" asks for \"\($0)\"", node) } }
            }
        }
        let keyword = "dependentRequired"
        let before = demands(sides.old)
        let after = demands(sides.new)
        for (text, node) in before where !after.contains(where: { ExactText($0.text) == ExactText(text) }) {
            let place = sides.new.place(keyword)
            report.add(.dependencyRemoved, sides.context, old: node, new: place, text + " no longer")
        }
        for (text, node) in after where !before.contains(where: { ExactText($0.text) == ExactText(text) }) {
            report.add(.dependencyAdded, sides.context, old: sides.old.place(keyword), new: node, text)
        }
        compareDependentSchemas(sides)
    }

    private func compareDependentSchemas(_ sides: Sides) {
        let keyword = "dependentSchemas"
        let before = sides.old.all(keyword)
        let after = sides.new.all(keyword)
        var names: [String] = []
        for (name, _) in (before + after).flatMap(\.members)
        where !names.contains(where: { ExactText($0) == ExactText(name) }) {
            names.append(name)
        }
        for name in names {
            let was = before.compactMap { $0[name] }
            let isNow = after.compactMap { $0[name] }
            if was.isEmpty {
                add(.dependencyAdded, sides, at: [keyword], "\"\(name)\" asks for a schema")
            } else if isNow.isEmpty {
                add(.dependencyRemoved, sides, at: [keyword], "\"\(name)\" asks for no schema any more")
            } else {
                enqueueAll(sides, was, isNow, sides.context, domain: .object)
            }
        }
    }
}
