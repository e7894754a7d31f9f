/// `client.ts`: what each operation takes and answers, and the class with one method an operation.
struct TypeScriptClientEmitter {
    let contract: Contract
    let operations: [TypeScriptOperation]

    func emit(_ mapper: inout TypeScriptMapper) -> String {
        var writer = LineWriter()
        writer.line("import { Transport } from \"./transport.js\";")
        let imports = "BodyAnswer, CallOptions, Credential, EmptyAnswer, ProblemAnswer, TransportOptions"
        writer.line("import type { \(imports) } from \"./transport.js\";")
        writer.line("import type * as T from \"./types.js\";")
        writer.line()
        emitOptions(into: &writer)
        for operation in operations {
            writer.line()
            emitInput(of: operation, &mapper, into: &writer)
            emitAnswer(of: operation, &mapper, into: &writer)
        }
        writer.line()
        emitClass(&mapper, into: &writer)
        return writer.text
    }

    private func emitOptions(into writer: inout LineWriter) {
        writer.line("/** How a client reaches the server, and the credentials it has. */")
        writer.block("export interface ClientOptions extends TransportOptions") { writer in
            for scheme in contract.securitySchemes {
                let text = scheme.node["description"]?.string ?? "The credential `\(scheme.name)`."
                writer.comment([text, "Sent to the operations that ask for it, to no other."], depth: 1)
                writer.line("\(TypeScriptText.key(option(of: scheme)))?: Credential | undefined;")
            }
        }
    }

    /// The option that holds a scheme's credential.
    func option(of scheme: SecurityScheme) -> String {
        let taken: Set<String> = ["baseURL", "fetch", "onUnauthorized", "timeoutMs", "signal"]
        return taken.contains(scheme.name) ? scheme.name + "Credential" : scheme.name
    }

    // MARK: - Types

    private func emitInput(
        of operation: TypeScriptOperation,
        _ mapper: inout TypeScriptMapper,
        into writer: inout LineWriter
    ) {
        if operation.takesNothing { return }
        var members: [TypeScriptObject.Member] = []
        for (location, name) in [(Parameter.Location.path, "path"), (.query, "query"), (.header, "headers")] {
            let parameters = operation.parameters(in: location)
            if parameters.isEmpty { continue }
            let object = TypeScriptObject(members: parameters.map { member(of: $0, &mapper) })
            let isOptional = !parameters.contains(where: \.required)
            members.append(.init(name: name, isOptional: isOptional, type: Self.maybe(.object(object), isOptional)))
        }
        if let body = operation.operation.body {
            var types: [TypeScriptType] = []
            for content in body.content { types.append(content.schema.map { mapper.use($0) } ?? .unknown) }
            let type = Self.maybe(.anyOf(types), !body.required)
            let comment = [body.node["description"]?.string ?? "", Self.limit(body.maxBytes)]
            members.append(.init(name: "body", isOptional: !body.required, type: type, comment: comment))
        }
        let object = TypeScriptType.object(TypeScriptObject(members: members))
        writer.comment(["The parameters of `\(operation.method)`."], depth: 0)
        writer.raw("export type \(operation.input) = \(object.text(module: "T."));")
        writer.line()
    }

    private func member(of parameter: Parameter, _ mapper: inout TypeScriptMapper) -> TypeScriptObject.Member {
        var comment = [parameter.node["description"]?.string ?? ""]
        comment += SchemaComment.paragraphs(of: parameter.schema)
        return TypeScriptObject.Member(
            name: parameter.name,
            isOptional: !parameter.required,
            type: Self.maybe(mapper.use(parameter.schema), !parameter.required),
            comment: comment
        )
    }

    /// A thing that may be left out may also be undefined: callers then need no spreading.
    private static func maybe(_ type: TypeScriptType, _ isOptional: Bool) -> TypeScriptType {
        isOptional ? .anyOf([type, .atom("undefined")]) : type
    }

    private static func limit(_ bytes: Int) -> String { bytes > 0 ? "At most \(bytes) bytes as JSON." : "" }

    private func emitAnswer(
        of operation: TypeScriptOperation,
        _ mapper: inout TypeScriptMapper,
        into writer: inout LineWriter
    ) {
        writer.comment(["The answers of `\(operation.method)`; `status` tells which."], depth: 0)
        var variants: [String] = []
        for response in operation.operation.responses {
            let headers = headersType(of: response, &mapper).text(1, module: "T.")
            let contents = operation.content(of: response)
            if contents.isEmpty { variants.append("EmptyAnswer<\(response.status), \(headers)>") }
            for content in contents {
                let type = content.schema.map { mapper.use($0) } ?? .unknown
                let kind = Self.isProblem(content.name) ? "ProblemAnswer" : "BodyAnswer"
                variants.append("\(kind)<\(response.status), \(type.text(1, module: "T.")), \(headers)>")
            }
        }
        writer.raw("export type \(operation.answer) =\n    | " + variants.joined(separator: "\n    | ") + ";")
    }

    private func headersType(of response: Response, _ mapper: inout TypeScriptMapper) -> TypeScriptType {
        var members: [TypeScriptObject.Member] = []
        for header in response.headers {
            let type: TypeScriptType = .atom(Self.headerKind(header, &mapper))
            members.append(.init(name: header.name, isOptional: false, type: type))
        }
        return .object(TypeScriptObject(members: members))
    }

    /// How a header's value is read.
    static func headerKind(_ header: ResponseHeader, _ mapper: inout TypeScriptMapper) -> String {
        let kinds = header.schema.map { mapper.kinds(of: $0) } ?? .all
        return kinds.isSubset(of: .number) ? "number" : kinds.isSubset(of: .boolean) ? "boolean" : "string"
    }

    static func isProblem(_ mediaType: String) -> Bool { mediaType.lowercased() == "application/problem+json" }
}

extension LineWriter {
    /// A documentation comment; empty paragraphs are left out.
    mutating func comment(_ paragraphs: [String], depth: Int) {
        append(TypeScriptText.comment(paragraphs, depth: depth).joined(separator: "\n"))
    }

    /// Text of several lines that are indented already.
    mutating func raw(_ text: String) { append(text) }
}
