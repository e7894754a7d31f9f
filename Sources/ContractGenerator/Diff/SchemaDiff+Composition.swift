/// Alternatives, negation and conditions.
extension SchemaDiff {
    private struct Branches {
        var list: [[SpecNode]]
        var keyword: SpecNode
    }

    /// Compares a side of alternatives alone with one of none: `X` became `anyOf: [X, Y]`, or the other way
    /// round. Returns whether it was so.
    func compareLoneAlternatives(_ sides: Sides) -> Bool {
        let isSplit = sides.old.groups.isEmpty && !sides.old.parts.isEmpty && sides.new.isBareGroup
        let isJoined = sides.new.groups.isEmpty && !sides.new.parts.isEmpty && sides.old.isBareGroup
        guard isSplit || isJoined else { return false }
        func branches(_ view: SchemaView) -> Branches {
            guard let group = view.groups.first else { return Branches(list: [view.parts], keyword: view.anchor) }
            return Branches(list: group.branches.map { [$0] }, keyword: group.keyword)
        }
        compareBranches(branches(sides.old), branches(sides.new), sides)
        if sides.old.allowsNull != sides.new.allowsNull {
            let isAllowed = sides.new.allowsNull
            let message = isAllowed ? "null is now allowed" : "null is no longer allowed"
            add(isAllowed ? .nullAdded : .nullRemoved, sides, at: ["type", "anyOf", "oneOf"], message)
        }
        return true
    }

    func compareComposition(_ sides: Sides) {
        compareGroups(sides)
        compareNegations(sides)
        compareConditions(sides)
        let before = sides.old.first("discriminator")?["propertyName"]
        let after = sides.new.first("discriminator")?["propertyName"]
        if let before, let after, !(before.value == after.value) {
            let message = "the discriminator is \(after.value.json), was \(before.value.json)"
            report.add(.discriminatorChanged, sides.context, old: before, new: after, message)
        }
    }

    private func compareGroups(_ sides: Sides) {
        for (before, after) in zip(sides.old.groups, sides.new.groups) {
            if before.isOneOf != after.isOneOf {
                let rule: DiffRule = after.isOneOf ? .anyOfBecameOneOf : .oneOfBecameAnyOf
                let message = after.isOneOf ? "anyOf is now oneOf" : "oneOf is now anyOf"
                report.add(rule, sides.context, old: before.keyword, new: after.keyword, message)
            }
            let was = Branches(list: before.branches.map { [$0] }, keyword: before.keyword)
            let isNow = Branches(list: after.branches.map { [$0] }, keyword: after.keyword)
            compareBranches(was, isNow, sides)
        }
        let count = min(sides.old.groups.count, sides.new.groups.count)
        for group in sides.old.groups.dropFirst(count) {
            let message = "one of \(group.branches.count) schemas need no longer match"
            report.add(.alternativesRemoved, sides.context, old: group.keyword, new: sides.new.anchor, message)
        }
        for group in sides.new.groups.dropFirst(count) {
            let message = "one of \(group.branches.count) schemas must match"
            report.add(.alternativesAdded, sides.context, old: sides.old.anchor, new: group.keyword, message)
        }
    }

    /// Branches are taken for each other where they allow the same, else where they have the same name, else where just
    /// one is left on both sides; the others are new or gone.
    private func compareBranches(_ before: Branches, _ after: Branches, _ sides: Sides) {
        var was = before.list
        var isNow = after.list
        func pair(_ one: [SpecNode], _ other: [SpecNode]) -> Pair {
            let anchors: (old: SpecNode, new: SpecNode) = (before.keyword, after.keyword)
            return Pair(
                old: one,
                new: other,
                oldAnchor: anchors.old,
                newAnchor: anchors.new,
                context: sides.context,
                domain: sides.domain
            )
        }
        was.removeAll { one in
            guard let index = isNow.firstIndex(where: { isSame(pair(one, $0)) }) else { return false }
            // Equal in what they allow; annotations may still differ.
            enqueue(pair(one, isNow.remove(at: index)))
            return true
        }
        was.removeAll { one in
            guard let name = Self.name(of: one),
                let index = isNow.firstIndex(where: { Self.name(of: $0).map { ExactText($0) } == ExactText(name) })
            else { return false }
            enqueue(pair(one, isNow.remove(at: index)))
            return true
        }
        if was.count == 1, isNow.count == 1 { return enqueue(pair(was.removeFirst(), isNow.removeFirst())) }
        for branch in was {
            let message = "the alternative \(Self.title(of: branch)) is gone"
            report.add(
                .alternativeRemoved,
                sides.context,
                old: branch.first ?? before.keyword,
                new: after.keyword,
                message
            )
        }
        for branch in isNow {
            let message = "the alternative \(Self.title(of: branch)) is new"
            report.add(
                .alternativeAdded,
                sides.context,
                old: before.keyword,
                new: branch.first ?? after.keyword,
                message
            )
        }
    }

    /// The name of a branch: the last part of its reference, its title, or the constant that tells it apart.
    private static func name(of branch: [SpecNode]) -> String? {
        for node in branch {
            if let reference = node["$ref"]?.string, let last = reference.split(separator: "/").last {
                return String(last.hasSuffix(".json") ? last.dropLast(5) : last)
            }
            if let title = node["title"]?.string { return title }
            for (name, property) in node["properties"]?.members ?? [] {
                if let constant = property["const"] { return name + " = " + constant.value.json }
            }
        }
        return nil
    }

    private static func title(of branch: [SpecNode]) -> String {
        name(of: branch).map { "\"\($0)\"" } ?? branch.first?.pointer ?? ""
    }

    private func compareNegations(_ sides: Sides) {
        let before = sides.old.all("not")
        let after = sides.new.all("not")
        for (one, other) in zip(before, after) { enqueueAll(sides, [one], [other], sides.context.inverted) }
        for node in before.dropFirst(after.count) {
            let message = "what \"not\" excluded is allowed"
            report.add(.notRemoved, sides.context, old: node, new: sides.new.anchor, message)
        }
        for node in after.dropFirst(before.count) {
            let message = "what \"not\" describes is excluded"
            report.add(.notAdded, sides.context, old: sides.old.anchor, new: node, message)
        }
    }

    private func compareConditions(_ sides: Sides) {
        // Without a consequence a condition asserts nothing.
        func conditional(_ view: SchemaView) -> [SpecNode] {
            view.parts.filter { $0["if"] != nil && ($0["then"] != nil || $0["else"] != nil) }
        }
        let before = conditional(sides.old)
        let after = conditional(sides.new)
        for (one, other) in zip(before, after) { compareCondition(one, other, sides) }
        for node in before.dropFirst(after.count) {
            let place = node["if"] ?? node
            report.add(.conditionRemoved, sides.context, old: place, new: sides.new.anchor, "\"if\" is gone")
        }
        for node in after.dropFirst(before.count) {
            let place = node["if"] ?? node
            report.add(.conditionAdded, sides.context, old: sides.old.anchor, new: place, "\"if\" is new")
        }
    }

    private func compareCondition(_ before: SpecNode, _ after: SpecNode, _ sides: Sides) {
        guard let was = before["if"], let isNow = after["if"] else { return }
        let condition = Pair(old: [was], new: [isNow], oldAnchor: was, newAnchor: isNow, context: sides.context)
        guard isSame(condition) else {
            return report.add(.conditionChanged, sides.context, old: was, new: isNow, "\"if\" is another condition")
        }
        for keyword in ["then", "else"] {
            let one = before[keyword].map { [$0] } ?? []
            let other = after[keyword].map { [$0] } ?? []
            // What does not hold for the types that are allowed at all says nothing.
            enqueueAll(sides, one, other, sides.context, domain: sides.new.types.intersection(sides.old.types))
        }
    }
}
