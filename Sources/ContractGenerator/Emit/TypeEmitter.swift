/// Types and their encoders.
extension SchemaEmitter {
    func emitType(_ id: SchemaID, into writer: inout LineWriter) {
        switch types.use(id).representation {
        case .enumeration: emitEnumeration(id, into: &writer)
        case .structure: emitStructure(id, into: &writer)
        default: break
        }
    }

    /// The description (or title) of a schema as a doc comment, with its origin.
    private func emitDocumentation(_ plan: SchemaPlan, into writer: inout LineWriter) {
        let text = plan.node["description"]?.string ?? plan.node["title"]?.string ?? ""
        for part in SwiftLiteral.comments(text) { writer.line("/// \(part)") }
        if !text.isEmpty { writer.line("///") }
        writer.line(origin(plan.id))
    }

    private func emitEnumeration(_ id: SchemaID, into writer: inout LineWriter) {
        let plan = types[id]
        let cases = enumerationCases(id)
        emitDocumentation(plan, into: &writer)
        if isLenient { return emitOpenEnumeration(plan, into: &writer) }
        writer.block("package enum \(plan.name): Sendable, CaseIterable") { writer in
            for entry in cases { writer.line("case \(SwiftLiteral.identifier(entry.name))") }
            writer.line()
            writer.line("/// The value with these bytes; nil where it is none of the schema's.")
            writer.block("package init?(_ text: Bytes)") { writer in
                writer.choice("text.count") { writer in
                    for length in Set(cases.map(\.value.utf8.count)).sorted() {
                        writer.branch("case \(length)") { writer in
                            for entry in cases where entry.value.utf8.count == length {
                                writer.block("if text == \(SwiftLiteral.string(entry.value))") { writer in
                                    writer.line("self = .\(SwiftLiteral.identifier(entry.name))")
                                    writer.line("return")
                                }
                            }
                        }
                    }
                    writer.line("default: break")
                }
                writer.line("return nil")
            }
            writer.line()
            writer.line("/// The value as it stands in JSON, without quotes.")
            writer.block("package var text: StaticString") { writer in
                writer.choice("self") { writer in
                    for entry in cases {
                        let name = SwiftLiteral.identifier(entry.name)
                        writer.line("case .\(name): \(SwiftLiteral.string(entry.value))")
                    }
                }
            }
            writer.line()
            writer.block("package func encode(into writer: inout JSONWriter)") { writer in
                writer.line("writer.write(Bytes(text))")
            }
        }
    }

    private func emitStructure(_ id: SchemaID, into writer: inout LineWriter) {
        let plan: SchemaPlan = types[id]
        let fields: [Field] = storedFields(of: id)
        let choice: Choice? = choice(of: id)
        let additional: TypeUse? = additionalUse(of: id)
        emitDocumentation(plan, into: &writer)
        writer.block("package struct \(plan.name): Sendable") { writer in
            for field in fields {
                requireTypes(field.use.representation)
                let text = types[field.schema].node["description"]?.string ?? ""
                if let line = SwiftLiteral.comments(text).first { writer.line("/// \(line)") }
                writer.line("package var \(SwiftLiteral.identifier(field.name)): \(typeName(field))")
            }
            var parameters = fields.map { field in
                let isOptional = typeName(field).hasSuffix("?") && !field.isRequired
                let fallback: String = field.hasPresence ? " = .absent" : (isOptional ? " = nil" : "")
                return "\(SwiftLiteral.identifier(field.name)): \(typeName(field))\(fallback)"
            }
            if let choice {
                writer.line("/// The one of several members that is there.")
                writer.line("package var \(choice.name): \(choice.typeName)")
                parameters.append("\(choice.name): \(choice.typeName) = .absent")
            }
            if let additional {
                requireTypes(additional.representation)
                let type = "[JSONMember<\(typeName(additional))>]"
                writer.line("/// Members that the schema does not name, in their order.")
                writer.line("package var additionalMembers: \(type)")
                parameters.append("additionalMembers: \(type) = []")
            }
            writer.line()
            writer.block("package init(\(parameters.joined(separator: ", ")))") { writer in
                for field in fields { writer.line(SwiftLiteral.assignment(field.name)) }
                if let choice { writer.line(SwiftLiteral.assignment(choice.name)) }
                if additional != nil { writer.line("self.additionalMembers = additionalMembers") }
            }
            writer.line()
            writer.line("/// Appends the object; absent members are left out.")
            writer.block("package func encode(into writer: inout JSONWriter)") { writer in
                emitEncodeStructure(fields, choice, additional, into: &writer)
            }
        }
        if let choice { emitChoice(choice, of: plan, into: &writer) }
    }

    private func emitEncodeStructure(
        _ fields: [Field],
        _ choice: Choice?,
        _ additional: TypeUse?,
        into writer: inout LineWriter
    ) {
        writer.line("writer.raw(\"{\")")
        writer.line("var first: Bool = true")
        // Loops over required members share one scope, so the names of their flags must differ.
        var loops = 0
        for field in fields {
            let name = SwiftLiteral.string(SwiftLiteral.json(.string(field.member)) + ":")
            let value = "self.\(SwiftLiteral.identifier(field.name))"
            if field.hasPresence {
                writer.choice(value) { writer in
                    writer.line("case .absent: break")
                    writer.branch("case .null") { writer in
                        writer.line("writer.quotedName(\(name), &first)")
                        writer.line("writer.writeNull()")
                    }
                    writer.branch("case .value(let value)") { writer in
                        writer.line("writer.quotedName(\(name), &first)")
                        emitEncode("value", field.use.representation, depth: 0, into: &writer)
                    }
                }
            } else if field.isRequired {
                writer.line("writer.quotedName(\(name), &first)")
                emitEncode(value, field.use, depth: loops, into: &writer)
                if field.use.representation.isLoop { loops += 1 }
            } else {
                writer.block("if let value = \(value)") { writer in
                    writer.line("writer.quotedName(\(name), &first)")
                    emitEncode("value", field.use.representation, depth: 0, into: &writer)
                }
            }
        }
        if let choice { emitEncode(choice, into: &writer) }
        if let additional {
            writer.block("for member in additionalMembers") { writer in
                writer.line("writer.name(escaping: member.name, &first)")
                emitEncode("member.value", additional, depth: 0, into: &writer)
            }
        }
        writer.line("writer.raw(\"}\")")
    }

    func emitEncode(_ value: String, _ use: TypeUse, depth: Int, into writer: inout LineWriter) {
        guard use.isNullable else {
            return emitEncode(value, use.representation, depth: depth, into: &writer)
        }
        writer.block("if let value\(depth) = \(value)") { writer in
            emitEncode("value\(depth)", use.representation, depth: depth + 1, into: &writer)
        }
        writer.block("else") { $0.line("writer.writeNull()") }
    }

    func emitEncode(_ value: String, _ representation: Representation, depth: Int, into writer: inout LineWriter) {
        switch representation {
        case .text: writer.line("writer.raw(\(value))")
        case .string, .integer, .number, .boolean: writer.line("writer.write(\(value))")
        case .enumeration, .structure: writer.line("\(value).encode(into: &writer)")
        case .array(let element):
            writer.line("writer.raw(\"[\")")
            writer.line("var first\(depth): Bool = true")
            writer.block("for element\(depth) in \(value)") { writer in
                writer.line("writer.separate(&first\(depth))")
                emitEncode("element\(depth)", element, depth: depth + 1, into: &writer)
            }
            writer.line("writer.raw(\"]\")")
        case .members(let member):
            writer.line("writer.raw(\"{\")")
            writer.line("var first\(depth): Bool = true")
            writer.block("for member\(depth) in \(value)") { writer in
                writer.line("writer.name(escaping: member\(depth).name, &first\(depth))")
                emitEncode("member\(depth).value", member, depth: depth + 1, into: &writer)
            }
            writer.line("writer.raw(\"}\")")
        }
    }
}

extension Representation {
    /// True where it is encoded by a loop.
    fileprivate var isLoop: Bool {
        switch self {
        case .array, .members: true
        default: false
        }
    }
}
