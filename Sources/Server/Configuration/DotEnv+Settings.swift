import DotEnvFormat

extension DotEnv {
    /// Reads a file of this program's settings.
    ///
    /// - Parameter environment: variables that values may name; they win over the lines above.
    package init(parsing text: String, environment: [String: String] = [:]) throws(ParseError) {
        try self.init(parsing: text, environment: environment, isOurs: Setting.isKnown)
    }
}
