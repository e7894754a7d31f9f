import Crypto

/// A row of the table of settings: everything that is known of one name in the environment or in `.env`.
///
/// The reader, the checks and messages of `serve` and `check`, `.env.example` and `docs/settings.md` are made from the
/// rows. The default is not part of a row: it is the value of the property in a fresh `Configuration`.
package struct Setting: Sendable {
    /// The demand of production and staging on a setting.
    enum StrictRule: Sendable, Equatable {
        /// Nothing.
        case none
        /// It is advised to set it: a warning where it is not.
        case advised
        /// It must be set, to a bot token that is no example.
        case required
        /// It must be set, to a secret of so many characters at least that is hard to guess.
        case strong(minimumCount: Int)
        /// A boolean that must be false.
        case off
    }

    /// The name in the environment and in `.env`.
    package let name: String
    /// Names that other programs give it, and sets of settings that say the same.
    let oldNames: [OldName]
    /// The old names that are another name for the same value.
    package var aliases: [String] { oldNames.filter(\.isAlias).flatMap(\.names) }
    /// The nature of a value, to follow "must be".
    package let requirement: String
    /// True where no message may repeat the value, and where it may stand in the file that `<name>_FILE` names.
    package let isSecret: Bool
    /// One sentence that says what the setting does.
    package let summary: String
    /// The further facts that an operator may want to know, line by line.
    let details: String
    /// The consequence of leaving it out, to follow "not set:"; empty where the default says that.
    let whereUnset: String
    /// The default, as a value is written; empty where there is none.
    package let standard: String
    /// The default in production and staging, where it is another.
    package let strictStandard: String?
    /// A value that is taken and is not the default.
    package let example: String
    let strictRule: StrictRule
    /// Why nothing uses the setting; nil where something does.
    package let unused: String?

    /// Reads a value into the configuration.
    let apply: @Sendable (String, inout Configuration) throws(SettingRefusal) -> Void
    /// Sets what is the default in production and staging.
    let applyStrictStandard: @Sendable (inout Configuration) -> Void
    /// The value in one spelling, by which two of them are compared; nil for one that is refused.
    package let canonical: @Sendable (String) -> String?
    /// The value in a configuration as a setting writes it, redacted where it is secret; empty where it is not set.
    package let value: @Sendable (Configuration) -> String
    /// True for a boolean that is true.
    let isOn: @Sendable (Configuration) -> Bool
    /// The secret in a configuration.
    package let secret: @Sendable (Configuration) -> Secret?
    /// False where production and staging do not ask for it, because of another setting.
    let isNeeded: @Sendable (Configuration) -> Bool
    /// Why the value does not go with the others; nil where it does.
    let conflict: @Sendable (Configuration) -> String?
    /// The note for the operator about the value; nil where there is nothing.
    let note: @Sendable (Configuration) -> String?
    /// The row of the secret that is taken beside this one while a rotation lasts; empty, or one.
    package private(set) var previous: [Setting] = []

    /// A setting whose value goes to a property of the configuration.
    init<Value: Sendable>(
        _ name: String,
        _ path: any WritableKeyPath<Configuration, Value> & Sendable,
        _ type: SettingType<Value>,
        old oldNames: [OldName] = [],
        strict strictRule: StrictRule = .none,
        strictDefault: Value? = nil,
        unset whereUnset: String = "",
        unused: String? = nil,
        previous previousPath: (any WritableKeyPath<Configuration, Value> & Sendable)? = nil,
        isNeeded: @escaping @Sendable (Configuration) -> Bool = { _ in true },
        conflict: @escaping @Sendable (Configuration) -> String? = { _ in nil },
        note: @escaping @Sendable (Configuration) -> String? = { _ in nil },
        _ summary: String,
        details: String = ""
    ) {
        self.name = name
        self.oldNames = oldNames
        self.summary = summary
        self.details = details
        self.whereUnset = whereUnset
        self.strictRule = strictRule
        self.unused = unused
        self.isNeeded = isNeeded
        self.conflict = conflict
        self.note = note
        (requirement, isSecret, example) = (type.requirement, type.isSecret, type.example)
        standard = type.print(Configuration()[keyPath: path])
        strictStandard = strictDefault.map(type.print)
        canonical = type.canonical
        apply = { (text, configuration) throws(SettingRefusal) in configuration[keyPath: path] = try type.parse(text) }
        applyStrictStandard = { if let strictDefault { $0[keyPath: path] = strictDefault } }
        value = { type.print($0[keyPath: path]) }
        isOn = { $0[keyPath: path] as? Bool == true }
        secret = { type.secret($0[keyPath: path]) }
        if let previousPath { previous = [Setting(previousOf: name, path, previousPath, type, old: oldNames)] }
    }

    /// The row of the value that a secret had before.
    private init<Value: Sendable>(
        previousOf name: String,
        _ path: any WritableKeyPath<Configuration, Value> & Sendable,
        _ previousPath: any WritableKeyPath<Configuration, Value> & Sendable,
        _ type: SettingType<Value>,
        old oldNames: [OldName]
    ) {
        self.init(
            Setting.previousName(name),
            previousPath,
            type,
            old: oldNames.filter(\.isAlias).flatMap(\.names).map { OldName(stringLiteral: Setting.previousName($0)) },
            conflict: { type.secret($0[keyPath: path]) == nil ? "has no use without \(name)" : nil },
            "The value that `\(name)` had before, taken beside it while a rotation lasts."
        )
    }

    /// The name of the value that `name` had before.
    private static func previousName(_ name: String) -> String { "\(name)_PREVIOUS" }

    /// A setting that is known and checked, and used by nothing.
    init<Value: Sendable>(
        unused reason: String,
        _ name: String,
        _ type: SettingType<Value>,
        old oldNames: [OldName] = [],
        _ summary: String
    ) {
        self.name = name
        self.oldNames = oldNames
        self.summary = summary
        unused = reason
        (requirement, isSecret, example) = (type.requirement, type.isSecret, type.example)
        (details, whereUnset, standard, strictStandard, strictRule) = ("", "", "", nil, .none)
        canonical = type.canonical
        apply = { (text, _) throws(SettingRefusal) in _ = try type.parse(text) }
        applyStrictStandard = { _ in }
        value = { _ in "" }
        isOn = { _ in false }
        secret = { _ in nil }
        isNeeded = { _ in false }
        conflict = { _ in nil }
        note = { _ in nil }
    }

    /// True where production and staging ask for something.
    package var isDemanded: Bool { strictRule != .none }

    package func isSet(_ configuration: Configuration) -> Bool { !value(configuration).isEmpty }

    /// The weakness of the secret, to follow "it has"; nil where nothing is weak.
    func weakness(in configuration: Configuration) -> String? {
        guard let secret = secret(configuration) else { return nil }
        return switch strictRule {
        case .strong(let minimumCount): SecretStrength.weakness(secret, minimumCount: minimumCount)
        case .required: Placeholder.isExample(botToken: secret.revealed) ? "the form of an example" : nil
        case .none, .advised, .off: nil
        }
    }

    /// True for a secret that the operator makes up.
    var isMadeUp: Bool { if case .strong = strictRule { true } else { false } }
}

/// Why a value is refused; never with the value.
struct SettingRefusal: Error {
    /// The name at fault where it is another than the one that was read.
    var name: String?
    /// The rule that is asked for.
    var rule: String
}
