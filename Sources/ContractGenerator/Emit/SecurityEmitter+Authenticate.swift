/// Which requirements guard which operation.
extension SecurityEmitter {
    /// The function that admits a request to an operation, by number.
    func emitAuthenticate(into writer: inout LineWriter) {
        writer.line(
            "/// Admits who meets one of the operation's security requirements, else tells the most telling refusal."
        )
        writer.block("package func authenticate(_ operation: Int, _ request: HTTPRequest) -> Admittance") { writer in
            writer.choice("operation") { writer in
                for (numbers, statements) in guarded() {
                    let list = numbers.map(String.init).joined(separator: ", ")
                    writer.branch("case " + list) { $0.append(statements) }
                }
                writer.line("default: return .granted(nil)")
            }
        }
    }

    /// The guards of operations, each with the numbers of those that it guards, in the order of their first.
    private func guarded() -> [(numbers: [Int], statements: LineWriter)] {
        var groups: [(numbers: [Int], statements: LineWriter)] = []
        var known: [ExactText: Int] = [:]
        for (index, operation) in contract.operations.enumerated() where !operation.security.isEmpty {
            var writer = LineWriter()
            RequirementsEmitter(operation: operation, schemes: self).emit(into: &writer)
            let group = known[ExactText(writer.text)] ?? groups.count
            if group == groups.count {
                known[ExactText(writer.text)] = group
                groups.append(([], writer))
            }
            groups[group].numbers.append(index)
        }
        return groups
    }
}

/// The statements of one operation's requirements; `RequirementSearch` says in which order they are asked.
private struct RequirementsEmitter {
    private let schemes: SecurityEmitter
    private let requirements: [[SecurityRequirement]]
    private let isOptional: Bool
    /// True where a principal is an array of them.
    private let givesSeveral: Bool
    /// The schemes in the order of their first use; a scheme's credential is called by its place here.
    private let names: [String]

    init(operation: Operation, schemes: SecurityEmitter) {
        self.schemes = schemes
        requirements = operation.security.filter { !$0.isEmpty }
        isOptional = operation.isAnonymousAllowed
        givesSeveral = operation.combinesSchemes
        names = requirements.joined().reduce(into: []) { names, part in
            if !names.contains(part.scheme) { names.append(part.scheme) }
        }
    }

    func emit(into writer: inout LineWriter) {
        let isOnly = requirements.count == 1 && !isOptional
        if isOnly, !givesSeveral, let part = requirements.first?.first,
            let scheme = schemes.contract.scheme(part.scheme)
        {
            let outcome = ask(scheme, part, schemes.lookup(scheme))
            writer.line(
                "return Admittance(\(outcome), status: \(scheme.unauthorizedStatus), challenge: \(challenge))"
            )
            return
        }
        writer.line("var search: RequirementSearch = RequirementSearch(challenge: \(challenge))")
        var found: Set<String> = []
        for parts in requirements {
            for name in parts.map(\.scheme) where found.insert(name).inserted {
                guard let scheme = schemes.contract.scheme(name) else { continue }
                writer.line("let \(credential(name)): Bytes? = \(schemes.lookup(scheme))")
            }
            let sent: String = parts.map { credential($0.scheme) + " != nil" }.joined(separator: ", ")
            emit(parts, if: isOnly ? nil : sent, into: &writer)
        }
        if isOptional { return writer.line("return search.anonymous") }
        for parts in requirements where !isOnly {
            let missing: String = parts.map { credential($0.scheme) + " == nil" }.joined(separator: " || ")
            emit(parts, if: missing, into: &writer)
        }
        writer.line("return search.refusal")
    }

    /// Asks every scheme of a requirement, since one further on may have the more telling refusal.
    private func emit(_ parts: [SecurityRequirement], if condition: String?, into writer: inout LineWriter) {
        writer.block(condition.map { "if \($0)" } ?? "do") { writer in
            var principals: [String] = []
            for part in parts {
                guard let scheme = schemes.contract.scheme(part.scheme) else { continue }
                let name = credential(part.scheme)
                let principal = "principal\(principals.count)"
                principals.append(principal)
                let outcome = ask(scheme, part, name)
                let rest = "isSent: \(name) != nil, status: \(scheme.unauthorizedStatus)"
                writer.line("let \(principal): Authenticating.Principal? = search.principal(\(outcome), \(rest))")
            }
            let bindings = principals.map { "let " + $0 }.joined(separator: ", ")
            let list = principals.joined(separator: ", ")
            writer.line("if \(bindings) { return .granted(to: \(givesSeveral ? "[\(list)]" : list)) }")
        }
    }

    private var challenge: String {
        SwiftLiteral.string(schemes.contract.challenges(of: requirements.joined().map(\.scheme)))
    }

    private func credential(_ scheme: String) -> String { "credential\(names.firstIndex(of: scheme) ?? 0)" }

    private func ask(_ scheme: SecurityScheme, _ part: SecurityRequirement, _ credential: String) -> String {
        let roles = "[" + part.roles.map { "." + schemes.roleName($0) }.joined(separator: ", ") + "]"
        return "authenticator.\(schemes.methodName(scheme))(\(credential), roles: \(roles), request: request)"
    }
}

extension SecurityEmitter {
    /// The expression that finds a scheme's credential in the request.
    fileprivate func lookup(_ scheme: SecurityScheme) -> String {
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

extension Operation {
    /// True where it may be called without credentials: `{}` among its requirements.
    var isAnonymousAllowed: Bool { security.contains(where: \.isEmpty) }

    /// True where one of its requirements names several schemes, so that a handler receives several principals.
    var combinesSchemes: Bool { security.contains { $0.count > 1 } }
}
