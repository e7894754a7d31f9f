/// Finds the key that a misspelt one was meant to be.
enum KeySuggestion {
    /// The known key that is near enough to have been meant; nil where none is.
    static func key(near name: String) -> ConfigurationKey? {
        Spelling.nearest(to: name, among: ConfigurationKey.allCases.map(\.rawValue)).flatMap(ConfigurationKey.init)
    }
}
