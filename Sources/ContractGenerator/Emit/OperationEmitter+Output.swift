/// Outputs: an enum with one case a declared status.
extension OperationEmitter {
    /// Header fields that the layers below write; a handler cannot set them.
    private static let managed: Set<String> = ["x-request-id", "allow", "www-authenticate", "date", "content-length"]

    /// A header that the handler gives with an answer.
    private struct Header {
        let field: String
        let name: String
        let isInteger: Bool
        let isRequired: Bool

        var type: String { (isInteger ? "Int64" : "String") + (isRequired ? "" : "?") }
    }

    private func headers(of response: Response) -> [Header] {
        let isProblem = response.isProblem
        var names = UniqueNames(taken: ["body", "fields", "writer", "context"])
        return response.headers.compactMap { header in
            let folded = header.name.lowercased()
            if OperationEmitter.managed.contains(folded) || isProblem && folded == "retry-after" { return nil }
            let type = header.schema?["type"]?.string
            return Header(
                field: header.name,
                name: SwiftLiteral.identifier(names.take(header.name)),
                isInteger: type == "integer",
                isRequired: header.required
            )
        }
    }

    /// The type of an answer's body; nil where it has none.
    private func bodyType(of response: Response) -> (type: String, use: TypeUse?)? {
        guard let content = response.content.first else { return nil }
        if response.isProblem { return ("Problem", nil) }
        guard content.name.isJSONMediaType, let schema = content.schema, let id = schemaID(schema) else {
            return ("[UInt8]", nil)
        }
        let use = schemas.types.use(id)
        return (schemas.typeName(use), use)
    }

    func emitOutput(into writer: inout LineWriter) {
        writer.line("/// The answers of `\(operation.id)`: the declared statuses and no other.")
        writer.line("///")
        writer.line("/// `\(SwiftLiteral.comment(operation.node.location))`")
        writer.block("package enum \(outputName): Sendable") { writer in
            for response in operation.responses {
                var values: [String] = []
                if let body = bodyType(of: response) {
                    values.append(body.type)
                    if let use = body.use { schemas.requireTypes(use.representation) }
                }
                values += headers(of: response).map { "\($0.name): \($0.type)" }
                let list = values.isEmpty ? "" : "(" + values.joined(separator: ", ") + ")"
                let text = SwiftLiteral.comments(response.description).first ?? ""
                writer.line("/// \(response.status): \(text)")
                writer.line("case \(response.caseName)\(list)")
            }
        }
    }

    func emitResponse(into writer: inout LineWriter) {
        writer.block("extension \(outputName)") { writer in
            let usesContext = operation.responses.contains(where: \.isProblem)
            writer.line("/// The answer as HTTP.")
            writer.block("func response(_ \(usesContext ? "context" : "_"): RequestContext) -> HTTPResponse") {
                writer in
                writer.choice("self") { writer in
                    for response in operation.responses { emitCase(response, into: &writer) }
                }
            }
        }
    }

    private func emitCase(_ response: Response, into writer: inout LineWriter) {
        let headers = headers(of: response)
        let body = bodyType(of: response)
        let bindings: [String] = (body == nil ? [] : ["let body"]) + headers.map { "let \($0.name)" }
        let list = bindings.isEmpty ? "" : "(" + bindings.joined(separator: ", ") + ")"
        writer.branch("case .\(response.caseName)\(list)") { writer in
            if !headers.isEmpty {
                writer.line("var fields: [HTTPResponseField] = []")
                for header in headers {
                    let value = header.isInteger ? "String(\(header.name))" : header.name
                    let append = "fields.append(HTTPResponseField(\(SwiftLiteral.string(header.field)), \(value)))"
                    writer.line(header.isRequired ? append : "if let \(header.name) { \(append) }")
                }
            }
            emitReturn(of: response, body, fields: headers.isEmpty ? "[]" : "fields", into: &writer)
        }
    }

    private func emitReturn(
        of response: Response,
        _ body: (type: String, use: TypeUse?)?,
        fields: String,
        into writer: inout LineWriter
    ) {
        guard let body else {
            return writer.line("return HTTPResponse(status: \(response.status), fields: \(fields))")
        }
        if response.isProblem {
            let challenge = response.status == 401 ? ", challenge: \(SwiftLiteral.string(challenge))" : ""
            return writer.line(
                "return body.response(status: \(response.status), context: context, fields: \(fields)\(challenge))"
            )
        }
        let name = response.content[0].name
        let type = SwiftLiteral.string(name.isTextMediaType ? name + "; charset=utf-8" : name)
        if let use = body.use, !use.isText || use.isNullable {
            writer.line("var writer: JSONWriter = .inPieces()")
            schemas.emitEncode("body", use, depth: 0, into: &writer)
            writer.line(
                "return writer.response(status: \(response.status), contentType: \(type), fields: \(fields))"
            )
        } else {
            let bytes: String = body.use == nil ? "body" : "body.bytes"
            writer.line(
                "return HTTPResponse(status: \(response.status), contentType: \(type), fields: \(fields), "
                    + "body: \(bytes))"
            )
        }
    }

    /// The `WWW-Authenticate` value of the operation: its schemes' challenges.
    var challenge: String { contract.challenges(of: operation.security.flatMap { $0.map(\.scheme) }) }
}

extension Response {
    var isProblem: Bool { content.first?.name == "application/problem+json" }

    /// The case of the output enum, after the status' reason phrase (RFC 9110 § 15).
    package var caseName: String {
        let names: [Int: String] = [
            0: "default",
            200: "ok", 201: "created", 202: "accepted", 204: "noContent", 206: "partialContent",
            301: "movedPermanently", 302: "found", 303: "seeOther", 304: "notModified", 307: "temporaryRedirect",
            308: "permanentRedirect", 400: "badRequest", 401: "unauthorized", 402: "paymentRequired", 403: "forbidden",
            404: "notFound", 405: "methodNotAllowed", 406: "notAcceptable", 408: "requestTimeout", 409: "conflict",
            410: "gone", 412: "preconditionFailed", 413: "contentTooLarge", 415: "unsupportedMediaType",
            422: "unprocessableContent", 428: "preconditionRequired", 429: "tooManyRequests",
            500: "internalServerError", 501: "notImplemented", 502: "badGateway", 503: "serviceUnavailable",
            504: "gatewayTimeout",
        ]
        return names[status] ?? "status\(status)"
    }
}

extension String {
    /// `application/json` and everything `+json` (RFC 6839).
    /// The type without its parameters, in lower case.
    var mediaTypeName: String {
        String(prefix { $0 != ";" }).trimmingSpaces.lowercased()
    }

    private var trimmingSpaces: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }

    var isJSONMediaType: Bool { self == "application/json" || hasSuffix("+json") }

    /// Text that is sent as it is, in UTF-8.
    var isTextMediaType: Bool { self == "text/html" }
}
