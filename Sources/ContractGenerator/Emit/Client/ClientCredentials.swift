/// The credentials of a service's security schemes, as one structure of the generated module.
enum ClientCredentials {
    /// The Swift name of a scheme's property, without back-ticks.
    static func property(of scheme: SecurityScheme, _ contract: Contract) -> String {
        var names = UniqueNames(taken: [])
        var name = ""
        for other in contract.securitySchemes {
            let taken: String = names.take(other.name, suffix: "Field")
            if other.name.utf8.elementsEqual(scheme.name.utf8) { name = taken }
        }
        return name
    }

    static func emit(_ contract: Contract, into writer: inout LineWriter) {
        writer.line("/// The caller's credentials: one for each security scheme.")
        writer.line("///")
        writer.line("/// A call sends those of the first requirement that it can meet.")
        writer.block("package struct ServiceCredentials: Sendable") { writer in
            let properties: [(name: String, scheme: SecurityScheme)] = contract.securitySchemes.map {
                (property(of: $0, contract), $0)
            }
            for (name, scheme) in properties {
                let text: String = scheme.node["description"]?.string ?? ""
                writer.line("/// \(SwiftLiteral.comments(text).first ?? "The credential of `\(scheme.name)`.")")
                writer.line("package var \(SwiftLiteral.identifier(name)): Secret?")
            }
            if !properties.isEmpty { writer.line() }
            writer.initialiser(properties.map { "\(SwiftLiteral.identifier($0.name)): Secret? = nil" }) { writer in
                for (name, _) in properties { writer.line(SwiftLiteral.assignment(name)) }
            }
            for (name, scheme) in properties {
                let value: String = SwiftLiteral.identifier(name)
                let field: String =
                    switch scheme.kind {
                    case .header(let field): "ServiceCredential(\(SwiftLiteral.string(field)), \(value))"
                    case .bearer: "ServiceCredential(bearer: \(value))"
                    }
                writer.line()
                writer.line("var \(name)Field: ServiceCredential? { \(field) }")
            }
        }
    }
}
