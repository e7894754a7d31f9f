/// One stored property of a generated structure.
struct Field {
    /// The member's name in JSON.
    let member: String
    /// The Swift name, without back-ticks.
    let name: String
    let schema: SchemaID
    let use: TypeUse
    let isRequired: Bool
    /// The case of the enum, where the member is one of a choice; without back-ticks.
    var caseName: String = ""

    /// `x-null-is-absent` of the object.
    var nullIsAbsent: Bool = false

    /// Absent, null and a value are three states: only an optional member that may be null has all of them, unless
    /// its object says that null is absent.
    var hasPresence: Bool { !isRequired && use.isNullable && !nullIsAbsent }
}

extension SchemaEmitter {
    /// The fields of a structure, in the order of its `properties`.
    func fields(of id: SchemaID) -> [Field] {
        let plan = types[id]
        var names = UniqueNames(taken: ["additionalMembers"])
        return plan.objects.properties.map { property in
            Field(
                member: property.name,
                name: names.take(property.name),
                schema: property.schema,
                use: types.field(property.schema, of: id),
                isRequired: plan.objects.required.contains { $0.utf8.elementsEqual(property.name.utf8) },
                nullIsAbsent: plan.node["x-null-is-absent"]?.bool ?? false
            )
        }
    }

    /// The cases of an enumeration, in the order of its values.
    func enumerationCases(_ id: SchemaID) -> [(name: String, value: String)] {
        // What the generated enum has beside its cases.
        var names = UniqueNames(taken: ["text", "allCases"])
        return (types[id].enumeration ?? []).compactMap { value in
            guard case .string(let text) = value else { return nil }
            return (names.take(text), text)
        }
    }

    /// The type that unnamed members are kept as: only where the schema says `additionalProperties` and means more than
    /// false, or where it has patterns for names.
    func additionalUse(of id: SchemaID) -> TypeUse? {
        let plan = types[id]
        // Members of different patterns are of different schemas: all of them stay text.
        if !plan.objects.patternProperties.isEmpty {
            return TypeUse(representation: .text, isNullable: false, schema: id)
        }
        guard let additional = plan.objects.additional, types[additional].constant != false else { return nil }
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
        let base = typeName(field.use.representation)
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
