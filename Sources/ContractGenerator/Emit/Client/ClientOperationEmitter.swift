/// The declarations of one operation of a service that is called: its input, its output, and the method that sends it.
struct ClientOperationEmitter {
    let contract: Contract
    let operation: Operation
    let schemas: SchemaEmitter
    /// How the schema of a node is planned; every schema of an operation was planned before.
    let schemaID: (SpecNode) -> SchemaID?

    private var inputName: String { operation.baseName + "Input" }
    private var outputName: String { operation.baseName + "Output" }

    private var methodName: String { operation.name }

    func emit(into writer: inout LineWriter) {
        emitInput(into: &writer)
        writer.line()
        emitOutput(into: &writer)
        writer.line()
        emitDecode(into: &writer)
        writer.line()
        emitOutcome(into: &writer)
        emitCall(into: &writer)
    }

    // MARK: Input

    private struct InputField {
        let name: String
        let type: String
        let isOptional: Bool
        let documentation: String
        let parameter: Parameter?
        let use: TypeUse
    }

    /// The media type that a body is sent as: the first that clients write.
    private var bodyContent: MediaType? { operation.body?.content.first(where: \.isSentByClients) }

    private func inputFields() -> [InputField] {
        var names = UniqueNames(taken: ["body"])
        var fields: [InputField] = operation.parameters.compactMap { parameter in
            guard let id = schemaID(parameter.schema) else { return nil }
            let use: TypeUse = schemas.types.use(id)
            schemas.requireTypes(use.representation)
            return InputField(
                name: names.take(parameter.name),
                type: schemas.typeName(use.representation),
                isOptional: !parameter.required,
                documentation: "`\(parameter.name)` in the \(parameter.location.rawValue).",
                parameter: parameter,
                use: use
            )
        }
        if let body = operation.body, let content = bodyContent, let id = content.schema.flatMap(schemaID) {
            let use: TypeUse = schemas.types.use(id)
            schemas.requireTypes(use.representation)
            fields.append(
                InputField(
                    name: "body",
                    type: schemas.typeName(use.representation),
                    isOptional: !body.required,
                    documentation: "The body, `\(content.name)`.",
                    parameter: nil,
                    use: use
                )
            )
        }
        return fields
    }

    private func emitInput(into writer: inout LineWriter) {
        let fields: [InputField] = inputFields()
        writer.line("/// The input of `\(methodName)`: \(SwiftLiteral.comment(operation.summary))")
        writer.line("///")
        writer.line("/// `\(SwiftLiteral.comment(operation.node.location))`")
        writer.block("package struct \(inputName): Sendable") { writer in
            for field in fields {
                writer.line("/// \(SwiftLiteral.comment(field.documentation))")
                let type: String = field.type + (field.isOptional ? "?" : "")
                writer.line("package var \(SwiftLiteral.identifier(field.name)): \(type)")
            }
            if !fields.isEmpty { writer.line() }
            let parameters: [String] = fields.map { field in
                let type: String = field.type + (field.isOptional ? "? = nil" : "")
                return "\(SwiftLiteral.identifier(field.name)): \(type)"
            }
            writer.initialiser(parameters) { writer in
                for field in fields { writer.line(SwiftLiteral.assignment(field.name)) }
            }
        }
    }

    // MARK: Output

    /// A header that an answer may have; all are optional, as a service may leave out what it promised.
    private func headers(of response: Response) -> [(field: String, name: String)] {
        var names = UniqueNames(taken: ["body", "status"])
        return response.headers.map { ($0.name.lowercased(), names.take($0.name)) }
    }

    /// The Swift type of an answer's body, and how JSON becomes it; nil where it has none.
    private func body(of response: Response) -> (type: String, decode: String)? {
        let json: MediaType? = response.content.first { $0.isJSON && $0.schema != nil }
        guard let content = json ?? response.content.first else { return nil }
        guard content.isJSON, let id = content.schema.flatMap(schemaID) else {
            return ("[UInt8]", "answer.body")
        }
        let use: TypeUse = schemas.types.use(id)
        schemas.requireTypes(use.representation)
        return (schemas.typeName(use), "try answer.json \(schemas.closure(use))")
    }

    private func emitOutput(into writer: inout LineWriter) {
        writer.line("/// The answers to `\(methodName)`: the declared statuses, and whatever else.")
        writer.line("///")
        writer.line("/// `\(SwiftLiteral.comment(operation.node.location))`")
        writer.block("package enum \(outputName): Sendable") { writer in
            for response in operation.responses {
                emitCase(response, response.caseName, "\(response.status): ", into: &writer)
            }
            if let response = operation.defaultResponse { emitCase(response, "default", "", into: &writer) }
            writer.line("/// A status that the contract does not declare.")
            writer.line("case undocumented(status: Int, body: [UInt8])")
        }
    }

    private func emitCase(_ response: Response, _ name: String, _ status: String, into writer: inout LineWriter) {
        var values: [String] = name == "default" ? ["status: Int"] : []
        if let body = body(of: response) { values.append(body.type) }
        values += headers(of: response).map { "\(SwiftLiteral.identifier($0.name)): String?" }
        writer.line("/// \(status)\(SwiftLiteral.comments(response.description).first ?? "")")
        let list: String = values.isEmpty ? "" : "(" + values.joined(separator: ", ") + ")"
        writer.line("case \(SwiftLiteral.identifier(name))\(list)")
    }

    private func emitDecode(into writer: inout LineWriter) {
        writer.block("extension \(outputName)") { writer in
            writer.block("init(_ answer: ServiceAnswer) throws(ServiceError)") { writer in
                writer.line("switch answer.status {")
                for response in operation.responses {
                    writer.line("case \(response.status):")
                    writer.indented { emitValue(response, response.caseName, into: &$0) }
                }
                writer.line("default:")
                writer.indented { writer in
                    if let response = operation.defaultResponse {
                        emitValue(response, "default", into: &writer)
                    } else {
                        writer.line("self = .undocumented(status: answer.status, body: answer.body)")
                    }
                }
                writer.line("}")
            }
        }
    }

    private func emitValue(_ response: Response, _ name: String, into writer: inout LineWriter) {
        var values: [String] = name == "default" ? ["status: answer.status"] : []
        if let body = body(of: response) { values.append(body.decode) }
        values += headers(of: response).map { header in
            "\(SwiftLiteral.label(header.name)): answer.field(\(SwiftLiteral.string(header.field)))"
        }
        let target = "self = .\(SwiftLiteral.identifier(name))"
        if values.isEmpty { writer.line(target) } else { writer.list(target, values, suffix: "") }
    }

    /// One success and one failure are what callers can treat alike, whatever the operation.
    private func emitOutcome(into writer: inout LineWriter) {
        guard operation.responses.count == 1, let response = operation.responses.first,
            (200..<300).contains(response.status), let failure = operation.defaultResponse,
            headers(of: response).isEmpty, headers(of: failure).isEmpty,
            let success = body(of: response)?.type, let fault = body(of: failure)?.type
        else { return }
        writer.block("extension \(outputName): ServiceOutput") { writer in
            writer.block("package var outcome: ServiceOutcome<\(success), \(fault)>") { writer in
                writer.line("switch self {")
                writer.line("case .\(response.caseName)(let body): .success(body)")
                writer.line("case .default(let status, let body): .failure(status: status, body)")
                writer.line("case .undocumented(let status, let body): .undocumented(status: status, body: body)")
                writer.line("}")
            }
        }
        writer.line()
    }

    // MARK: Call

    private func emitCall(into writer: inout LineWriter) {
        let fields: [InputField] = inputFields()
        let place = "`\(operation.method.uppercased()) \(operation.path)`, \(operation.node.location)"
        writer.block("extension ServiceClient") { writer in
            writer.line("/// \(SwiftLiteral.comment(operation.summary))")
            writer.line("///")
            writer.line("/// \(SwiftLiteral.comment(place))")
            writer.line("///")
            writer.line("/// - Parameter timeout: for the whole call; nil: the transport's.")
            let fallback: String = fields.allSatisfy(\.isOptional) ? " = \(inputName)()" : ""
            let parameters = ["_ input: \(inputName)\(fallback)", "timeout: Duration? = nil"]
            let result = " async throws(ServiceError) -> \(outputName) {"
            writer.list("package func \(SwiftLiteral.identifier(methodName))", parameters, suffix: result)
            writer.indented { writer in
                let method: String = SwiftLiteral.string(operation.method.uppercased())
                writer.line("var request: ServiceRequest = ServiceRequest(\(method))")
                if let limit = operation.node["x-max-response-bytes"]?.integer {
                    writer.line("request.maxResponseBytes = \(limit)")
                }
                emitPath(fields, into: &writer)
                emitParameters(fields, into: &writer)
                emitCredentials(into: &writer)
                emitBody(fields.first { $0.parameter == nil }, into: &writer)
                writer.line("let answer: ServiceAnswer = try await transport.send(request, timeout: timeout)")
                writer.line("return try \(outputName)(answer)")
            }
            writer.line("}")
        }
    }

    /// The path's template: text as it is, parameters percent-encoded.
    private func emitPath(_ fields: [InputField], into writer: inout LineWriter) {
        var rest: Substring = operation.path[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            if open > rest.startIndex { writer.line("request.path(\(SwiftLiteral.string(String(rest[..<open]))))") }
            let name: Substring = rest[rest.index(after: open)..<close]
            if let field = fields.first(where: { $0.parameter?.location == .path && $0.parameter?.name ?? "" == name })
            {
                let value = "input.\(SwiftLiteral.identifier(field.name))"
                if case .array(let element) = field.use.representation {
                    writer.line("request.segment(\(texts(value, element)))")
                } else {
                    writer.line("request.segment(\(text(value, field.use)))")
                }
            }
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { writer.line("request.path(\(SwiftLiteral.string(String(rest))))") }
    }

    private func emitParameters(_ fields: [InputField], into writer: inout LineWriter) {
        for field in fields {
            guard let parameter = field.parameter, parameter.location != .path else { continue }
            let name: String = SwiftLiteral.string(parameter.name)
            let value = "input.\(SwiftLiteral.identifier(field.name))"
            let add: String = parameter.location == .query ? "query" : "header"
            func line(_ value: String) -> String {
                if case .array(let element) = field.use.representation {
                    if parameter.location == .query, let delimiter = parameter.delimiter {
                        return "request.query(\(name), \(texts(value, element)), delimiter: \"\(delimiter)\")"
                    }
                    return "for value in \(value) { request.\(add)(\(name), \(text("value", element))) }"
                }
                return "request.\(add)(\(name), \(text(value, field.use)))"
            }
            if field.isOptional {
                writer.block("if let value = \(value)") { $0.line(line("value")) }
            } else {
                writer.line(line(value))
            }
        }
    }

    /// The expression for the text of a parameter, or of an element of its list.
    private func text(_ value: String, _ use: TypeUse) -> String {
        switch use.representation {
        case .string: value
        case .enumeration: "\(value).text"
        case .integer, .boolean: "String(\(value))"
        case .number: "ServiceRequest.text(of: \(value))"
        case .text: "ServiceRequest.text(of: \(value))"
        case .structure, .members, .array: preconditionFailure("`unsupported-parameter` refuses it")
        }
    }

    /// The expression for the texts of a list's elements.
    private func texts(_ value: String, _ element: TypeUse) -> String {
        "\(value).map { (value: \(schemas.typeName(element))) in \(text("value", element)) }"
    }

    private func emitBody(_ field: InputField?, into writer: inout LineWriter) {
        guard let field, let content = bodyContent else { return }
        let call: String = content.isForm ? "request.form" : "request.json(\(SwiftLiteral.string(content.name)))"
        func emit(_ value: String, _ writer: inout LineWriter) {
            writer.block(call, opening: " { (writer: inout JSONWriter) in") { writer in
                schemas.emitEncode(value, field.use.representation, depth: 0, into: &writer)
            }
        }
        if field.isOptional {
            writer.block("if let body = input.body") { emit("body", &$0) }
        } else {
            emit("input.body", &writer)
        }
    }

    /// The credentials of the first requirement that all are there for.
    private func emitCredentials(into writer: inout LineWriter) {
        let known: [String: SecurityScheme] = contract.securitySchemes.reduce(into: [:]) { $0[$1.name] = $1 }
        let alternatives: [[String]] = operation.security.compactMap { alternative in
            let credentials: [String] = alternative.compactMap { requirement in
                known[requirement.scheme].map { "credentials.\(ClientCredentials.property(of: $0, contract))Field" }
            }
            return credentials.isEmpty || credentials.count < alternative.count ? nil : credentials
        }
        guard !alternatives.isEmpty else { return }
        let lists: [String] = alternatives.map { "[" + $0.joined(separator: ", ") + "]" }
        writer.line("request.authorize([\(lists.joined(separator: ", "))])")
    }
}
