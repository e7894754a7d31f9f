/// The values of the environment and `.env`, taken by setting, whatever name it stands under.
///
/// An empty value counts as not set, so that `KEY=` in `.env` and an unset variable of a compose file mean the default.
struct GivenSettings {
    /// A value and the name that it was found under.
    struct Given {
        var name: String
        var text: String
        var isSecret: Bool
        /// True where the text is not as it stands under the name.
        var isComposed: Bool = false
    }

    private let values: [String: String]
    private(set) var problems: [ConfigurationProblem] = []
    private(set) var warnings: [ConfigurationWarning] = []
    /// The name that each setting was found under, by the setting's own.
    private(set) var found: [String: String] = [:]
    /// The setting that is read.
    private var current: Setting?

    init(_ values: [String: String]) {
        self.values = values
    }

    /// The name that the setting stands under, and its own where it is not given.
    func name(of setting: Setting) -> String { found[setting.name] ?? setting.name }

    /// True where the setting has a value, be it one that was refused.
    func isGiven(_ setting: Setting) -> Bool { found[setting.name] != nil }

    mutating func refuse(_ given: Given, _ rule: String) {
        let value = given.isSecret || given.isComposed || !GivenSettings.isPlain(given.text) ? nil : given.text
        problems.append(ConfigurationProblem(name: given.name, value: value, rule: rule, setting: current?.name))
    }

    /// Refuses what a setting that is given says beside others.
    mutating func refuse(_ setting: Setting, _ rule: String) {
        current = setting
        refuse(name(of: setting), rule)
    }

    /// - Parameter name: as it stands in the environment or in `.env`.
    private mutating func refuse(_ name: String, _ rule: String) {
        problems.append(ConfigurationProblem(name: name, value: nil, rule: rule, setting: current?.name))
    }

    mutating func warn(_ name: String, _ advice: String) {
        warnings.append(ConfigurationWarning(key: name, advice: advice))
    }

    /// The setting's value; nil where it is not given, or refused, which is noted.
    mutating func take(_ setting: Setting) -> Given? {
        current = setting
        let count = problems.count
        var all: [Given] = []
        if let given = value(setting.name, isSecret: setting.isSecret) { all.append(given) }
        for oldName in setting.oldNames {
            if oldName.yieldsToName, !all.isEmpty || problems.count > count {
                warnOfWhatYields(oldName, to: setting)
            } else if let given = value(of: oldName, for: setting) {
                all.append(given)
            }
        }
        if let name = all.first?.name ?? problems[count...].first?.name { found[setting.name] = name }
        guard problems.count == count, let first = all.first else { return nil }
        for other in all.dropFirst() where !agree(first, other, setting) {
            refuse(first.name, "and \(other.name) say different things; remove one of them")
            return nil
        }
        return first
    }

    private func agree(_ one: Given, _ other: Given, _ setting: Setting) -> Bool {
        guard one.text != other.text else { return true }
        guard let canonical = setting.canonical(one.text) else { return false }
        return canonical == setting.canonical(other.text)
    }

    private mutating func warnOfWhatYields(_ oldName: OldName, to setting: Setting) {
        for name in oldName.names {
            for name in oldName.isSecret(name, of: setting) ? [name, Setting.fileName(name)] : [name]
            where text(name) != nil {
                warn(name, "counts for nothing beside \(setting.name)")
            }
        }
    }

    private mutating func value(of oldName: OldName, for setting: Setting) -> Given? {
        let count = problems.count
        var parts: [String: String] = [:]
        var names: [String] = []
        for name in oldName.names {
            guard let part = value(name, isSecret: oldName.isSecret(name, of: setting)) else { continue }
            parts[name] = part.text
            names.append(part.name)
        }
        guard problems.count == count, let name = names.first else { return nil }
        do throws(SettingRefusal) {
            let value = try oldName.compose(parts)
            if let advice = value.advice { warn(name, advice) }
            return Given(name: name, text: value.text, isSecret: setting.isSecret, isComposed: !oldName.isAlias)
        } catch {
            refuse(error.name ?? name, error.rule)
            return nil
        }
    }

    /// The value of a name, or of the file that it names with `_FILE` behind it.
    private mutating func value(_ name: String, isSecret: Bool) -> Given? {
        let direct = sound(name, values[name], isSecret: isSecret)
        guard isSecret, let path = text(Setting.fileName(name)) else { return direct }
        let fileName = Setting.fileName(name)
        do throws(SecretFile.Fault) {
            guard direct == nil else {
                refuse(name, "and \(fileName) are both set; remove one of them")
                return nil
            }
            return sound(fileName, try SecretFile.read(path), isSecret: true)
        } catch {
            refuse(fileName, error.rule)
        }
        return nil
    }

    /// A value with nothing in it of the file that it stood in; nil where it is empty, or refused, which is noted.
    private mutating func sound(_ name: String, _ text: String?, isSecret: Bool) -> Given? {
        guard let text else { return nil }
        if let fault = ValueRemnant.fault(text, isSecret: isSecret) ?? Placeholder.fault(text, isSecret: isSecret) {
            refuse(Given(name: name, text: text, isSecret: isSecret), fault)
            return nil
        }
        let trimmed = text.trimmingBlanks()
        return trimmed.isEmpty ? nil : Given(name: name, text: String(trimmed), isSecret: isSecret)
    }

    /// The text without surrounding blanks; nil where there is none.
    private func text(_ name: String) -> String? {
        guard let trimmed = values[name]?.trimmingBlanks(), !trimmed.isEmpty else { return nil }
        return String(trimmed)
    }

    /// True for a number and for a word of letters. Anything else may be a secret that got into the wrong line, or hold
    /// one, as an address does.
    private static func isPlain(_ value: String) -> Bool {
        func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
        func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte & 0xDF) }
        let isSigned = value.hasPrefix("+") || value.hasPrefix("-")
        let digits = value.utf8.dropFirst(isSigned ? 1 : 0)
        return digits.count <= 20 && digits.allSatisfy { isDigit($0) || $0 == 0x2E }
            || value.utf8.count <= 16 && value.utf8.allSatisfy(isLetter)
    }
}
