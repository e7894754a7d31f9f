/// Decoders of what a service answers: `static func decode(_ v: JSONValue, _ c: inout Validation) -> Name?`.
///
/// They ask for the types and the members that a Swift value needs, and for nothing else: members that the schema does
/// not name are skipped, null where an optional member has no null is absent, and unknown values of an enumeration are
/// kept. So a service may add to what it answers.
extension SchemaEmitter {
    /// The expression that decodes `value`.
    func lenientCall(_ use: TypeUse, _ value: String) -> String {
        switch use.representation {
        case .text: return "Optional(c.text(of: \(value)))"
        case .string: return "c.string(\(value))"
        case .integer: return "c.integer(\(value))"
        case .number: return "c.number(\(value))"
        case .boolean: return "c.boolean(\(value))"
        case .enumeration(let id), .structure(let id):
            require(.decode, id)
            return "\(types[id].name).decode(\(value), &c)"
        case .array(let element): return "c.array(\(value), \(closure(element)))"
        case .members(let member): return "c.members(\(value), \(closure(member)))"
        }
    }

    /// A closure that decodes one value, null included where the use admits it.
    func closure(_ use: TypeUse) -> String {
        let type: String = typeName(use)
        let head = "(v: JSONValue, c: inout Validation) -> \(type)?"
        let call: String = lenientCall(use, "v")
        guard use.isNullable else { return "{ \(head) in \(call) }" }
        return "{ \(head) in v.isNull ? .some(nil) : \(call).map(Optional.some) }"
    }

    func emitLenientDecoder(_ id: SchemaID, into writer: inout LineWriter) {
        let plan: SchemaPlan = types[id]
        writer.line(origin(id))
        writer.block("extension \(plan.name): ServiceValue") { writer in
            let declaration = "package static func decode(_ v: JSONValue, _ c: inout Validation) -> \(plan.name)?"
            writer.block(declaration) { writer in
                if case .enumeration = types.use(id).representation {
                    writer.line("v.isString ? \(plan.name)(v.text) : c.mismatch(v, \"must be a string\")")
                } else {
                    emitLenientStructure(plan, into: &writer)
                }
            }
        }
    }

    private func emitLenientStructure(_ plan: SchemaPlan, into writer: inout LineWriter) {
        let fields: [Field] = fields(of: plan.id)
        let choice: Choice? = choice(of: plan.id)
        let additional: TypeUse? = additionalUse(of: plan.id)
        writer.line("guard v.isObject else { return c.mismatch(v, \"must be an object\") }")
        for field in fields {
            let type: String = typeName(field.use.representation)
            let keepsNull = field.hasPresence || field.isRequired && field.use.isNullable
            writer.line("var \(field.local): " + (keepsNull ? "Presence<\(type)> = .absent" : "\(type)? = nil"))
        }
        if choice != nil { writer.line("var \(Choice.unnamed): String? = nil") }
        if let additional { writer.line("var additional: [JSONMember<\(typeName(additional))>] = []") }
        writer.line("var members: JSONMembers = v.members")
        writer.block("while let (key, value) = members.next()") { writer in
            emitLenientMembers(fields, into: &writer)
            if choice != nil {
                writer.line("if \(Choice.unnamed) == nil, !value.isNull { \(Choice.unnamed) = key.string }")
            }
            guard let additional else { return }
            writer.line("let decoder = \(closure(additional))")
            writer.line("guard let decoded = decoder(value, &c) else { return nil }")
            writer.line("additional.append(JSONMember(name: key.string, value: decoded))")
        }
        for field in fields where field.isRequired {
            let message = "lacks the required member \(SwiftLiteral.json(.string(field.member)))"
            let failure = "else { return c.missing(v, \(SwiftLiteral.string(message))) }"
            if field.use.isNullable {
                writer.line("if case .absent = \(field.local) { return c.missing(v, \(SwiftLiteral.string(message))) }")
            } else {
                writer.line("guard let \(field.local) \(failure)")
            }
        }
        if let choice { emitDecoded(choice, into: &writer) }
        let arguments = decodedArguments(plan)
        writer.line("return \(plan.name)(")
        writer.indented { writer in
            for (index, argument) in arguments.enumerated() {
                writer.line(argument + (index + 1 < arguments.count ? "," : ""))
            }
        }
        writer.line(")")
    }

    /// A switch over the name's length, then the bytes.
    private func emitLenientMembers(_ fields: [Field], into writer: inout LineWriter) {
        writer.line("switch key.count {")
        for length in Set(fields.map(\.member.utf8.count)).sorted() {
            writer.line("case \(length):")
            writer.indented { writer in
                for field in fields where field.member.utf8.count == length {
                    writer.block("if key == \(SwiftLiteral.string(field.member))") { writer in
                        emitLenientMember(field, into: &writer)
                        writer.line("continue")
                    }
                }
            }
        }
        writer.line("default: break")
        writer.line("}")
    }

    private func emitLenientMember(_ field: Field, into writer: inout LineWriter) {
        let call: String = lenientCall(field.use, "value")
        let keepsNull = field.hasPresence || field.isRequired && field.use.isNullable
        if keepsNull {
            writer.block("if value.isNull") { writer in
                writer.line("\(field.local) = .null")
                writer.line("continue")
            }
        } else if !(field.use.isText && field.isRequired) {
            writer.line("if value.isNull { continue }")
        }
        if field.use.representation.isContainer {
            let type: String = typeName(field.use.representation)
            emitContainer("let decoded: \(type)? = ", field.use.representation, "value", into: &writer)
            writer.line("guard let decoded else { return nil }")
        } else {
            writer.line("guard let decoded = \(call) else { return nil }")
        }
        writer.line("\(field.local) = \(keepsNull ? ".value(decoded)" : "decoded")")
    }

    /// `opening` and the decoding of an array or an object of equal members: a closure in a closure for each level.
    private func emitContainer(
        _ opening: String,
        _ representation: Representation,
        _ value: String,
        into writer: inout LineWriter
    ) {
        let (name, part): (String, TypeUse)
        switch representation {
        case .array(let element): (name, part) = ("array", element)
        case .members(let member): (name, part) = ("members", member)
        default: return
        }
        let head = "(v: JSONValue, c: inout Validation) -> \(typeName(part))? in"
        writer.closure("\(opening)c.\(name)(\(value))", head) { writer in
            let call: String = lenientCall(part, "v")
            if part.isNullable {
                writer.line("v.isNull ? .some(nil) : \(call).map(Optional.some)")
            } else if part.representation.isContainer {
                emitContainer("", part.representation, "v", into: &writer)
            } else {
                writer.line(call)
            }
        }
    }
}

extension Representation {
    /// Whether it holds values that a closure decodes.
    fileprivate var isContainer: Bool {
        switch self {
        case .array, .members: true
        default: false
        }
    }
}
