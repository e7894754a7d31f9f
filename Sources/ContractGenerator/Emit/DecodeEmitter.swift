/// Decoders that validate in the same pass: `func decodeName(_ v: JSONValue, _ c: inout Validation) -> Type?`.
///
/// nil means a broken assertion. A decoder is called with a value that is not null; who holds a nullable value asks
/// about null first.
extension SchemaEmitter {
    /// The schema whose decoder serves `id`: past references and past "or null".
    private func decoded(_ id: SchemaID) -> SchemaID {
        var current = resolved(id)
        var steps = 0
        while steps < 64, let other = types[current].onlyAlternativeToNull(types.plans) {
            current = resolved(other)
            steps += 1
        }
        return current
    }

    /// The decoder of a value as an argument: a function by its name, where there is one.
    func decoder(_ use: TypeUse) -> String {
        let call = decodeCall(use, "v")
        let end = "(v, &c)"
        if call.hasPrefix("decode"), call.hasSuffix(end) { return String(call.dropLast(end.count)) }
        return "{ (v: JSONValue, c: inout Validation) -> \(typeName(use.representation))? in \(call) }"
    }

    /// The call that decodes `value`.
    func decodeCall(_ use: TypeUse, _ value: String) -> String {
        requireTypes(use.representation)
        if isLenient { return lenientCall(use, value) }
        if case .text = use.representation {
            guard let check = checkCall(use.schema, value) else { return "Optional(c.text(of: \(value)))" }
            return "(\(check) ? c.text(of: \(value)) : nil)"
        }
        let target = decoded(use.schema)
        require(.decode, target)
        return "decode\(types[target].name)(\(value), &c)"
    }

    func emitDecoder(_ id: SchemaID, into writer: inout LineWriter) {
        if isLenient { return emitLenientDecoder(id, into: &writer) }
        let plan: SchemaPlan = types[id]
        let use: TypeUse = types.use(id)
        writer.line(origin(id))
        let type = typeName(use.representation)
        writer.block("func decode\(plan.name)(_ v: JSONValue, _ c: inout Validation) -> \(type)?") { writer in
            switch use.representation {
            case .structure(let target) where target == id: emitStructure(plan, into: &writer)
            case .array(let element) where plan.onlyArray: emitArray(plan, element, into: &writer)
            case .enumeration(let target) where target == id && plan.onlyEnumeration:
                let values: String = (plan.enumeration ?? []).map(SwiftLiteral.json).joined(separator: ", ")
                emitTypeAssertion(plan, failure: "nil", into: &writer)
                writer.line("if v.isString, let value = \(plan.name)(v.text) { return value }")
                let keyword: String = plan.node["enum"] == nil ? "const" : "enum"
                let message = SwiftLiteral.string("must be one of \(values)")
                writer.line("_ = c.fail(v, \"\(keyword)\", \(message))")
                writer.line("return nil")
            default: emitCheckedDecoder(plan, use, into: &writer)
            }
        }
    }

    /// The plain way: the verdict first, then the value.
    private func emitCheckedDecoder(_ plan: SchemaPlan, _ use: TypeUse, into writer: inout LineWriter) {
        if let call = checkCall(plan.id, "v") { writer.line("guard \(call) else { return nil }") }
        switch use.representation {
        case .text: writer.line("return c.text(of: v)")
        case .string: writer.line("return v.isString ? v.string : nil")
        case .integer: writer.line("return v.int64")
        case .number: writer.line("return v.isNumber ? v.double : nil")
        case .boolean: writer.line("return v.isBool ? v.bool : nil")
        case .enumeration(let id): writer.line("return v.isString ? \(types[id].name)(v.text) : nil")
        case .structure(let id):
            let other = TypeUse(representation: use.representation, isNullable: false, schema: id)
            writer.line("return \(decodeCall(other, "v"))")
        case .array(let element):
            writer.line("var result: [\(typeName(element))] = []")
            writer.line("var elements: JSONElements = v.elements")
            writer.block("while let element = elements.next()") { writer in
                emitNullable(element, value: "element", into: &writer) { decoded in
                    "result.append(\(decoded))"
                } failed: {
                    ["return nil"]
                }
            }
            writer.line("return result")
        case .members(let member):
            writer.line("var result: \(typeName(use.representation)) = []")
            writer.line("var members: JSONMembers = v.members")
            writer.block("while let (key, value) = members.next()") { writer in
                emitNullable(member, value: "value", into: &writer) { decoded in
                    "result.append(JSONMember(name: key.string, value: \(decoded)))"
                } failed: {
                    ["return nil"]
                }
            }
            writer.line("return result")
        }
    }

    private func emitArray(_ plan: SchemaPlan, _ element: TypeUse, into writer: inout LineWriter) {
        emitTypeAssertion(plan, failure: "nil", into: &writer)
        writer.line("var ok: Bool = true")
        emitArrayAssertions(plan, failure: "nil", into: &writer)
        writer.line("var result: [\(typeName(element))] = []")
        writer.line("result.reserveCapacity(v.containedCount)")
        writer.line("var elements: JSONElements = v.elements")
        writer.block("while let element = elements.next()") { writer in
            emitNullable(element, value: "element", into: &writer) { decoded in
                "result.append(\(decoded))"
            } failed: {
                ["ok = false", "if !c.isCollecting { return nil }"]
            }
        }
        writer.line("return ok ? result : nil")
    }

    /// Decodes a value that may be null; the closures say what to do with the result.
    private func emitNullable(
        _ use: TypeUse,
        value: String,
        into writer: inout LineWriter,
        _ store: (String) -> String,
        failed: () -> [String]
    ) {
        if use.isNullable {
            writer.block("if \(value).isNull") { writer in
                if let check = checkCall(use.schema, value) {
                    emitStore(store("nil"), if: check, failed: failed(), into: &writer)
                } else {
                    writer.line(store("nil"))
                }
                writer.line("continue")
            }
        }
        let type = typeName(use.representation)
        let condition = "let decoded: \(type) = \(decodeCall(use, value))"
        emitStore(store("decoded"), if: condition, failed: failed(), into: &writer)
    }

    /// A `guard` where all that is left to do otherwise is to leave.
    private func emitStore(
        _ store: String,
        if condition: String,
        failed: [String],
        into writer: inout LineWriter
    ) {
        if failed.count == 1, failed[0].hasPrefix("return ") {
            writer.line("guard \(condition) else { \(failed[0]) }")
            writer.line(store)
        } else {
            writer.block("if \(condition)") { $0.line(store) }
            writer.block("else") { writer in failed.forEach { writer.line($0) } }
        }
    }

    private func emitStructure(_ plan: SchemaPlan, into writer: inout LineWriter) {
        let fields = fields(of: plan.id)
        emitTypeAssertion(plan, failure: "nil", into: &writer)
        writer.line("var ok: Bool = true")
        for field in fields {
            let type = typeName(field.use.representation)
            if field.hasPresence || field.isRequired && field.use.isNullable {
                writer.line("var \(field.local): Presence<\(type)> = .absent")
            } else {
                writer.line("var \(field.local): \(type)? = nil")
            }
        }
        let choice: Choice? = choice(of: plan.id)
        if choice?.hasUnknown ?? false { writer.line("var \(Choice.unnamed): String? = nil") }
        let additional: TypeUse? = additionalUse(of: plan.id)
        if let additional { writer.line("var additional: [JSONMember<\(typeName(additional))>] = []") }
        emitObjects(plan, failure: "nil", fields: fields, into: &writer)
        emitComposites(plan, failure: "nil", into: &writer)
        emitUnevaluated(plan, failure: "nil", into: &writer)
        writer.line("guard ok else { return nil }")
        for field in fields where field.isRequired && !field.use.isNullable {
            writer.line("guard let \(field.local) else { return nil }")
        }
        if let choice { emitDecoded(choice, into: &writer) }
        writer.line("return \(plan.name)(\(decodedArguments(plan).joined(separator: ", ")))")
    }

    /// The arguments that make a structure of the local variables its members were decoded into.
    func decodedArguments(_ plan: SchemaPlan) -> [String] {
        var arguments: [String] = storedFields(of: plan.id).map { field in
            let value: String = field.isRequired && field.use.isNullable ? "\(field.local).value" : field.local
            return "\(SwiftLiteral.label(field.name)): \(value)"
        }
        if let choice = choice(of: plan.id) { arguments.append("\(choice.name): \(choice.local)") }
        if additionalUse(of: plan.id) != nil { arguments.append("additionalMembers: additional") }
        return arguments
    }

    /// One member into its local variable, `value` being its value.
    func emitDecode(of field: Field, failure: String, into writer: inout LineWriter) {
        let decode = decodeCall(field.use, "value")
        let type = typeName(field.use.representation)
        let dropsNull = field.nullIsAbsent && !field.isRequired
        if field.use.isNullable || dropsNull {
            writer.block("if value.isNull") { writer in
                emitCheck(field.schema, of: "value", failure: failure, into: &writer)
                if !dropsNull { writer.line("\(field.local) = .null") }
            }
            let kept = dropsNull ? "decoded" : ".value(decoded)"
            writer.block("else if let decoded: \(type) = \(decode)") { $0.line("\(field.local) = \(kept)") }
        } else {
            writer.block("if let decoded: \(type) = \(decode)") { $0.line("\(field.local) = decoded") }
        }
        writer.block("else") { writer in
            writer.line("ok = false")
            writer.line("if !c.isCollecting { return \(failure) }")
        }
    }

    /// An unnamed member into `additional`.
    func emitDecodeMember(_ use: TypeUse, failure: String, into writer: inout LineWriter) {
        emitNullable(use, value: "value", into: &writer) { decoded in
            "additional.append(JSONMember(name: key.string, value: \(decoded)))"
        } failed: {
            ["ok = false", "if !c.isCollecting { return \(failure) }"]
        }
    }
}

extension Field {
    /// The local variable of a decoder.
    var local: String { name.decodedLocal }
}

extension String {
    /// The local that holds what was decoded for a name: apart from a decoder's own locals and from all functions.
    var decodedLocal: String {
        let name = drop { $0 == "_" }
        return "decoded" + name.prefix(1).uppercased() + name.dropFirst()
    }
}

extension SchemaPlan {
    /// Set where the schema says "this or null" and nothing else.
    func onlyAlternativeToNull(_ plans: [SchemaPlan]) -> SchemaID? {
        guard let other = alternativeToNull(plans) else { return nil }
        var rest = self
        rest.composites.anyOf = []
        rest.composites.oneOf = []
        return rest.acceptsEverything ? other : nil
    }

    /// True where the array group and `type: array` are all that is asserted, null aside.
    var onlyArray: Bool {
        var rest = self
        rest.types = .all
        rest.arrays = ArrayAssertions()
        return rest.acceptsEverything
    }

    /// True where `enum` of strings is all that is asserted.
    var onlyEnumeration: Bool {
        var rest = self
        rest.types = .all
        rest.enumeration = nil
        return rest.acceptsEverything && (types == .string || types == .all)
    }
}
