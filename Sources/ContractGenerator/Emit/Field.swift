/// One stored property of a generated structure.
struct Field {
    /// The member's name in JSON.
    let member: String
    /// The Swift name, without back-ticks.
    let name: String
    let schema: SchemaID
    let use: TypeUse
    let isRequired: Bool

    /// Absent, null and a value are three states: only an optional member that may be null has all of them.
    var hasPresence: Bool { !isRequired && use.isNullable }
}

extension SchemaEmitter {
    /// The fields of a structure, in the order of its `properties`.
    func fields(of id: SchemaID) -> [Field] {
        let plan: SchemaPlan = types[id]
        var taken: Set<String> = ["additionalMembers"]
        return plan.objects.properties.map { property in
            var name: String = SchemaNames.lowerCamel(property.name)
            while !taken.insert(name).inserted { name += "_" }
            return Field(
                member: property.name,
                name: name,
                schema: property.schema,
                use: types.field(property.schema, of: id),
                isRequired: plan.objects.required.contains { $0.utf8.elementsEqual(property.name.utf8) }
            )
        }
    }

    /// What unnamed members are kept as: only where the schema says `additionalProperties` and means more than false.
    func additionalUse(of id: SchemaID) -> TypeUse? {
        let plan: SchemaPlan = types[id]
        guard let additional = plan.objects.additional, types[additional].constant != false else { return nil }
        guard plan.objects.patternProperties.isEmpty else {
            return TypeUse(representation: .text, isNullable: false, schema: additional)
        }
        return types.use(additional)
    }

    /// The Swift type, without the optional that a nullable use adds.
    func typeName(_ representation: Representation) -> String {
        switch representation {
        case .text: "JSONText"
        case .string: "String"
        case .integer: "Int64"
        case .number: "Double"
        case .boolean: "Bool"
        case .enumeration(let id), .structure(let id): types[id].name
        case .array(let element): "[\(typeName(element))]"
        case .members(let member): "[JSONMember<\(typeName(member))>]"
        }
    }

    func typeName(_ use: TypeUse) -> String {
        typeName(use.representation) + (use.isNullable ? "?" : "")
    }

    func typeName(_ field: Field) -> String {
        let base: String = typeName(field.use.representation)
        if field.hasPresence { return "Presence<\(base)>" }
        return field.isRequired && !field.use.isNullable ? base : base + "?"
    }

    /// Notes that the types named by a representation must be printed.
    func requireTypes(_ representation: Representation) {
        switch representation {
        case .enumeration(let id), .structure(let id): require(.type, id)
        case .array(let inner), .members(let inner): requireTypes(inner.representation)
        default: break
        }
    }
}
