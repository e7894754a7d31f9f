/// `docs/settings.md`: a table for each section, and below it what does not fit into one.
enum SettingsReference {
    private static let head = """
        # Settings

        Printed by `telegram-backend settings --markdown`, from the table in
        [`Sources/Server/Configuration/Settings`](../Sources/Server/Configuration/Settings); `make lint` compares them. The
        same as a file to fill in: [`.env.example`](../.env.example).

        - Settings come from the environment and from `.env` (or the file of `--env-file`); the environment wins. An empty
          value means the default.
        - Choices and booleans may be in any case; booleans are true, 1, yes, on, false, 0, no and off. Lists are separated
          by commas.
        - **Secrets** (marked "secret") may stand in a file: `NAME_FILE=/run/secrets/name`, under old names, too. The ends of
          line at its end are dropped. A file that cannot be read, is empty or larger than 1 MiB is refused, and so is a
          value beside the file. No message repeats a secret.
        - **A secret is replaced** while `NAME_PREVIOUS` holds the one before; [operations.md](operations/secrets.md)
          says how.
        - **Old names** are those of other programs. A setting beside an old name of another value is refused, and the
          message names both.
        - A value that still has the quotes or the comment of the line it stood in is refused by name.
        - A name that begins with \(Setting.prefixes.map { "`\($0)`" }.joined(separator: ", ")) and is not known is
          a warning with the nearest known name; in `.env` so is any name that is nearly one of these.
          `FRAGMENT_…` is a warning that leads to [why](fragment.md).
        - `ENVIRONMENT=staging` is as strict as production. "Production" means both below.
        """

    static var text: String {
        var blocks = [head]
        for section in Setting.sections {
            let rows = section.settings.map(section.isUnused ? unusedRow : row)
            let middle = section.isUnused ? [] : ["default", "production"]
            let columns = ["name", "value"] + middle + ["what it does"]
            let head = [columns, columns.map { _ in "---" }].map(line)
            blocks.append("## \(section.title)\n\n" + (head + rows).joined(separator: "\n"))
            let old = section.settings.compactMap(oldNames)
            if !old.isEmpty { blocks.append("Old names:\n\n" + old.joined(separator: "\n")) }
            for setting in section.settings where !setting.details.isEmpty {
                blocks.append("`\(setting.name)`:\n\n```text\n\(setting.details)\n```")
            }
        }
        return blocks.joined(separator: "\n\n")
    }

    private static func row(_ setting: Setting) -> String {
        let standard = setting.standard.isEmpty ? setting.whereUnset : "`\(setting.standard)`"
        return line(["`\(setting.name)`", value(setting), standard, production(setting), setting.summary])
    }

    private static func unusedRow(_ setting: Setting) -> String {
        line(["`\(setting.name)`", value(setting), "\(setting.summary) Not used: \(setting.unused ?? "")."])
    }

    private static func value(_ setting: Setting) -> String {
        (setting.isSecret ? "secret: " : "") + setting.requirement
    }

    private static func production(_ setting: Setting) -> String {
        switch setting.strictRule {
        case .none: setting.strictStandard.map { "`\($0)`" } ?? ""
        case .advised: "advised"
        case .required: "needed"
        case .strong(let count): "needed, at least \(count) characters"
        case .off: "must be false"
        }
    }

    private static func oldNames(_ setting: Setting) -> String? {
        guard !setting.oldNames.isEmpty else { return nil }
        let names = setting.oldNames.map { old in
            old.words { "`\($0)`" }
                + (old.yieldsToName ? " (beside `\(setting.name)` they count for nothing, with a warning)" : "")
        }
        return "- `\(setting.name)`: \(names.joined(separator: "; "))"
    }

    private static func line(_ cells: [String]) -> String {
        "| \(cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ")) |"
    }
}

extension SettingSection {
    /// True where nothing uses any of the settings.
    var isUnused: Bool { settings.allSatisfy { $0.unused != nil } }
}
