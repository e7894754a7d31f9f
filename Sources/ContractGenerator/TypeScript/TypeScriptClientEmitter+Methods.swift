extension TypeScriptClientEmitter {
    func emitClass(_ mapper: inout TypeScriptMapper, into writer: inout LineWriter) {
        var methods: [LineWriter] = []
        for operation in operations { methods.append(method(operation, &mapper)) }
        let text = "The operations of \(contract.title) \(contract.version), one method each."
        writer.comment([text, "A method rejects only where there is no declared answer: see `ClientError`."], depth: 0)
        writer.block("export class Client") { writer in
            writer.line("readonly #transport: Transport;")
            writer.line()
            writer.block("constructor(options: ClientOptions)") { writer in
                writer.block("this.#transport = new Transport(options, [", closing: "]);", braces: false) { writer in
                    for scheme in contract.securitySchemes { writer.line(self.scheme(scheme) + ",") }
                }
            }
            for method in methods {
                writer.line()
                writer.append(method)
            }
        }
    }

    private func scheme(_ scheme: SecurityScheme) -> String {
        let (header, prefix) =
            switch scheme.kind {
            case .header(let name): (name, "")
            case .bearer: ("Authorization", "Bearer ")
            }
        let credential = TypeScriptText.access("options", option(of: scheme))
        return "{ name: \(TypeScriptText.literal(scheme.name)), header: \(TypeScriptText.literal(header)), "
            + "prefix: \(TypeScriptText.literal(prefix)), credential: \(credential) }"
    }

    private func method(_ operation: TypeScriptOperation, _ mapper: inout TypeScriptMapper) -> LineWriter {
        var writer = LineWriter()
        let route = "\(operation.operation.method.uppercased()) \(operation.operation.path)"
        var comment = [
            Self.sentence(operation.operation.summary), "`\(route)`",
            operation.operation.node["description"]?.string ?? "",
        ]
        if operation.operation.node["deprecated"]?.bool == true { comment.append("@deprecated") }
        writer.comment(comment, depth: 1)
        var parameters: [String] = []
        if !operation.takesNothing {
            parameters.append("input: \(operation.input)" + (operation.needsNothing ? " = {}" : ""))
        }
        let use = operation.schemes.map(TypeScriptText.literal).joined(separator: " | ")
        parameters.append("options: CallOptions\(use.isEmpty ? "" : "<\(use)>") = {}")
        let description = operationDescription(operation, &mapper)
        let signature = "\(operation.method)(\(parameters.joined(separator: ", "))): Promise<\(operation.answer)>"
        writer.block(signature) { writer in
            writer.block("return this.#transport.send<\(operation.answer)>(", closing: ");", braces: false) { writer in
                writer.append(description)
                writer.line(operation.takesNothing ? "{}," : "input,")
                writer.line("options,")
            }
        }
        return writer
    }

    private static func sentence(_ text: String) -> String { text.hasSuffix(".") ? text : text + "." }

    private func operationDescription(
        _ operation: TypeScriptOperation,
        _ mapper: inout TypeScriptMapper
    ) -> LineWriter {
        var answers = LineWriter()
        for response in operation.operation.responses {
            let headers = response.headers.map { header in
                "[\(TypeScriptText.literal(header.name)), \"\(Self.headerKind(header, &mapper))\"]"
            }
            let media = operation.content(of: response).map { TypeScriptText.literal($0.name.lowercased()) }
            answers.block("\(response.status):", closing: "},") { writer in
                writer.line("media: [\(media.joined(separator: ", "))],")
                writer.line("headers: [\(headers.joined(separator: ", "))],")
            }
        }
        let security = operation.operation.security.map { alternative in
            "[" + alternative.map { TypeScriptText.literal($0.scheme) }.joined(separator: ", ") + "]"
        }
        var writer = LineWriter()
        writer.block("{", closing: "},", braces: false) { writer in
            writer.line("name: \(TypeScriptText.literal(operation.operation.id)),")
            writer.line("method: \(TypeScriptText.literal(operation.operation.method.uppercased())),")
            writer.line("path: \(TypeScriptText.literal(operation.operation.path)),")
            writer.line("security: [\(security.joined(separator: ", "))],")
            if let type = operation.operation.body?.content.first?.name {
                writer.line("bodyType: \(TypeScriptText.literal(type)),")
            }
            writer.block("answers:") { $0.append(answers) }
        }
        return writer
    }
}
