extension Configuration {
    /// Reads the configuration; see `ConfigurationReading`.
    ///
    /// - Throws: `ConfigurationError` with all problems; in production and staging also with what the checks of a
    ///   deployment call an error in the settings.
    package init(values: [String: String]) throws(ConfigurationError) {
        try self.init(ConfigurationReading(values: values))
    }

    init(_ reading: ConfigurationReading) throws(ConfigurationError) {
        self = reading.configuration
        let problems = reading.problems + (environment.isStrict ? reading.strictProblems : [])
        guard problems.isEmpty else { throw ConfigurationError(problems: problems) }
        warnings = reading.warnings + settingWarnings { reading.name(of: $0) }
    }
}
