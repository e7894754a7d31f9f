import Server
import TestSupport
import Testing

struct CommandLineArgumentsTests {
    private func failure(_ arguments: [String]) -> CommandFailure? {
        do throws(CommandFailure) {
            _ = try CommandLineArguments(parsing: arguments)
            return nil
        } catch {
            return error
        }
    }

    private func option(_ name: String) throws -> CommandOption {
        try #require(Subcommand.all.flatMap(\.options).first { $0.name == name })
    }

    @Test(
        arguments: [
            ([], "serve", []), (["serve"], "serve", []), (["check"], "check", []), (["version"], "version", []),
            (["--version"], "version", []), (["help"], "help", []), (["-h"], "help", []), (["--help"], "help", []),
            (["migrate"], "migrate", []), (["help", "migrate"], "help", ["migrate"]),
            (["migrate", "--help"], "help", ["migrate"]), (["-h", "migrate", "--check"], "help", ["migrate"]),
            (["help", "--help"], "help", []), (["--", "check"], "check", []),
        ] as [([String], String, [String])]
    )
    func commandsAreUnderstood(arguments: [String], command: String, operands: [String]) throws {
        let parsed = try CommandLineArguments(parsing: arguments)
        #expect(parsed.command.name == command)
        #expect(parsed.operands == operands)
        #expect(try parsed[option("--env-file")] == nil)
    }

    @Test(arguments: [["migrate", "--check"], ["--check", "migrate"]])
    func optionsStandOnEitherSideOfTheCommand(arguments: [String]) throws {
        let parsed = try CommandLineArguments(parsing: arguments)
        #expect(parsed.command.name == "migrate")
        #expect(try parsed.has(option("--check")))
    }

    @Test(arguments: [["--env-file", "a b", "check"], ["check", "--env-file=a b"]])
    func valuesStandBehindTheirOption(arguments: [String]) throws {
        let parsed = try CommandLineArguments(parsing: arguments)
        #expect(parsed.command.name == "check")
        #expect(try parsed[option("--env-file")] == "a b")
    }

    @Test(
        arguments: [
            (["sevre"], "unknown command \"sevre\"; did you mean serve?"),
            (["Serve"], "unknown command \"Serve\"; did you mean serve?"), (["start"], "unknown command \"start\""),
            ([""], "unknown command \"\""), (["a\u{1B}\nb"], "unknown command \"a??b\""),
            (["help", "migrat", "--check"], nil), (["--port"], "unknown option \"--port\""),
            (["--chek", "migrate"], "unknown option \"--chek\"; did you mean --check?"),
            (["serve", "check"], "\"check\" is too much for serve"),
            (["serve", "--check"], "--check belongs to migrate, not to serve"),
            (["--check"], "--check belongs to migrate, not to serve"),
            (["migrate", "--check=yes"], "--check takes no value"),
            (["--env-file"], "--env-file is given without its PATH"),
            (["--env-file="], "--env-file is given without its PATH"),
            (["--env-file", "--check", "migrate"], "--env-file is given without its PATH"),
            (["--env-file", "a", "--env-file", "b"], "--env-file is given twice"),
        ] as [([String], String?)]
    )
    func whatCannotBeUnderstoodIsExplained(arguments: [String], message: String?) throws {
        #expect(failure(arguments) == message.map { .notUnderstood($0) })
    }

    @Test func everyCommandIsInTheHelpAndHasItsOwn() {
        #expect(Set(Subcommand.all.map(\.name)).count == Subcommand.all.count)
        for command in Subcommand.all {
            #expect(Help.text.contains("\n  \(command.name) "))
            #expect(Help.text.contains(command.sentence) && !command.sentence.hasSuffix("."))
            let text = Help.text(of: command)
            #expect(text.hasPrefix("Usage: telegram-backend \(command.name)"))
            #expect(text.contains("\(command.sentence).") && text.contains(command.details))
            for option in command.options { #expect(text.contains("\n  \(option.name)")) }
            #expect(text.split(separator: "\n").allSatisfy { $0.count <= 120 })
        }
        #expect(Help.text.split(separator: "\n").allSatisfy { $0.count <= 120 })
    }

    @Test func anOptionOfSeveralCommandsMeansTheSameInAll() {
        for (name, options) in Dictionary(grouping: Subcommand.all.flatMap(\.options), by: \.name) {
            #expect(Set(options.map(\.value)).count == 1, "\(name)")
        }
    }
}
