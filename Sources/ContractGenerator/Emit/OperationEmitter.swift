/// The declarations of one operation: its input, its output with exactly the declared statuses, and how both meet HTTP.
struct OperationEmitter {
    let contract: Contract
    let operation: Operation
    let schemas: SchemaEmitter
    /// How the schema of a node is planned; every schema of an operation was planned before.
    let schemaID: (SpecNode) -> SchemaID?

    var baseName: String { operation.baseName }
    private var methodName: String { SwiftLiteral.identifier(operation.name) }
    var inputName: String { baseName + "Input" }
    var outputName: String { baseName + "Output" }
    private var origin: String { "/// `\(SwiftLiteral.comment(operation.node.location))`" }

    /// How a handler receives who calls: one principal, or one a scheme of the requirement that is met.
    enum PrincipalUse { case none, optional, required, several, anyNumber }

    var principal: PrincipalUse {
        if operation.security.allSatisfy(\.isEmpty) { return .none }
        if operation.combinesSchemes { return operation.isAnonymousAllowed ? .anyNumber : .several }
        return operation.isAnonymousAllowed ? .optional : .required
    }

    /// The requirement of `API`.
    func emitRequirement(into writer: inout LineWriter) {
        let place = "`\(operation.method.uppercased()) \(operation.path)`, \(operation.node.location)"
        writer.line("/// \(SwiftLiteral.comment(operation.summary))")
        writer.line("///")
        writer.line("/// \(SwiftLiteral.comment(place))")
        var parameters: [String] = ["_ input: \(inputName)"]
        switch principal {
        case .none: break
        case .optional: parameters.append("principal: Principal?")
        case .required: parameters.append("principal: Principal")
        case .several, .anyNumber: parameters.append("principals: [Principal]")
        }
        parameters.append("context: RequestContext")
        writer.line("func \(methodName)(\(parameters.joined(separator: ", "))) async throws -> \(outputName)")
    }

    func emit(into writer: inout LineWriter) {
        emitInput(into: &writer)
        writer.line()
        emitOutput(into: &writer)
        writer.line()
        emitResponse(into: &writer)
        writer.line()
        emitPerform(into: &writer)
    }

    /// The method of `GeneratedContract` that performs the operation.
    var performName: String { "perform" + baseName }

    private func emitPerform(into writer: inout LineWriter) {
        var arguments: [String] = ["input"]
        switch principal {
        case .none: break
        case .optional: arguments.append("principal: request.principal(Authenticating.Principal.self)")
        case .required: arguments.append("principal: try request.requiredPrincipal(Authenticating.Principal.self)")
        case .several: arguments.append("principals: try request.requiredPrincipal([Authenticating.Principal].self)")
        case .anyNumber: arguments.append("principals: request.principal([Authenticating.Principal].self) ?? []")
        }
        arguments.append("context: context")
        let parameters = "(_ request: HTTPRequest, _ context: RequestContext)"
        writer.block("extension GeneratedContract") { writer in
            writer.line("/// Decodes the input of `\(operation.id)`, calls the implementation and encodes its output.")
            writer.block("func \(performName)\(parameters) async throws -> HTTPResponse") { writer in
                writer.line("var reader: RequestReader = RequestReader(request)")
                let guarded = "guard let input: \(inputName) = \(inputName).read(&reader)"
                writer.line("\(guarded) else { return reader.refusal(context) }")
                let call = "try await implementation.\(methodName)(\(arguments.joined(separator: ", ")))"
                if operation.hasPreconditions {
                    writer.line("let response: HTTPResponse = \(call).response(context)")
                    writer.line("return Preconditions.apply(to: response, request, context)")
                } else {
                    writer.line("return \(call).response(context)")
                }
            }
        }
    }

    // MARK: Input

    private struct InputField {
        let name: String
        let type: String
        /// The statement's right side that reads it.
        let read: String
        let isOptional: Bool
        let fallback: String?
        let documentation: String
    }

    private func inputFields() -> [InputField] {
        var fields: [InputField] = []
        var names = UniqueNames(taken: ["body", "rawBody"])
        for parameter in operation.parameters where !operation.isPrecondition(parameter) {
            guard let id = schemaID(parameter.schema) else { continue }
            let use = schemas.types.use(id)
            let type = schemas.typeName(use.representation)
            let place: String =
                parameter.location == .path
                ? "segment: \(segment(of: parameter.name))" : "required: \(parameter.required)"
            let decode = schemas.decoder(use)
            let read: String =
                "reader.\(parameter.location.rawValue)(\(SwiftLiteral.string(parameter.name)), \(place), "
                + ".\(use.representation.parameterKind), \(decode))"
            let fallback = parameter.schema["default"].flatMap { literal($0.value, use.representation) }
            fields.append(
                InputField(
                    name: names.take(parameter.name),
                    type: type,
                    read: read,
                    isOptional: !parameter.required && fallback == nil,
                    fallback: fallback,
                    documentation: "`\(parameter.name)` in the \(parameter.location.rawValue)."
                )
            )
        }
        if let body = operation.body, let schema = body.content.first?.schema, let id = schemaID(schema) {
            let use = schemas.types.use(id)
            let type = schemas.typeName(use.representation)
            let decode = schemas.decoder(use)
            fields.append(
                InputField(
                    name: "body",
                    type: type,
                    read: "reader.body(required: \(body.required)\(limits(of: body)), \(decode))",
                    isOptional: !body.required,
                    fallback: nil,
                    documentation: "The body."
                )
            )
        }
        return fields
    }

    private func emitInput(into writer: inout LineWriter) {
        let fields = inputFields()
        let keepsRaw = operation.body?.keepsRaw ?? false
        writer.line("/// The input of `\(operation.id)`: \(SwiftLiteral.comment(operation.summary))")
        writer.line("///")
        writer.line(origin)
        writer.block("package struct \(inputName): Sendable") { writer in
            var parameters: [String] = []
            for field in fields {
                writer.line("/// \(SwiftLiteral.comment(field.documentation))")
                let type = field.type + (field.isOptional ? "?" : "")
                writer.line("package var \(SwiftLiteral.identifier(field.name)): \(type)")
                let fallback: String = field.fallback.map { " = \($0)" } ?? (field.isOptional ? " = nil" : "")
                parameters.append("\(SwiftLiteral.identifier(field.name)): \(type)\(fallback)")
            }
            if keepsRaw {
                writer.line("/// The body's bytes as they came.")
                writer.line("package var rawBody: [UInt8]")
                parameters.append("rawBody: [UInt8]")
            }
            writer.line()
            writer.block("package init(\(parameters.joined(separator: ", ")))") { writer in
                for field in fields { writer.line(SwiftLiteral.assignment(field.name)) }
                if keepsRaw { writer.line("self.rawBody = rawBody") }
            }
            writer.line()
            writer.line("/// Reads and validates everything; nil where the reader found a fault.")
            let binding = fields.isEmpty && !keepsRaw ? "_" : "reader"
            writer.block("package static func read(_ \(binding): inout RequestReader) -> \(inputName)?") { writer in
                for field in fields { writer.line("let \(field.name.decodedLocal): \(field.type)? = \(field.read)") }
                if !fields.isEmpty { writer.line("guard reader.isValid else { return nil }") }
                for field in fields where !field.isOptional && field.fallback == nil {
                    writer.line("guard let \(field.name.decodedLocal) else { return nil }")
                }
                var arguments = fields.map { field in
                    "\(SwiftLiteral.label(field.name)): \(field.name.decodedLocal)"
                        + (field.fallback.map { " ?? \($0)" } ?? "")
                }
                if keepsRaw { arguments.append("rawBody: reader.rawBody") }
                writer.line("return \(inputName)(\(arguments.joined(separator: ", ")))")
            }
        }
    }

    /// The argument for JSON beyond the standard's limits. Who keeps the bytes loses nothing where a lone surrogate is
    /// read as another character.
    private func limits(of body: RequestBody) -> String {
        guard body.keepsRaw || body.maxDepth != RequestBody.standardDepth else { return "" }
        return ", limits: JSONLimits(maxDepth: \(body.maxDepth), replacesLoneSurrogates: \(body.keepsRaw))"
    }

    /// The position of a path parameter among the path's segments.
    private func segment(of name: String) -> Int {
        let segments = operation.path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
        return segments.firstIndex { $0 == "{\(name)}" } ?? 0
    }

    private func literal(_ value: SpecValue, _ representation: Representation) -> String? {
        switch (representation, value) {
        case (.integer, .integer(let number)): return String(number)
        case (.number, .integer), (.number, .real): return SwiftLiteral.number(value)
        case (.boolean, .bool(let flag)): return String(flag)
        case (.string, .string(let text)): return SwiftLiteral.string(text)
        case (.enumeration(let id), .string(let text)):
            let entry = schemas.enumerationCases(id).first { $0.value.utf8.elementsEqual(text.utf8) }
            // With its type: an optional has cases of its own.
            return entry.map { schemas.typeName(representation) + "." + SwiftLiteral.identifier($0.name) }
        default: return nil
        }
    }
}

extension Representation {
    /// How a parameter's text becomes a JSON value before it is validated.
    var parameterKind: String {
        switch self {
        case .integer: "integer"
        case .number: "number"
        case .boolean: "boolean"
        default: "string"
        }
    }
}
