/// The environment merged with a `.env` file; the environment wins.
package struct ConfigurationSource: Sendable {
    package let values: [String: String]
    /// What the operator should know of the file; and its keys that look like misspelt ones of ours.
    package let warnings: [ConfigurationWarning]

    package init(environment: [String: String], file: DotEnv = DotEnv()) {
        values = file.values.merging(environment) { _, environment in environment }
        let unknown: [String] = file.values.keys.filter { ConfigurationKey(rawValue: $0) == nil }
        let misspelt = unknown.sorted { file.lines[$0, default: 0] < file.lines[$1, default: 0] }.compactMap { name in
            KeySuggestion.key(near: name).map { key in
                ConfigurationWarning(key: name, advice: "not a key of this program; did you mean \(key.rawValue)?")
            }
        }
        warnings = file.warnings + misspelt
    }

    /// - Throws: `ConfigurationError`.
    package func configuration() throws(ConfigurationError) -> Configuration {
        var configuration = try Configuration(values: values)
        configuration.warnings = warnings + configuration.warnings
        return configuration
    }
}
