extension Configuration {
    /// Reads the configuration from the environment merged with `.env` (see `ConfigurationSource`), by the table of
    /// settings.
    ///
    /// An empty value means the default. Secrets are also read from the files that `<name>_FILE` names.
    ///
    /// - Throws: `ConfigurationError` with all problems.
    package init(values: [String: String]) throws(ConfigurationError) {
        self.init()
        var given = GivenSettings(values)
        for setting in Setting.all {
            // The environment is the first row.
            if environment.isStrict { setting.applyStrictStandard(&self) }
            guard let value = given.take(setting) else { continue }
            do throws(SettingRefusal) {
                try setting.apply(value.text, &self)
            } catch {
                given.refuse(value, error.rule)
            }
            if let reason = setting.unused {
                given.warn(value.name, "known, and used by nothing in this version: \(reason)")
            }
        }
        for setting in Setting.all where given.isGiven(setting) {
            if let conflict = setting.conflict(self) { given.refuse(given.name(of: setting), conflict) }
        }
        if environment.isStrict { requireForProduction(&given) }
        guard given.problems.isEmpty else { throw ConfigurationError(problems: given.problems) }
        warnings = given.warnings + settingWarnings { given.name(of: $0) }
    }
}
