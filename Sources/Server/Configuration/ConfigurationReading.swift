/// The configuration as far as it can be read from the environment merged with `.env` (see `ConfigurationSource`), by
/// the table of settings, and all that is wrong with it.
///
/// An empty value means the default. Secrets are also read from the files that `<name>_FILE` names. A value that is
/// refused leaves the default in its place.
package struct ConfigurationReading: Sendable {
    package private(set) var configuration = Configuration()
    /// The values that are refused; what production asks for apart.
    package private(set) var problems: [ConfigurationProblem] = []
    /// The warnings about names and values; what production asks for apart.
    package private(set) var warnings: [ConfigurationWarning] = []
    /// False where the environment and its file could not be read at all.
    private(set) var isReadable: Bool = true
    /// The names that settings were found under, by their own.
    private var names: [String: String] = [:]

    package init(values: [String: String]) {
        var given = GivenSettings(values)
        for setting in Setting.all {
            // The environment is the first row.
            if configuration.environment.isStrict { setting.applyStrictStandard(&configuration) }
            guard let value = given.take(setting) else { continue }
            do throws(SettingRefusal) {
                try setting.apply(value.text, &configuration)
            } catch {
                given.refuse(value, error.rule)
            }
            if let reason = setting.unused {
                given.warn(value.name, "known, and used by nothing in this version: \(reason)")
            }
        }
        let refused = Set(given.problems.compactMap(\.setting))
        for setting in Setting.all where given.isGiven(setting) && !refused.contains(setting.name) {
            if let conflict = setting.conflict(configuration) { given.refuse(setting, conflict) }
        }
        problems = given.problems
        warnings = given.warnings
        names = given.found
    }

    /// One that was not read, and has nothing wrong.
    package init(_ configuration: Configuration) { self.configuration = configuration }

    /// The warnings of the file that the values come from stand before the others.
    package init(_ source: ConfigurationSource) {
        self.init(values: source.values)
        warnings = source.warnings + warnings
    }

    /// The reading of files that cannot be read.
    package init(unreadable problem: ConfigurationProblem) {
        problems = [problem]
        isReadable = false
    }

    /// The name that the setting stands under, and its own where it is not given.
    func name(of setting: Setting) -> String { names[setting.name] ?? setting.name }

    /// The problems of a setting's value.
    func problems(of setting: String) -> [ConfigurationProblem] { problems.filter { $0.setting == setting } }
}
