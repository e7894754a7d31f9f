/// Gives every schema a unique Swift name, derived from where it stands, so that the same specification always gives
/// the same names.
struct SchemaNames {
    private var taken: Set<String> = SchemaNames.reserved

    /// Names that generated code uses itself.
    private static let reserved: Set<String> = [
        "API", "Authenticator", "Principal", "Role", "Problem", "OpenAPIDocument", "DocumentationPage",
        "GeneratedContract", "String",
        "Int64",
        "Double", "Bool", "Bytes", "JSONText", "JSONValue", "JSONWriter", "Presence", "JSONMember", "Validation",
        "Error",
        "Optional", "Array", "Type", "Self", "Any",
    ]

    mutating func unique(_ wanted: String) -> String {
        var name: String = wanted
        var count: Int = 2
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
        var name: String = upperCamel(String(file.prefix { $0 != "." }))
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
        let words: [String] = words(text)
        guard let first = words.first else { return "value" }
        // An initialism at the start (`ETag`, `ID`) is lowered as a whole word.
        let head: String =
            first.allSatisfy(\.isUppercase) ? first.lowercased() : first.prefix(1).lowercased() + first.dropFirst()
        let name: String = head + words.dropFirst().map(capitalized).joined()
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
        text.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.map(String.init)
    }
}
