/// Arrays and their elements.
extension SchemaDiff {
    func compareArrays(_ sides: Sides) {
        let before = Self.positions(of: sides.old)
        let after = Self.positions(of: sides.new)
        let rest: (old: [SpecNode], new: [SpecNode]) = (Self.rest(of: sides.old), Self.rest(of: sides.new))
        for index in 0..<max(before.count, after.count) {
            // Where one side has no schema for the position, what holds for the rest holds for it.
            let was = index < before.count ? before[index] : rest.old
            let isNow = index < after.count ? after[index] : rest.new
            enqueueAll(sides, was, isNow, sides.context.inside(String(index)))
        }
        let wasClosed = rest.old.contains { $0.bool == false }
        let isClosed = rest.new.contains { $0.bool == false }
        if wasClosed != isClosed {
            let verb = isClosed ? "no longer" : "now"
            let keywords: [String] = ["items", "unevaluatedItems"]
            let count = isClosed ? after.count : before.count
            let message = "more than \(count) elements are \(verb) allowed"
            add(isClosed ? .itemsClosed : .itemsOpened, sides, at: keywords, message)
        } else if !isClosed {
            enqueueAll(sides, rest.old, rest.new, sides.context.inside("*"))
        }
        compareCounts(
            sides,
            ["minItems", "maxItems"],
            "number of elements",
            (.itemCountNarrowed, .itemCountWidened)
        )
        let wasUnique = sides.old.all("uniqueItems").contains { $0.bool == true }
        let isUnique = sides.new.all("uniqueItems").contains { $0.bool == true }
        if wasUnique != isUnique {
            let message = isUnique ? "elements must differ" : "elements may be equal"
            add(isUnique ? .uniqueItemsAdded : .uniqueItemsRemoved, sides, at: ["uniqueItems"], message)
        }
        compareContains(sides)
    }

    /// The schemas of the first elements, by position.
    private static func positions(of view: SchemaView) -> [[SpecNode]] {
        let count = view.all("prefixItems").map(\.value.elements.count).max() ?? 0
        // Read once: a long list would be copied for each of its elements.
        let lists: [(prefix: [SpecNode], rest: SpecNode?)] = view.parts.map { part in
            (part["prefixItems"]?.elements ?? [], part["items"])
        }
        return (0..<count).map { index in
            lists.compactMap { list in index < list.prefix.count ? list.prefix[index] : list.rest }
        }
    }

    private static func rest(of view: SchemaView) -> [SpecNode] {
        (view.all("items") + view.all("unevaluatedItems")).filter { $0.bool != true }
    }

    private func compareContains(_ sides: Sides) {
        let before = sides.old.all("contains")
        let after = sides.new.all("contains")
        if before.isEmpty || after.isEmpty {
            if !after.isEmpty {
                add(.containsAdded, sides, at: ["contains"], "an element must match \"contains\"")
            } else if !before.isEmpty {
                add(.containsRemoved, sides, at: ["contains"], "no element need match \"contains\" any more")
            }
            return
        }
        let context = sides.context.inside("*")
        enqueueAll(sides, before, after, context)
        // Where matching elements are limited, a schema that matches more of them also refuses more.
        if sides.old.first("maxContains") != nil || sides.new.first("maxContains") != nil {
            enqueueAll(sides, before, after, context.inverted)
        }
        compareCounts(
            sides,
            ["minContains", "maxContains"],
            "number of elements that match \"contains\"",
            (.containsCountNarrowed, .containsCountWidened),
            least: 1
        )
    }
}
