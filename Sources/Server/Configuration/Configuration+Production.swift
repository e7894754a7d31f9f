extension Configuration {
    /// Production and staging do not start with doors left open.
    func requireForProduction(_ given: inout GivenSettings) {
        let place = "ENVIRONMENT=\(environment.rawValue)"
        for setting in Setting.all where setting.isMissing(in: self) && !given.isGiven(setting) {
            given.refuse(setting.name, "must be set where \(place)")
        }
        for setting in Setting.all {
            let name = given.name(of: setting)
            if let weakness = setting.weakness(in: self) {
                let advice = "make one with: openssl rand -hex 32"
                given.refuse(name, "is too weak where \(place), it has \(weakness); \(advice)")
            }
            if setting.isLeftOn(in: self) { given.refuse(name, "must be false where \(place)") }
        }
    }

    /// The warnings about what a configuration without errors still leaves undone.
    ///
    /// - Parameter name: the name that a setting stands under.
    func settingWarnings(name: (Setting) -> String = \.name) -> [ConfigurationWarning] {
        var warnings: [ConfigurationWarning] = []
        for setting in Setting.all {
            func warn(_ advice: String) { warnings.append(ConfigurationWarning(key: name(setting), advice: advice)) }
            if setting.strictRule.isAboutBeingSet, setting.isNeeded(self), !setting.isSet(self) {
                warn("not set: \(setting.whereUnset)")
            }
            if let weakness = setting.weakness(in: self) { warn("too weak for production: it has \(weakness)") }
            if let note = setting.note(self) { warn(note) }
        }
        return warnings
    }
}

extension Setting {
    /// True where production and staging need the setting and it is not set.
    func isMissing(in configuration: Configuration) -> Bool {
        strictRule.isRequirement && isNeeded(configuration) && !isSet(configuration)
    }

    /// True where production and staging need the setting off and it is on.
    func isLeftOn(in configuration: Configuration) -> Bool {
        strictRule == .off && isOn(configuration)
    }
}

extension Setting.StrictRule {
    /// True where the setting must be set.
    var isRequirement: Bool {
        switch self {
        case .required, .strong: true
        case .none, .advised, .off: false
        }
    }

    /// True where the setting must or should be set.
    var isAboutBeingSet: Bool { isRequirement || self == .advised }
}
