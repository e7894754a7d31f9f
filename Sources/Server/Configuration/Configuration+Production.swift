extension ConfigurationReading {
    /// What the checks of a deployment call an error in the settings: production and staging do not start with it.
    var strictProblems: [ConfigurationProblem] {
        let place = " where ENVIRONMENT=\(configuration.environment.rawValue)"
        let context = CheckContext(self)
        let checks = DeploymentCheck.settings.filter { $0.level == .error && $0.isForServe }
        return checks.flatMap { check -> [ConfigurationProblem] in
            guard check.refusals(in: self).isEmpty, case .fault(let faults) = check.find(context) else { return [] }
            return faults.map { fault in
                let advice = fault.advice.map { ", \($0)" } ?? ""
                return ConfigurationProblem(name: fault.name, value: nil, rule: fault.rule + place + advice)
            }
        }
    }
}

extension Configuration {
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
    /// What production and staging find wrong with the value; nil where nothing is.
    ///
    /// - Parameter name: the name that the setting stands under.
    func strictFault(in configuration: Configuration, name: String) -> CheckFault? {
        if let weakness = weakness(in: configuration) {
            let advice = isMadeUp ? "make one with: openssl rand -hex 32" : "put in the real one"
            return CheckFault(name, "is too weak", "it has \(weakness); \(advice)")
        }
        switch strictRule {
        case .none: return nil
        case .off: return isOn(configuration) ? CheckFault(name, "must be false") : nil
        case .advised, .required, .strong:
            guard isNeeded(configuration), !isSet(configuration) else { return nil }
            return CheckFault(name, "must be set", "without it \(whereUnset)")
        }
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
