import Server
import Testing

struct CommandLineArgumentsTests {
    @Test(
        arguments: [
            ([], .serve), (["serve"], .serve), (["check"], .check), (["version"], .version), (["--version"], .version),
            (["help"], .help), (["-h"], .help), (["--help"], .help), (["migrate"], .migrate(isCheck: false)),
            (["migrate", "--check"], .migrate(isCheck: true)), (["--check", "migrate"], .migrate(isCheck: true)),
        ] as [([String], CommandLineArguments.Command)]
    )
    func commandsAreUnderstood(arguments: [String], command: CommandLineArguments.Command) throws {
        let parsed = try CommandLineArguments(parsing: arguments)
        #expect(parsed.command == command)
        #expect(parsed.envFile == nil)
    }

    @Test(arguments: [["--env-file", "a b", "check"], ["check", "--env-file=a b"]])
    func envFileStandsOnEitherSideOfTheCommand(arguments: [String]) throws {
        let parsed = try CommandLineArguments(parsing: arguments)
        #expect(parsed.command == .check)
        #expect(parsed.envFile == "a b")
    }

    @Test(arguments: [
        (["sevre"], "unknown command \"sevre\""), (["Serve"], "unknown command \"Serve\""),
        ([""], "unknown command \"\""), (["a\u{1B}\nb"], "unknown command \"a??b\""),
        (["--port"], "unknown option \"--port\""), (["serve", "check"], "one command at a time, not 2"),
        (["serve", "--check"], "--check belongs to migrate"), (["--check"], "--check belongs to migrate"),
        (["--env-file"], "--env-file needs a path"), (["--env-file="], "--env-file needs a path"),
        (["--env-file", "a", "--env-file", "b"], "--env-file is given twice"),
    ])
    func whatCannotBeUnderstoodIsExplained(arguments: [String], message: String) throws {
        let error: CommandLineArguments.UsageError = try #require(throws: CommandLineArguments.UsageError.self) {
            try CommandLineArguments(parsing: arguments)
        }
        #expect(error.message == message)
    }

    @Test func helpNamesEveryCommandAndFitsATerminal() {
        for command in ["serve", "check", "migrate", "version", "help", "--env-file"] {
            #expect(Help.text.contains(command))
        }
        #expect(Help.text.split(separator: "\n").allSatisfy { $0.count <= 120 })
    }
}
