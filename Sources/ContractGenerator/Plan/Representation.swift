/// The Swift type that holds values of a schema. It may hold more than the schema admits, never less: what is
/// admitted is the validation's business alone.
package indirect enum Representation: Sendable {
    /// Any JSON, kept as its text: `JSONText`.
    case text
    case string
    /// `Int64`.
    case integer
    /// `Double`.
    case number
    case boolean
    /// A Swift enum, declared by this schema.
    case enumeration(SchemaID)
    /// A Swift struct, declared by this schema.
    case structure(SchemaID)
    case array(TypeUse)
    /// An object whose members are all of one schema: a list of members, in their order.
    case members(TypeUse)
}

/// A use of a type: what decodes it, and whether null is admitted beside it.
package struct TypeUse: Sendable {
    package var representation: Representation
    package var isNullable: Bool
    /// The schema that stands at the place of use.
    package var schema: SchemaID
}

/// Chooses representations for planned schemas.
package struct TypePlanner: Sendable {
    package let plans: [SchemaPlan]
    /// The representation of each plan; decided once, because every place that mentions a schema asks.
    private let uses: [TypeUse]

    package init(plans: [SchemaPlan]) {
        self.plans = plans
        uses = plans.map { Self.use($0.id, plans, depth: 0) }
    }

    package subscript(id: SchemaID) -> SchemaPlan { plans[id.index] }

    package func use(_ id: SchemaID) -> TypeUse { uses[id.index] }

    /// How a structure holds one of its properties. A struct cannot contain itself, so a property that would lead back
    /// to its structure stays JSON text.
    package func field(_ property: SchemaID, of structure: SchemaID) -> TypeUse {
        let use = use(property)
        var visited: Set<SchemaID> = []
        guard case .structure(let target) = use.representation, reaches(structure, from: target, &visited) else {
            return use
        }
        return TypeUse(representation: .text, isNullable: false, schema: property)
    }

    private func reaches(_ goal: SchemaID, from structure: SchemaID, _ visited: inout Set<SchemaID>) -> Bool {
        if structure == goal { return true }
        guard visited.insert(structure).inserted else { return false }
        return self[structure].objects.properties.contains { property in
            guard case .structure(let next) = use(property.schema).representation else { return false }
            return reaches(goal, from: next, &visited)
        }
    }

    /// `depth` ends chains of references that lead nowhere.
    private static func use(_ id: SchemaID, _ plans: [SchemaPlan], depth: Int) -> TypeUse {
        let plan = plans[id.index]
        var use = TypeUse(representation: .text, isNullable: false, schema: id)
        guard plan.constant == nil, depth < 32 else { return use }
        let core = plan.types.subtracting(.null)
        if core == JSONTypes.all.subtracting(.null) { return untyped(plan, use, plans, depth: depth) }
        use.isNullable = plan.types.contains(.null)
        switch core {
        case .string: use.representation = stringRepresentation(plan)
        case .integer: use.representation = fitsInt64(plan) ? .integer : .text
        case .number, .fraction: use.representation = .number
        case .boolean: use.representation = .boolean
        case .array:
            if let items = plan.arrays.items, plan.arrays.prefix.isEmpty {
                use.representation = .array(self.use(items, plans, depth: depth + 1))
            }
        case .object: use.representation = objectRepresentation(plan, plans, depth: depth)
        default: break
        }
        if case .text = use.representation { use.isNullable = false }
        return use
    }

    /// A schema without `type`: what it refers to, or the one alternative that is not null, decides.
    private static func untyped(
        _ plan: SchemaPlan,
        _ fallback: TypeUse,
        _ plans: [SchemaPlan],
        depth: Int
    ) -> TypeUse {
        var found: TypeUse?
        if let reference = plan.composites.reference {
            found = use(reference, plans, depth: depth + 1)
        } else if let other = plan.alternativeToNull(plans) {
            found = use(other, plans, depth: depth + 1)
            found?.isNullable = true
        } else if plan.composites.allOf.count == 1 {
            found = use(plan.composites.allOf[0], plans, depth: depth + 1)
        } else if let values = plan.enumeration, values.isNonEmptyStrings {
            return TypeUse(representation: .enumeration(plan.id), isNullable: false, schema: plan.id)
        }
        guard var found, !found.isText else { return fallback }
        found.schema = plan.id
        return found
    }

    private static func stringRepresentation(_ plan: SchemaPlan) -> Representation {
        guard let values = plan.enumeration else { return .string }
        let strings = values.filter { if case .null = $0 { false } else { true } }
        return strings.isNonEmptyStrings ? .enumeration(plan.id) : .string
    }

    private static func objectRepresentation(_ plan: SchemaPlan, _ plans: [SchemaPlan], depth: Int) -> Representation {
        if !plan.objects.properties.isEmpty { return .structure(plan.id) }
        if plan.objects.patternProperties.isEmpty, let additional = plan.objects.additional,
            plans[additional.index].constant == nil
        {
            return .members(use(additional, plans, depth: depth + 1))
        }
        if let reference = plan.composites.reference { return use(reference, plans, depth: depth + 1).representation }
        return .text
    }

    /// False where the schema names a number beyond `Int64`. Of an integer without bounds `Int64` is what is read: no
    /// contract that we serve has one (`unbounded-integer`), and of a service we take what fits.
    private static func fitsInt64(_ plan: SchemaPlan) -> Bool {
        if plan.strings.format == "int64" || plan.strings.format == "int32" { return true }
        if let values = plan.enumeration { return values.allSatisfy { !$0.isBeyondInt64 } }
        return plan.numbers.bounds.allSatisfy { !$0.value.isBeyondInt64 }
    }
}

extension TypeUse {
    package var isText: Bool { if case .text = representation { true } else { false } }
}

extension SchemaPlan {
    /// The other one, where this is `anyOf` or `oneOf` of two of which one admits null only and the other not null.
    package func alternativeToNull(_ plans: [SchemaPlan]) -> SchemaID? {
        let branches = composites.anyOf.isEmpty ? composites.oneOf : composites.anyOf
        guard branches.count == 2, composites.anyOf.isEmpty || composites.oneOf.isEmpty else { return nil }
        for (one, other) in [(branches[0], branches[1]), (branches[1], branches[0])]
        where plans[one.index].admitsOnlyNull {
            return plans[other.index].admitsNull(plans, depth: 0) ? nil : other
        }
        return nil
    }

    /// True where null is all that passes, and always does.
    private var admitsOnlyNull: Bool {
        var rest = self
        rest.types = .all
        return types == .null && rest.acceptsEverything
    }

    /// True where null may pass; true where that is not plain.
    private func admitsNull(_ plans: [SchemaPlan], depth: Int) -> Bool {
        if !types.contains(.null) { return false }
        guard let reference = composites.reference, depth < 16 else { return true }
        return plans[reference.index].admitsNull(plans, depth: depth + 1)
    }
}

extension [SpecValue] {
    fileprivate var isNonEmptyStrings: Bool {
        !isEmpty && allSatisfy { if case .string = $0 { true } else { false } }
    }
}
