/// `Authenticator`, the roles, and which scheme guards which operation.
struct SecurityEmitter {
    private let contract: Contract
    private let roles: [String]
    private let roleNames: [String: String]
    private let methodNames: [String: String]

    init(contract: Contract) {
        self.contract = contract
        roles = Set(contract.operations.lazy.flatMap(\.security).joined().flatMap(\.roles)).sorted()
        // What an option set has already.
        var names = UniqueNames(taken: ["rawValue", "isEmpty", "union", "contains", "insert", "remove"])
        roleNames = roles.reduce(into: [:]) { $0[$1] = SwiftLiteral.identifier(names.take($1)) }
        names = UniqueNames(taken: [])
        methodNames = contract.securitySchemes.reduce(into: [:]) { methods, scheme in
            methods[scheme.name] = methods[scheme.name] ?? SwiftLiteral.identifier(names.take(scheme.name))
        }
    }

    private func roleName(_ role: String) -> String { roleNames[role] ?? role }

    private func methodName(_ scheme: SecurityScheme) -> String { methodNames[scheme.name] ?? scheme.name }

    func emit(into writer: inout LineWriter) {
        writer.line("/// The roles that security requirements name.")
        writer.block("package struct Roles: OptionSet, Sendable") { writer in
            writer.line("package let rawValue: UInt32")
            writer.line("package init(rawValue: UInt32) { self.rawValue = rawValue }")
            for (index, role) in roles.enumerated() {
                writer.line(
                    "package static let \(roleName(role)): Roles = Roles(rawValue: 1 << \(index))"
                )
            }
        }
        writer.line()
        writer.line("/// Decides who sends a request. A credential is nil where the request has none of its scheme.")
        writer.block("package protocol Authenticator: Sendable") { writer in
            writer.line("associatedtype Principal: Sendable")
            for scheme in contract.securitySchemes {
                writer.line("/// `\(SwiftLiteral.comment(scheme.node.location))`")
                let parameters: String = "_ credential: Bytes?, roles: Roles, request: HTTPRequest"
                writer.line("func \(methodName(scheme))(\(parameters)) -> Authentication<Principal>")
            }
        }
    }

    /// The function that admits a request to an operation, by number.
    func emitAuthenticate(into writer: inout LineWriter) {
        writer.line("/// Asks the schemes that the operation requires; the first whose credential is there decides.")
        writer.block("package func authenticate(_ operation: Int, _ request: HTTPRequest) -> Admittance") { writer in
            writer.line("switch operation {")
            for (numbers, alternatives) in alternatives() {
                for start in stride(from: 0, to: numbers.count, by: 20) {
                    let line: String = numbers[start..<min(start + 20, numbers.count)].map(String.init)
                        .joined(separator: ", ")
                    let end: String = start + 20 < numbers.count ? "," : ":"
                    writer.line((start == 0 ? "case " : "    ") + line + end)
                }
                writer.append(alternatives)
            }
            writer.line("default: return .granted(nil)")
            writer.line("}")
        }
    }

    /// What guards operations, each with the numbers of those that require it, in the order of their first.
    private func alternatives() -> [(numbers: [Int], statements: LineWriter)] {
        var groups: [(numbers: [Int], statements: LineWriter)] = []
        var known: [ExactText: Int] = [:]
        for (index, operation) in contract.operations.enumerated() where !operation.security.isEmpty {
            var writer = LineWriter()
            emitAlternatives(of: operation, into: &writer)
            let group: Int = known[ExactText(writer.text)] ?? groups.count
            if group == groups.count {
                known[ExactText(writer.text)] = group
                groups.append(([], writer))
            }
            groups[group].numbers.append(index)
        }
        return groups
    }

    private func emitAlternatives(of operation: Operation, into writer: inout LineWriter) {
        let alternatives: [SecurityRequirement] = operation.security.compactMap(\.first)
        let challenge: String = contract.challenges(of: alternatives.map(\.scheme))
        for requirement in alternatives {
            guard let scheme = contract.scheme(requirement.scheme) else { continue }
            writer.block("    if let credential = \(lookup(scheme))") { writer in
                writer.line("return \(ask(scheme, requirement, "credential", challenge))")
            }
        }
        if operation.security.contains(where: \.isEmpty) {
            writer.line("    return .granted(nil)")
        } else if let first = alternatives.first, let scheme = contract.scheme(first.scheme) {
            writer.line("    return \(ask(scheme, first, "nil", challenge))")
        } else {
            writer.line("    return .granted(nil)")
        }
    }

    private func ask(
        _ scheme: SecurityScheme,
        _ requirement: SecurityRequirement,
        _ credential: String,
        _ challenge: String
    ) -> String {
        let roles: String =
            "[" + requirement.roles.map { "." + roleName($0) }.joined(separator: ", ") + "]"
        return "Admittance(gate.\(methodName(scheme))(\(credential), roles: \(roles), request: request), "
            + "status: \(scheme.unauthorizedStatus), challenge: \(SwiftLiteral.string(challenge)))"
    }

    /// The expression that finds a scheme's credential in the request.
    private func lookup(_ scheme: SecurityScheme) -> String {
        var expressions: [String] = []
        switch scheme.kind {
        case .header(let name): expressions.append("Credentials.field(\(SwiftLiteral.string(name)), of: request)")
        case .bearer: expressions.append("Credentials.authorization(\"Bearer\", of: request)")
        }
        if let other = scheme.authorizationScheme {
            expressions.append("Credentials.authorization(\(SwiftLiteral.string(other)), of: request)")
        }
        return expressions.joined(separator: " ?? ")
    }
}

extension Contract {
    func scheme(_ name: String) -> SecurityScheme? { securitySchemes.first { $0.name == name } }

    /// Challenges for `WWW-Authenticate` (RFC 9110 § 11.6.1), one a scheme.
    func challenges(of names: [String]) -> String {
        let challenges: [String] = names.compactMap { name in
            guard let scheme = scheme(name) else { return nil }
            if let authorization = scheme.authorizationScheme { return authorization }
            switch scheme.kind {
            case .bearer: return "Bearer"
            case .header(let field): return "ApiKey header=\"\(field)\""
            }
        }
        return challenges.joined(separator: ", ")
    }
}
