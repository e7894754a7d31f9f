/// Types, null, lists of values and annotations.
extension SchemaDiff {
    /// Adds a finding that points at a keyword on both sides.
    func add(_ rule: DiffRule, _ sides: Sides, at keywords: [String], _ message: String) {
        report.add(
            rule,
            sides.context,
            old: keywords.lazy.compactMap { sides.old.first($0) }.first ?? sides.old.anchor,
            new: keywords.lazy.compactMap { sides.new.first($0) }.first ?? sides.new.anchor,
            message
        )
    }

    func compareAnnotations(_ sides: Sides) {
        compareDeprecation(old: sides.old.first("deprecated"), new: sides.new.first("deprecated"), sides)
        let before = sides.old.first("default")
        let after = sides.new.first("default")
        switch (before?.value, after?.value) {
        case (nil, nil): break
        case (let one?, let other?) where one == other: break
        case (let one, let other):
            let message = "the default is \(other?.json ?? "gone"), was \(one?.json ?? "none")"
            add(.defaultChanged, sides, at: ["default"], message)
        }
    }

    private func compareDeprecation(old: SpecNode?, new: SpecNode?, _ sides: Sides) {
        let was = old?.bool ?? false
        let isNow = new?.bool ?? false
        guard was != isNow else { return }
        add(isNow ? .deprecated : .undeprecated, sides, at: ["deprecated"], isNow ? "deprecated" : "not deprecated")
    }

    /// The types both sides allow; nil where there is none, and nothing more to compare.
    func compareTypes(_ sides: Sides) -> SchemaTypes? {
        let before = sides.old.types.intersection(sides.domain)
        let after = sides.new.types.intersection(sides.domain)
        let removed = before.subtracting(after)
        let added = after.subtracting(before)
        let message = "the type is \(after.phrase), was \(before.phrase)"
        let keywords: [String] = ["type", "enum", "const"]
        if !removed.isEmpty, !added.isEmpty {
            add(.typeChanged, sides, at: keywords, message)
        } else if !removed.isEmpty {
            // That values of one type are gone from a list says the list.
            if !Self.isShorterList(sides.new, than: sides.old) { add(.typeNarrowed, sides, at: keywords, message) }
        } else if !added.isEmpty, !Self.isShorterList(sides.old, than: sides.new) {
            add(.typeWidened, sides, at: keywords, message)
        }
        // Null goes with a type that is new or gone where there was none, or any; elsewhere it is a change of its own.
        let isOwn = sides.domain == .all && (before == .all) == (after == .all)
        if isOwn, sides.old.allowsNull != sides.new.allowsNull {
            let isAllowed = sides.new.allowsNull
            let text = isAllowed ? "null is now allowed" : "null is no longer allowed"
            add(isAllowed ? .nullAdded : .nullRemoved, sides, at: ["type", "anyOf", "oneOf", "enum"], text)
        }
        let common = before.intersection(after)
        return common.isEmpty ? nil : common
    }

    private static func isShorterList(_ view: SchemaView, than other: SchemaView) -> Bool {
        view.values != nil && other.values != nil
    }

    func compareValues(_ sides: Sides) {
        let keywords: [String] = ["enum", "const"]
        switch (sides.old.values, sides.new.values) {
        case (nil, nil): break
        case (nil, let values?):
            let list = Self.list(values)
            let isConstant = sides.new.isConstant
            add(isConstant ? .constAdded : .enumAdded, sides, at: keywords, "only \(list) is allowed now")
        case (let values?, nil):
            let isConstant = sides.old.isConstant
            let message = "any value is allowed, was only \(Self.list(values))"
            add(isConstant ? .constRemoved : .enumRemoved, sides, at: keywords, message)
        case (let before?, let after?):
            let removed = before.filter { !after.containsJSON($0) }
            let added = after.filter { !before.containsJSON($0) }
            if sides.old.isConstant, sides.new.isConstant, !removed.isEmpty {
                let message = "the only value is \(Self.list(after)), was \(Self.list(before))"
                return add(.constChanged, sides, at: keywords, message)
            }
            for value in removed {
                add(.enumValueRemoved, sides, at: keywords, "\(value.json) is no longer allowed")
            }
            for value in added { add(.enumValueAdded, sides, at: keywords, "\(value.json) is now allowed") }
        }
    }

    private static func list(_ values: [SpecValue]) -> String {
        let shown = values.prefix(5).map(\.json).joined(separator: ", ")
        return values.count > 5 ? shown + ", …" : shown
    }
}
