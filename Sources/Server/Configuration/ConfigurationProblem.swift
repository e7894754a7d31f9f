/// One reason why the configuration is refused.
package struct ConfigurationProblem: Sendable, Equatable, CustomStringConvertible {
    /// The name as it stands in the environment or in `.env`.
    package var name: String
    /// As it was given; nil where it is missing or must not be repeated.
    package var value: String?
    /// The rule that is asked for.
    package var rule: String
    /// The setting whose value is refused, by its own name; nil where it is none's.
    var setting: String?

    package var description: String {
        guard let value else { return "\(name): \(rule)" }
        return "\(name)=\"\(value)\": \(rule)"
    }
}

/// All reasons at once, so that one restart is enough to put them right.
package struct ConfigurationError: Error, Sendable, Equatable, CustomStringConvertible {
    package var problems: [ConfigurationProblem]

    package var description: String {
        problems.map(\.description).joined(separator: "\n")
    }
}

/// Something that works but that the operator may not have meant.
package struct ConfigurationWarning: Sendable, Equatable {
    package var key: String
    package var advice: String
}
