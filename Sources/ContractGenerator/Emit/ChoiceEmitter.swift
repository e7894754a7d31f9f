/// The enum that "at most one of these members" becomes, as a structure holds it.
struct Choice {
    /// The Swift name of the property.
    let name: String
    let typeName: String
    /// The members, one a case.
    let fields: [Field]
    /// True where the object may hold members that its schema does not name.
    let hasUnknown: Bool

    /// The local variable of a decoder.
    var local: String { name.decodedLocal }
    /// The local variable for the first member that is not named.
    static let unnamed: String = "unnamed"
}

extension SchemaEmitter {
    /// The fields that a structure stores: those of a choice are in its enum.
    func storedFields(of id: SchemaID) -> [Field] {
        let fields: [Field] = fields(of: id)
        guard let rule = types[id].atMostOne else { return fields }
        return fields.filter { !rule.holds($0.member) }
    }

    /// The choice that a structure offers; nil where it has none.
    func choice(of id: SchemaID) -> Choice? {
        let plan: SchemaPlan = types[id]
        guard let rule = plan.atMostOne else { return nil }
        var names = UniqueNames(taken: Set(storedFields(of: id).map(\.name) + ["additionalMembers"]))
        var cases = UniqueNames(taken: ["absent", "unknown", "member", "members"])
        let fields: [Field] = fields(of: id).filter { rule.holds($0.member) }.map { field in
            var field = field
            field.caseName = cases.take(field.member)
            return field
        }
        let isOpen: Bool = plan.objects.additional.map { types[$0].constant != false } ?? true
        return Choice(
            name: names.take("choice"),
            typeName: rule.typeName,
            fields: fields,
            hasUnknown: isLenient || isOpen && plan.objects.patternProperties.isEmpty
        )
    }

    func emitChoice(_ choice: Choice, of plan: SchemaPlan, into writer: inout LineWriter) {
        writer.line()
        writer.line("/// At most one of these members of `\(plan.name)`.")
        writer.line("///")
        writer.line(origin(plan.id))
        writer.block("package indirect enum \(choice.typeName): Sendable") { writer in
            for field in choice.fields {
                requireTypes(field.use.representation)
                let text: String = types[field.schema].node["description"]?.string ?? ""
                if let line = SwiftLiteral.comments(text).first { writer.line("/// \(line)") }
                writer.line("case \(SwiftLiteral.identifier(field.caseName))(\(typeName(field.use.representation)))")
            }
            if choice.hasUnknown {
                writer.line("/// None of them, but a member that the schema does not name.")
                writer.line("case unknown(member: String)")
            }
            writer.line("/// None of them.")
            writer.line("case absent")
            writer.line()
            writer.line("/// The members' names, in the schema's order.")
            writer.block("package static let members: [String] = [", closing: "]", braces: false) { writer in
                for field in choice.fields { writer.line("\(SwiftLiteral.string(field.member)),") }
            }
            writer.line()
            writer.line("/// The name of the member that is there.")
            writer.block("package var member: String?") { writer in
                writer.line("switch self {")
                for field in choice.fields {
                    let name: String = SwiftLiteral.identifier(field.caseName)
                    writer.line("case .\(name): \(SwiftLiteral.string(field.member))")
                }
                if choice.hasUnknown { writer.line("case .unknown(let member): member") }
                writer.line("case .absent: nil")
                writer.line("}")
            }
        }
    }

    /// The statements that write the member that is there.
    func emitEncode(_ choice: Choice, into writer: inout LineWriter) {
        writer.line("switch self.\(SwiftLiteral.identifier(choice.name)) {")
        for field in choice.fields {
            writer.line("case .\(SwiftLiteral.identifier(field.caseName))(let value):")
            writer.indented { writer in
                let name: String = SwiftLiteral.string(SwiftLiteral.json(.string(field.member)) + ":")
                writer.line("writer.quotedName(\(name), &first)")
                emitEncode("value", field.use.representation, depth: 0, into: &writer)
            }
        }
        writer.line(choice.hasUnknown ? "case .unknown, .absent: break" : "case .absent: break")
        writer.line("}")
    }

    /// The statements that make the enum of what a decoder found.
    func emitDecoded(_ choice: Choice, into writer: inout LineWriter) {
        writer.line("let \(choice.local): \(choice.typeName)")
        for (index, field) in choice.fields.enumerated() {
            let value: String = field.hasPresence ? "\(field.local).value" : field.local
            let keyword: String = index == 0 ? "if" : "} else if"
            writer.line("\(keyword) let value = \(value) {")
            writer.indented {
                $0.line("\(choice.local) = .\(SwiftLiteral.identifier(field.caseName))(value)")
            }
        }
        if choice.hasUnknown {
            writer.line("} else if let \(Choice.unnamed) {")
            writer.indented { $0.line("\(choice.local) = .unknown(member: \(Choice.unnamed))") }
        }
        writer.line("} else {")
        writer.indented { $0.line("\(choice.local) = .absent") }
        writer.line("}")
    }
}
