/// One reason why the configuration is refused.
package struct ConfigurationProblem: Sendable, Equatable, CustomStringConvertible {
    package var key: ConfigurationKey
    /// As it was given; nil where it is missing or must not be repeated.
    package var value: String?
    /// What is asked for.
    package var rule: String

    package var description: String {
        guard let value else { return "\(key.rawValue): \(rule)" }
        return "\(key.rawValue)=\(ConfigurationProblem.quoted(value)): \(rule)"
    }

    /// The value on one line, shortened, with nothing in it that steers a terminal.
    private static func quoted(_ value: String) -> String {
        let shown = String(
            value.unicodeScalars.prefix(80).map { scalar in
                scalar.value >= 0x20 && scalar.value < 0x7F ? Character(scalar) : "?"
            }
        )
        return "\"\(shown)\(value.unicodeScalars.count > 80 ? "…" : "")\""
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
