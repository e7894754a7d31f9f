internal import Glibc

@main
struct App {
    static func main() async {
        signal(SIGPIPE, SIG_IGN)
        Terminal.holdStandardDescriptors()
        var code: Int32 = await run(Array(CommandLine.arguments.dropFirst()))
        if let fault = Terminal.lostOutput {
            Terminal.complain("telegram-backend: \(fault)")
            code = max(code, 1)
        }
        // Not exit(3): libraries would tidy up under the hands of threads that still run.
        _exit(code)
    }

    /// - Returns: the exit code: 0 done, 1 refused or failed, 2 not understood.
    private static func run(_ arguments: [String]) async -> Int32 {
        do {
            return await run(try CommandLineArguments(parsing: arguments))
        } catch {
            Terminal.complain("telegram-backend: \(error.message); see: telegram-backend help")
            return 2
        }
    }

    private static func run(_ arguments: CommandLineArguments) async -> Int32 {
        switch arguments.command {
        case .help:
            Terminal.print(Help.text)
            return 0
        case .version:
            Terminal.print("telegram-backend \(Version.text)")
            return 0
        case .serve: return await configured(arguments) { await ServeCommand.run($0) }
        case .check: return await configured(arguments) { CheckCommand.run($0) }
        case .migrate(let isCheck):
            return await configured(arguments) { MigrateCommand.run($0, isCheck: isCheck) }
        }
    }

    private static func configured(
        _ arguments: CommandLineArguments,
        _ command: (Configuration) async -> Int32
    ) async -> Int32 {
        do {
            return await command(try Configuration.load(envFile: arguments.envFile))
        } catch {
            Terminal.complain("telegram-backend: the configuration is refused:")
            for problem in error.problems { Terminal.complain("  \(problem)") }
            return 1
        }
    }
}
