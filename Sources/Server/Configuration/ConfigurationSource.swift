import DotEnvFormat

/// The environment merged with a `.env` file; the environment wins.
package struct ConfigurationSource: Sendable {
    package let values: [String: String]
    /// The warnings about the file's mode, and about names that are not known: those that begin like ours, and in
    /// the file those that are near one of ours.
    package let warnings: [ConfigurationWarning]

    package init(environment: [String: String], file: DotEnv = DotEnv()) {
        let environment = environment.filter { !ServiceLinks.contain($0.key, $0.value) }
        values = file.values.merging(environment) { _, environment in environment }
        let unknown = values.keys.filter { !Setting.isKnown($0) }.sorted { left, right in
            let (line, other) = (file.lines[left, default: .max], file.lines[right, default: .max])
            return line == other ? left < right : line < other
        }
        let advice = unknown.compactMap { name in
            ConfigurationSource.advice(name, isOfFile: file.values[name] != nil).map {
                ConfigurationWarning(key: name, advice: $0)
            }
        }
        warnings = [file.exposedPath.map(ConfigurationSource.exposure)].compactMap(\.self) + advice
    }

    /// - Throws: `ConfigurationError`.
    package func configuration() throws(ConfigurationError) -> Configuration {
        try Configuration(ConfigurationReading(self))
    }

    private static func exposure(_ path: String) -> ConfigurationWarning {
        let advice = "others than its owner can read or write it, and it is where secrets stand: chmod 600 \(path)"
        return ConfigurationWarning(key: path, advice: advice)
    }

    /// The advice about a name that is not known; nil for one that is another program's.
    private static func advice(_ name: String, isOfFile: Bool) -> String? {
        if let refused = Setting.refusedPrefixes.first(where: { name.hasPrefix($0.prefix) }) {
            return "counts for nothing; \(refused.page) says why, and what to do instead"
        }
        let isLikeOurs = Setting.prefixes.contains { name.hasPrefix($0) }
        guard isLikeOurs || isOfFile, let nearest = Spelling.closest(to: name, among: Setting.names) else { return nil }
        if nearest.isMeant { return "not a setting of this program; did you mean \(nearest.word)?" }
        return isLikeOurs ? "not a setting of this program; the nearest is \(nearest.word)" : nil
    }
}
