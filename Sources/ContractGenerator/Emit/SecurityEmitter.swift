/// `Authenticator`, the roles, and which scheme guards which operation.
struct SecurityEmitter {
    let contract: Contract
    private let roles: [String]
    private let roleNames: [String: String]
    private let methodNames: [String: String]

    init(contract: Contract) {
        self.contract = contract
        roles = contract.roles
        // What an option set has already.
        var names = UniqueNames(taken: ["rawValue", "isEmpty", "union", "contains", "insert", "remove"])
        roleNames = roles.reduce(into: [:]) { $0[$1] = SwiftLiteral.identifier(names.take($1)) }
        names = UniqueNames(taken: [])
        methodNames = contract.securitySchemes.reduce(into: [:]) { methods, scheme in
            methods[scheme.name] = methods[scheme.name] ?? SwiftLiteral.identifier(names.take(scheme.name))
        }
    }

    func roleName(_ role: String) -> String { roleNames[role] ?? role }

    func methodName(_ scheme: SecurityScheme) -> String { methodNames[scheme.name] ?? scheme.name }

    func emit(into writer: inout LineWriter) {
        writer.line("/// The roles that security requirements name.")
        writer.block("package struct Roles: OptionSet, Sendable") { writer in
            writer.line("package let rawValue: UInt64")
            writer.line("package init(rawValue: UInt64) { self.rawValue = rawValue }")
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
                let parameters = "_ credential: Bytes?, roles: Roles, request: HTTPRequest"
                writer.line("func \(methodName(scheme))(\(parameters)) -> Authentication<Principal>")
            }
        }
    }
}

extension Contract {
    /// The roles that security requirements name, sorted.
    var roles: [String] { Set(operations.lazy.flatMap(\.security).joined().flatMap(\.roles)).sorted() }

    func scheme(_ name: String) -> SecurityScheme? { securitySchemes.first { $0.name == name } }

    /// Challenges for `WWW-Authenticate` (RFC 9110 § 11.6.1), one a scheme, each of them once.
    func challenges(of names: [String]) -> String {
        var known: Set<String> = []
        let challenges: [String] = names.compactMap { name in
            guard let scheme = scheme(name) else { return nil }
            if let authorization = scheme.authorizationScheme { return authorization }
            switch scheme.kind {
            case .bearer: return "Bearer"
            case .header(let field): return "ApiKey header=\"\(field)\""
            }
        }
        return challenges.filter { known.insert($0).inserted }.joined(separator: ", ")
    }
}
