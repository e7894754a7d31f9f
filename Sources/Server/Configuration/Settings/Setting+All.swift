extension Setting {
    /// The table: every name that the environment and `.env` can hold, section by section; `ENVIRONMENT` first.
    package static let all: [Setting] = sections.flatMap(\.settings)

    /// The rows as `.env.example` and `docs/settings.md` show them.
    static let sections: [SettingSection] = [
        .server, .tls, .database, .telegram, .access, .logs, .metrics, .traces, .backups, .limits, .rateLimits, .redis,
        .unused,
    ]

    /// Every name that is read, old ones and those of files included, in the order of the table.
    static let names: [String] = all.flatMap(\.givenNames)

    private static let knownNames: Set<String> = Set(names)

    /// True for a name that is read.
    package static func isKnown(_ name: String) -> Bool { knownNames.contains(name) }

    /// The row of a name of ours; nil for any other name.
    package static func named(_ name: String) -> Setting? { all.first { $0.name == name } }

    /// The names that its value may stand under.
    var givenNames: [String] {
        let own = isSecret ? [name, Setting.fileName(name)] : [name]
        return own
            + oldNames.flatMap { oldName in
                oldName.names.flatMap { oldName.isSecret($0, of: self) ? [$0, Setting.fileName($0)] : [$0] }
            }
    }

    /// The name whose value is the path of a file that holds the value of `name`.
    static func fileName(_ name: String) -> String { "\(name)_FILE" }

    /// How names begin that are taken for ours, so that a misspelt one is noticed in the environment, too.
    static let prefixes: [String] = [
        "TELEGRAM_", "DB_", "BACKUP_", "LOG_", "METRICS_", "RATE_LIMIT_", "REDIS_", "S3_", "HELEKET_", "WEBHOOK_",
    ]

    /// How names begin that are refused for a reason, and the page that says it.
    static let refusedPrefixes: [(prefix: String, page: String)] = [("FRAGMENT_", "docs/fragment.md")]
}

/// Rows that belong together.
struct SettingSection: Sendable {
    var title: String
    /// Behind a secret stands the one that it was before.
    var settings: [Setting]

    init(title: String, settings: [Setting]) {
        self.title = title
        self.settings = settings.flatMap { [$0] + $0.previous }
    }
}
