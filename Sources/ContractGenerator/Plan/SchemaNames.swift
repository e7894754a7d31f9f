/// Gives every schema a unique Swift name, derived from where it stands, so that the same specification always gives
/// the same names.
package struct SchemaNames {
    /// The purpose of a generated module: it decides which names the module uses itself.
    package enum Module: Sendable { case server, client }

    private var taken: Set<String>

    init(module: Module) {
        taken = SwiftLiteral.keywords.union(SchemaNames.common)
        taken.formUnion(module == .server ? SchemaNames.server : SchemaNames.client)
    }

    /// Names of the standard library and of the runtime that all generated code uses.
    private static let common: Set<String> = [
        "Bytes", "JSONText", "JSONValue", "JSONWriter", "JSONMember", "JSONMembers", "Presence", "Validation",
        "ContractRuntime", "HTTPTypes",
        "String", "StaticString", "Int", "Int64", "UInt8", "UInt32", "UInt64", "Double", "Bool", "Array", "Optional",
        "Error", "Sendable", "CaseIterable", "OptionSet", "Swift", "Never", "Void", "Protocol",
    ]

    /// Names that a module of the contract which we serve uses beside them.
    private static let server: Set<String> = [
        // Declarations of the generated module.
        "API", "Authenticator", "Principal", "Roles", "OpenAPIDocument", "DocumentationPage",
        "GeneratedContract", "ContractTables", "Implementation", "Authenticating", "Generated",
        // What it leans on.
        "Problem", "JSONLimits", "JSONElements", "JSONConstant", "Pattern", "Format", "Route",
        "OperationDescription", "PathSegments", "ContractDefinition", "ContractError", "RequestContext",
        "RequestReader", "HTTPRequest", "HTTPResponse", "HTTPResponseField", "Admittance", "Authentication",
        "Credentials", "RequirementSearch", "Patterns",
    ]

    /// Names that a module of a service which we call uses beside them.
    private static let client: Set<String> = [
        "ServiceClient", "ServiceCredentials", "ServiceValue", "ServiceOutput", "ServiceOutcome", "Success",
        "ServiceTransport", "ServiceRequest", "ServiceAnswer", "ServiceCredential", "ServiceError", "ClientRuntime",
        "Secret", "Crypto", "Duration", "Equatable",
    ]

    /// The wanted name where it is free, else with a number behind it. A name that is no identifier of a type, since
    /// nothing of the text it came from is a letter of ASCII, begins with "Schema". All others begin with a capital, as
    /// functions and constants of generated code do not.
    mutating func unique(_ text: String) -> String {
        let isName = text.first.map { $0.isASCII && $0.isLetter } ?? false
        let wanted = isName ? text.prefix(1).uppercased() + text.dropFirst() : "Schema" + text
        var name = wanted
        var count = 2
        while !taken.insert(name).inserted {
            name = wanted + String(count)
            count += 1
        }
        return name
    }

    /// `schemas/Problem.json#/$defs/violation` → `ProblemViolation`; the root of a file is the file's name.
    static func name(of node: SpecNode) -> String {
        if let name = node["x-swift-name"]?.string { return name }
        let file: Substring = node.file.path.split(separator: "/").last ?? ""
        // A component is known by its own name, wherever its document lies.
        let isComponent: Bool = node.path.count > 2 && node.path[0] == "components" && node.path[1] == "schemas"
        var name: String = isComponent ? "" : upperCamel(String(file.prefix { $0 != "." }))
        let structural: Set<String> = [
            "properties", "$defs", "components", "schemas", "paths", "content", "schema", "application/json",
        ]
        for token in node.path where !structural.contains(token) {
            name += upperCamel(token)
        }
        return name
    }

    /// `first_name` → `firstName`.
    static func lowerCamel(_ text: String) -> String {
        let words = words(text)
        guard let first = words.first else { return "value" }
        // An initialism at the start (`ETag`, `ID`) is lowered as a whole word.
        let head: String =
            first.allSatisfy(\.isUppercase) ? first.lowercased() : first.prefix(1).lowercased() + first.dropFirst()
        let name = head + words.dropFirst().map(capitalized).joined()
        return name.first?.isNumber == true ? "_" + name : name
    }

    static func upperCamel(_ text: String) -> String {
        words(text).map(capitalized).joined()
    }

    private static func capitalized(_ word: String) -> String {
        switch word.lowercased() {
        case "id": "ID"
        case "url": "URL"
        case "uri": "URI"
        default: word.prefix(1).uppercased() + word.dropFirst()
        }
    }

    /// Runs of ASCII letters and digits; everything else separates.
    private static func words(_ text: String) -> [String] {
        guard text.utf8.allSatisfy({ $0 < 0x80 }) else {
            return text.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.map(String.init)
        }
        return text.utf8.split { byte in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "a")...UInt8(ascii: "z"):
                false
            default: true
            }
        }.compactMap(String.init)
    }
}
