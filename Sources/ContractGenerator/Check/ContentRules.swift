/// Media types: which, with a schema and an example; errors as problems.
enum ContentRules {
    private static let problem = "application/problem+json"

    static func check(_ contract: Contract, _ registry: Registry, _ profile: LintProfile, _ report: inout Report) {
        for operation in contract.operations {
            for parameter in operation.parameters where !hasExample(parameter.node, registry) {
                missingExample(parameter.node, "the parameter \"\(parameter.name)\"", &report)
            }
            if let body = operation.body {
                if body.content.isEmpty { missingContent(body.node, "the request body", &report) }
                // A client sends one kind of body, the first that it can.
                let sent = profile == .service ? body.content.first { $0.isSentByClients } : nil
                for media in sent.map({ [$0] }) ?? body.content {
                    check(media, "the request body", registry, profile, &report)
                }
            }
            for response in operation.responses { check(response, of: operation, registry, profile, &report) }
        }
    }

    private static func check(
        _ response: Response,
        of operation: Operation,
        _ registry: Registry,
        _ profile: LintProfile,
        _ report: inout Report
    ) {
        // A client reads JSON by its schema, and gives everything else as bytes.
        let content = profile == .service ? [] : response.content
        for media in content { check(media, "the response", registry, profile, &report) }
        var names: Set<String> = []
        for header in response.headers {
            let name = header.name.lowercased()
            if !names.insert(name).inserted {
                report.add(
                    .invalidHeader,
                    at: header.node,
                    "the response has the header \"\(header.name)\" already, in another case",
                    advice: "Remove one of the two: header names are case-insensitive."
                )
            }
            let advice =
                name == "content-type" ? "Content-Type follows from \"content\"." : FieldNames.refusal(of: header.name)
            if let advice {
                report.add(
                    .invalidHeader,
                    at: header.node,
                    "\"\(header.name)\" cannot be a response header here",
                    advice: advice
                )
            }
            if header.schema == nil {
                report.add(
                    .missingMember,
                    at: header.node,
                    "the header \"\(header.name)\" has no \"schema\"",
                    advice: "Add a \"schema\" that says which values it takes."
                )
            }
        }
        guard response.status >= 400, !response.content.contains(where: { $0.name == problem }) else { return }
        // A report on the server's state has the same form whether the state is good or bad.
        let schemas = response.content.compactMap { target(of: $0, registry) }
        let isReport = operation.responses.contains { success in
            success.status < 400 && success.content.contains { target(of: $0, registry).map(schemas.contains) ?? false }
        }
        guard !isReport else { return }
        report.add(
            .errorWithoutProblem,
            at: response.node["content"] ?? response.node,
            "\(operation.title) answers \(response.status) without \(problem)",
            advice: "Errors are problems (RFC 9457): give its content as \"\(problem)\"."
        )
    }

    private static func target(of media: MediaType, _ registry: Registry) -> String? {
        media.schema.flatMap { try? registry.follow($0) }?.location
    }

    private static func check(
        _ media: MediaType,
        _ owner: String,
        _ registry: Registry,
        _ profile: LintProfile,
        _ report: inout Report
    ) {
        if profile == .contract {
            checkType(of: media, owner, registry, &report)
        } else if !media.isSentByClients {
            report.add(
                .unsupportedMediaType,
                at: media.node,
                "a client cannot send \(owner) as \"\(media.name)\"",
                advice: "Clients send JSON and \"\(MediaType.form)\". Remove the operation from the document, and send "
                    + "its request with HTTPClient."
            )
        }
        if media.schema == nil {
            report.add(
                .missingMember,
                at: media.node,
                "\(owner) has no \"schema\" for \(media.name)",
                advice: "Add a \"schema\": \"$ref\" one from schemas/."
            )
        }
        if !hasExample(media.node, registry) { missingExample(media.node, "\(owner) in \(media.name)", &report) }
        if media.node["example"] != nil, let examples = media.node["examples"] {
            report.add(
                .conflictingExamples,
                at: examples,
                "\"example\" and \"examples\" exclude each other",
                advice: "Move the example into \"examples\"."
            )
        }
    }

    /// Bodies are JSON both ways; answers may also be a page, which a handler gives as it is to be sent.
    private static func checkType(
        of media: MediaType,
        _ owner: String,
        _ registry: Registry,
        _ report: inout Report
    ) {
        if isJSON(media.name) { return }
        let isPage = owner == "the response" && media.name.isTextMediaType
        if isPage {
            let schema = media.schema.flatMap { try? registry.follow($0) }
            if schema?["type"]?.string == "string" { return }
        }
        report.add(
            .unsupportedMediaType,
            at: media.node,
            isPage
                ? "\(owner) in \(media.name) is no text"
                : "the media type \"\(media.name)\" is not supported in \(owner)",
            advice: isPage
                ? "Give it a schema with \"type\": \"string\"."
                : "Use \"application/json\", or a type that ends with \"+json\", without parameters; "
                    + "a response may also be \"text/html\"."
        )
    }

    private static func isJSON(_ name: String) -> Bool {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ HTTPToken.isToken($0) }), name == name.lowercased() else {
            return false
        }
        return name == "application/json" || name.hasSuffix("+json")
    }

    /// True where the node, or the schema behind it, shows at least one example.
    private static func hasExample(_ node: SpecNode, _ registry: Registry) -> Bool {
        if node["example"] != nil || node["examples"]?.members.isEmpty == false { return true }
        var schema = node["schema"]
        for _ in 0..<16 {
            guard let current = schema else { return false }
            if current["examples"]?.elements.isEmpty == false || current["example"] != nil { return true }
            schema = current["$ref"]?.string.flatMap { try? registry.resolve($0, from: current) }
        }
        return false
    }

    private static func missingExample(_ node: SpecNode, _ owner: String, _ report: inout Report) {
        report.add(
            .missingExample,
            at: node,
            "\(owner) has no example",
            advice: "Add \"example\" or \"examples\": they are documentation and test cases."
        )
    }

    private static func missingContent(_ node: SpecNode, _ owner: String, _ report: inout Report) {
        report.add(
            .emptyList,
            at: node["content"] ?? node,
            "\(owner) has no media type",
            advice: "Add \"application/json\" with a schema."
        )
    }
}
