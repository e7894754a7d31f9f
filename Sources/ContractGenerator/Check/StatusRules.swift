/// Statuses that the generated layer answers must be declared: clients read the contract, not the code.
enum StatusRules {
    static func check(_ contract: Contract, _ registry: Registry, _ report: inout Report) {
        for operation in contract.operations {
            for (status, reason) in needed(by: operation, contract, registry) {
                // Declared is enough: a reference that leads nowhere has a rule of its own.
                guard operation.node["responses"]?[String(status)] == nil else { continue }
                report.add(
                    .missingStatus,
                    at: operation.node["responses"] ?? operation.node,
                    "\(operation.title) does not declare \(status): \(reason)",
                    advice: "Add \"\(status)\" to its responses."
                )
            }
            checkUnreachable(operation, contract, &report)
        }
    }

    private static func needed(
        by operation: Operation,
        _ contract: Contract,
        _ registry: Registry
    ) -> [(status: Int, reason: String)] {
        var needed: [(Int, String)] = [(405, "clients may ask its path with another method")]
        if operation.body != nil {
            needed.append((400, "its body may be malformed or invalid"))
            needed.append((413, "its body may be too large"))
            needed.append((415, "its body may be of another media type"))
        } else if let parameter = operation.parameters.first(where: { isConstrained($0, registry) }) {
            needed.append((400, "its parameter \"\(parameter.name)\" may be invalid"))
        }
        if operation.responses.contains(where: { $0.status < 400 && !$0.content.isEmpty }) {
            needed.append((406, "the client may not accept its media type"))
        }
        if operation.hasPreconditions {
            needed.append((304, "If-None-Match may name its ETag"))
            needed.append((412, "If-Match may name another ETag"))
        }
        let requirements = operation.security.flatMap { $0 }
        for status in [401, 403] {
            let schemes = requirements.filter { unauthorizedStatus($0, contract) == status }
            guard let scheme = schemes.first else { continue }
            needed.append((status, "credentials of \"\(scheme.scheme)\" may be missing or wrong"))
        }
        if !needed.contains(where: { $0.0 == 403 }), let first = requirements.first(where: { !$0.roles.isEmpty }) {
            needed.append((403, "the caller may not have the role \"\(first.roles.joined(separator: ", "))\""))
        }
        return needed
    }

    /// A status that no scheme of a secured operation answers.
    private static func checkUnreachable(_ operation: Operation, _ contract: Contract, _ report: inout Report) {
        let requirements = operation.security.flatMap { $0 }
        // A handler that is reached by nobody may answer it.
        guard !requirements.isEmpty, !operation.isAnonymousAllowed,
            let response = operation.responses.first(where: { $0.status == 401 }),
            requirements.allSatisfy({ unauthorizedStatus($0, contract) == 403 })
        else { return }
        report.add(
            .unreachableStatus,
            at: operation.node["responses"]?["401"] ?? response.node,
            "\(operation.title) never answers 401: its security schemes answer 403",
            advice: "Remove it, or the x-unauthorized-status of the scheme."
        )
    }

    private static func unauthorizedStatus(_ requirement: SecurityRequirement, _ contract: Contract) -> Int? {
        contract.securitySchemes.first { $0.name == requirement.scheme }?.unauthorizedStatus
    }

    /// True where some value of the parameter is invalid. Any text is a string, so a string without assertions is not.
    private static func isConstrained(_ parameter: Parameter, _ registry: Registry) -> Bool {
        if parameter.required, parameter.location != .path { return true }
        return isConstrained(parameter.schema, registry, depth: 0)
    }

    private static let annotations: Set<String> = [
        "title", "description", "$comment", "default", "deprecated", "readOnly", "writeOnly", "examples", "example",
        "$id", "$anchor", "$schema", "$defs", "externalDocs", "xml", "x-swift-name", "x-null-is-absent",
        "contentEncoding", "contentMediaType", "contentSchema",
    ]

    private static func isConstrained(_ schema: SpecNode, _ registry: Registry, depth: Int) -> Bool {
        guard depth < 64, schema.isObject else { return schema.bool != true }
        for (key, member) in schema.members where !annotations.contains(key) {
            switch key {
            case "type":
                let names = member.isArray ? member.elements.compactMap(\.string) : [member.string ?? ""]
                if !names.contains("string") { return true }
            case "$ref":
                guard let reference = member.string, let target = try? registry.resolve(reference, from: schema) else {
                    return true
                }
                if isConstrained(target, registry, depth: depth + 1) { return true }
            default: return true
            }
        }
        return false
    }
}
