/// The documents that are printed from the table of settings; `make lint` compares the committed ones with them.
package enum SettingsDocument: Sendable {
    /// `.env.example`.
    case envExample
    /// `docs/settings.md`.
    case markdown

    /// The whole document, without the end of its last line.
    package var text: String {
        switch self {
        case .envExample: EnvExample.text
        case .markdown: SettingsReference.text
        }
    }

    /// Lines of at most so many characters; a word is never cut.
    static func wrapped(_ text: String, width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty, line.count + 1 + word.count > width {
                lines.append(line)
                line = ""
            }
            line += line.isEmpty ? "\(word)" : " \(word)"
        }
        return line.isEmpty ? lines : lines + [line]
    }
}

/// `.env.example`: a file that means the defaults as it stands.
private enum EnvExample {
    private static let head = """
        Printed by `telegram-backend settings --env-example`, from the table of settings.

        Copy to .env and fill in: install -m 600 .env.example .env (nobody else may read it; serve and check warn where
        others can). The environment wins over this file; an empty value means the default.
        What is filled in is the default.

        The file is read as Docker Compose reads it: KEY=value # comment, KEY='as it stands', KEY="with \\n and \\$", quoted
        values over several lines, export KEY=value, KEY: value; $NAME, ${NAME} and ${NAME:-default} stand for variables of
        the environment and for the keys above, $$ for $. Keys that are not ours are left alone. A key of ours is refused
        where it stands twice or names a variable that is not set.
        A value of the environment that still has its quotes or a comment, as Docker's --env-file passes it, is refused,
        and a secret with blanks or an end of line around it: the other side would be given another one.
        Choices and booleans may be in any case; booleans are true, 1, yes, on, false, 0, no and off.
        A secret may stand in a file of its own: NAME_FILE=/run/secrets/name in place of NAME=.
        """

    static var text: String {
        var lines = comment(head)
        for section in Setting.sections {
            lines += ["", "# ---- \(section.title) ----"]
            for setting in section.settings { lines += [""] + block(setting) }
        }
        return lines.joined(separator: "\n")
    }

    private static func block(_ setting: Setting) -> [String] {
        let sentences = ([setting.summary] + setting.facts).joined(separator: " ")
        let lines = SettingsDocument.wrapped(sentences, width: 118) + detailLines(setting)
        let comments = lines.map { "# \($0)" }
        // One that depends on the environment, and one that nothing uses, is left to the program.
        let value = setting.strictStandard == nil ? setting.standard : ""
        return comments + [(setting.unused == nil ? "" : "# ") + "\(setting.name)=\(value)"]
    }

    private static func detailLines(_ setting: Setting) -> [String] {
        setting.details.split(separator: "\n").map { "  \($0)" }
    }

    private static func comment(_ text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "#" : "# \($0)" }
    }
}

extension Setting {
    /// The sentences that have to be said of it, the default apart.
    var facts: [String] {
        var facts = (isSecret ? ["Secret."] : []) + ["Must be \(requirement)."]
        switch strictRule {
        case .none, .advised: break
        case .required: facts.append("Needed in production and staging.")
        case .strong(let count): facts.append("Needed in production and staging, with at least \(count) characters.")
        case .off: facts.append("Must be false in production and staging.")
        }
        let unset = [standard, whereUnset].filter { !$0.isEmpty }
        if let strictStandard {
            let values = unset + ["\(strictStandard) in production and staging"]
            facts.append("Empty: \(values.joined(separator: ", and ")).")
        } else if !whereUnset.isEmpty {
            facts.append("Empty: \(whereUnset).")
        }
        if let unused { facts.append("Used by nothing in this version: \(unused).") }
        let old = oldNames.map { $0.words() }
        if !old.isEmpty { facts.append("Also read: \(old.joined(separator: "; ")).") }
        return facts
    }
}
