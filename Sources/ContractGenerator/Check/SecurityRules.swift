/// Security schemes and the requirements that name them.
enum SecurityRules {
    static func check(_ contract: Contract, _ registry: Registry, _ report: inout Report) {
        let schemes = registry.entry?["components"]?["securitySchemes"]
        for (_, reference) in schemes?.members ?? [] {
            guard let node = try? registry.follow(reference), node.isObject else { continue }
            checkScheme(node, &report)
        }
        checkRoles(contract, &report)
        let names = schemes?.members.map(\.key) ?? []
        for object in registry.objects where object.kind == .securityRequirement {
            for (name, node) in object.node.members where !names.contains(name) {
                let nearest = Suggestion.nearest(to: name, among: names)
                report.add(
                    .unknownSecurityScheme,
                    at: node,
                    "there is no security scheme \"\(name)\"",
                    advice: nearest.map { "Did you mean \"\($0)\"?" } ?? "Describe it under components/securitySchemes."
                )
            }
        }
    }

    /// A handler's roles are one 64-bit word.
    private static let mostRoles: Int = 64

    private static func checkRoles(_ contract: Contract, _ report: inout Report) {
        var known: Set<ExactText> = []
        for operation in contract.operations {
            for role in operation.security.joined().flatMap(\.roles) {
                guard known.insert(ExactText(role)).inserted, known.count == mostRoles + 1 else { continue }
                report.add(
                    .tooManyRoles,
                    at: operation.node["security"] ?? operation.node,
                    "\"\(role)\" is one role more than the \(mostRoles) that there can be",
                    advice: "Name fewer roles: what depends on the data is the handler's to decide."
                )
            }
        }
    }

    private static func refusal(of field: String) -> String? {
        ["accept", "content-type"].contains(field.lowercased())
            ? "This field describes content: choose another." : FieldNames.refusal(of: field)
    }

    private static func checkScheme(_ node: SpecNode, _ report: inout Report) {
        if ContractBuilder.kind(of: node) == nil {
            report.add(
                .unsupportedSecurityScheme,
                at: node["type"] ?? node,
                "security schemes of this type are not supported",
                advice: """
                    Use "apiKey" in a header with its "name", "http" with "scheme": "bearer", or "oauth2".
                    """
            )
        }
        if case .header(let field) = ContractBuilder.kind(of: node), let advice = refusal(of: field) {
            report.add(
                .invalidHeader,
                at: node["name"] ?? node,
                "\"\(field)\" cannot be the header of a credential",
                advice: advice
            )
        }
        if let status = node["x-unauthorized-status"], status.integer != 401, status.integer != 403 {
            report.add(
                .invalidValue,
                at: status,
                "\"x-unauthorized-status\" must be 401 or 403",
                advice: "Write 403 where callers expect that for missing credentials; 401 is the default."
            )
        }
        if let scheme = node["x-authorization-scheme"], let text = scheme.string,
            text.isEmpty || !text.utf8.allSatisfy({ HTTPToken.allows($0) })
        {
            report.add(
                .invalidValue,
                at: scheme,
                "\"x-authorization-scheme\" must be a token (RFC 9110, section 5.6.2)",
                advice: "Write the word before the credential in the Authorization header, such as \"tma\"."
            )
        }
    }
}

/// The characters of tokens: RFC 9110, section 5.6.2.
enum HTTPToken {
    static func allows(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }

    static func isToken(_ text: some StringProtocol) -> Bool { !text.isEmpty && text.utf8.allSatisfy(allows) }
}
