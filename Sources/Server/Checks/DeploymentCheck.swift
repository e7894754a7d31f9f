/// A question that `check` asks before a deployment: a row of the table in `DeploymentCheck.all`.
///
/// What `serve` refuses in production and staging is what these rows call an error.
package struct DeploymentCheck: Sendable {
    /// How much it matters that a check fails, the least first.
    package enum Level: String, Sendable, CaseIterable, Comparable {
        case info, warning, error

        package static func < (left: Level, right: Level) -> Bool {
            Level.allCases.firstIndex(of: left) ?? 0 < Level.allCases.firstIndex(of: right) ?? 0
        }
    }

    /// When a check is made.
    package enum Scope: Sendable {
        case always
        /// In production and staging, and with `--deploy`.
        case deployment
        /// With `--online`.
        case online
    }

    /// Stable: scripts name it.
    package let id: String
    package let level: Level
    package let scope: Scope
    /// What holds where all is well, a clause.
    package let subject: String
    /// What to do where it does not, a clause.
    package let remedy: String
    /// The settings that it is about: with a refused value it is not made, and tells that where it is an error.
    let settings: [String]
    /// False where `serve` finds out by itself, and does what is needed.
    let isForServe: Bool
    /// nil where the question makes no sense.
    let find: @Sendable (CheckContext) -> CheckFinding?

    init(
        _ id: String,
        _ level: Level,
        _ scope: Scope,
        settings: [String] = [],
        isForServe: Bool = true,
        _ subject: String,
        remedy: String,
        find: @escaping @Sendable (CheckContext) -> CheckFinding?
    ) {
        self.id = id
        self.level = level
        self.scope = scope
        self.settings = settings
        self.isForServe = isForServe
        self.subject = subject
        self.remedy = remedy
        self.find = find
    }

    /// The check of what production and staging ask of a setting, which stands in the table of settings.
    init(of setting: String, _ id: String, _ level: Level, _ subject: String, remedy: String) {
        self.init(id, level, .deployment, settings: [setting], subject, remedy: remedy) { context in
            let configuration = context.configuration
            guard let row = Setting.named(setting), row.isNeeded(configuration) || row.isSet(configuration) else {
                return nil
            }
            return CheckFinding(row.strictFault(in: configuration, name: context.reading.name(of: row)))
        }
    }

    /// Else the check of all settings tells.
    var tellsRefusals: Bool { level == .error }

    /// The values of its settings that were refused.
    func refusals(in reading: ConfigurationReading) -> [ConfigurationProblem] {
        settings.flatMap { reading.problems(of: $0) }
    }
}

/// The answer to a check.
enum CheckFinding: Sendable {
    /// All is well; a remark may be worth making.
    case well(String?)
    case fault([CheckFault])

    static var well: CheckFinding { .well(nil) }

    static func fault(_ fault: CheckFault) -> CheckFinding { .fault([fault]) }

    /// A fault in words.
    static func fault(_ words: String) -> CheckFinding { .fault(CheckFault("", words)) }

    init(_ fault: CheckFault?) { self = fault.map { .fault([$0]) } ?? .well }
}

/// Something that a check found wrong; never with a part of a secret.
struct CheckFault: Sendable {
    /// The name of a setting as it stands in the environment or in `.env`; may be empty.
    var name: String
    /// What is wrong, to follow the name.
    var rule: String
    /// More about it, a clause.
    var advice: String?

    init(_ name: String, _ rule: String, _ advice: String? = nil) {
        self.name = name
        self.rule = rule
        self.advice = advice
    }

    var words: String { (name.isEmpty ? rule : "\(name) \(rule)") + (advice.map { ", \($0)" } ?? "") }
}
