import Platform

/// `help`, `help COMMAND` and `COMMAND --help`: printed from the table of commands.
package enum Help {
    static func run(_ arguments: CommandLineArguments) async throws(CommandFailure) {
        guard let word = arguments.operands.first else { return Terminal.print(text) }
        Terminal.print(text(of: try Subcommand.named(word)))
    }

    /// All commands, a line each.
    package static var text: String {
        """
        telegram-backend: a backend for Telegram bots and Mini Apps

        Usage: telegram-backend [COMMAND] [OPTION…]

        Commands:
        \(table(Subcommand.all.map { ($0.name, $0.sentence) }))

        telegram-backend help COMMAND describes a command with its options.

        Exit code: 0 done, 1 refused or failed, 2 the command line is not understood.
        Configuration comes from the environment and from .env, the environment wins; docs/settings.md lists the settings.
        """
    }

    /// One command with its options.
    package static func text(of command: Subcommand) -> String {
        let operands = command.operands.map(\.usage)
        let options = command.options.map { "[\($0.usage)]" }
        // Of many options the list below tells.
        let words = operands + (options.count > 4 ? ["[OPTION…]"] : options)
        var parts = [
            "Usage: telegram-backend \(([command.name] + words).joined(separator: " "))", "\(command.sentence).",
        ]
        if !command.details.isEmpty { parts.append(command.details) }
        if !command.options.isEmpty {
            parts.append("Options:\n\(table(command.options.map { ($0.usage, $0.sentence) }))")
        }
        return parts.joined(separator: "\n\n")
    }

    /// Two columns, the second one aligned.
    private static func table(_ rows: [(String, String)]) -> String {
        let width = rows.map(\.0.count).max() ?? 0
        return rows.map { "  \($0 + String(repeating: " ", count: width - $0.count))  \($1)" }.joined(separator: "\n")
    }
}
