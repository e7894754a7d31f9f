extension Subcommand {
    /// All commands, in the order in which `help` lists them; without a word on the command line the first is meant.
    package static let all: [Subcommand] = [
        Subcommand(
            "serve",
            options: [.envFile],
            "Serve until SIGTERM; what is done without a command",
            details: """
                The first SIGTERM or SIGINT makes it stop accepting, answer what is under way and end, within
                DRAIN_DEADLINE; the second ends it at once. Missing migrations are applied at start.
                """,
            run: ServeCommand.run
        ),
        Subcommand(
            "check",
            options: [.envFile],
            "Say whether this configuration is ready to be deployed; 1 where it is not",
            details: "Looks at the settings and at the database, and changes nothing.",
            run: CheckCommand.run
        ),
        Subcommand(
            "migrate",
            options: [.check, .envFile],
            "Apply the migrations that are missing",
            run: MigrateCommand.run
        ),
        Subcommand(
            "settings",
            options: [.envExample, .markdown],
            "Print all settings with their defaults",
            run: SettingsCommand.run
        ),
        Subcommand("version", "Print the version") { _ in Terminal.print("telegram-backend \(Version.text)") },
        Subcommand(
            "help",
            operands: [.optional("COMMAND")],
            "List the commands, or describe one",
            details: "The same as COMMAND --help.",
            run: Help.run
        ),
    ]
}

extension CommandOption {
    static let envFile = CommandOption("--env-file", value: "PATH", "Read this file instead of .env; it must exist")
    static let envExample = CommandOption("--env-example", "As a file to fill in, .env.example")
    static let markdown = CommandOption("--markdown", "As a page, docs/settings.md; what is printed without an option")
    static let check = CommandOption("--check", "List the migrations that are missing, and 1 where there are any")
}
