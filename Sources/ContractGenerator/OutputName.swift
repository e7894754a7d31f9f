/// How the names of generated files follow from the names of specification files.
package enum OutputName {
    package static let document: String = "OpenAPIDocument.swift"
    package static let documentation: String = "DocumentationPage.swift"

    /// Files that are there whatever the specification holds.
    package static let fixed: [String] = ["API.swift", "Routes.swift", "Security.swift", document, documentation]

    /// The file that is there whatever a called service's specification holds.
    package static let client: String = "ServiceClient.swift"

    /// The only file generated for tests.
    package static let contractCases: String = "ContractCases.swift"

    /// The Swift file of a specification file: `schemas/User.json` → `schemas_User.swift`.
    package static func of(_ path: String) -> String {
        var name = ""
        for scalar in (path.hasSuffix(".json") ? path.dropLast(5) : path[...]).unicodeScalars {
            name.unicodeScalars.append(scalar == "/" ? "_" : scalar)
        }
        return name + ".swift"
    }

    /// All names that are generated for specification files, in order.
    package static func all(for paths: [String], tests: Bool) -> [String] {
        tests ? [contractCases] : fixed + paths.map(of)
    }
}
