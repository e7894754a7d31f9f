internal import Glibc

@main
struct App {
    static func main() async {
        Signals.prepare()
        exit(await run(Array(CommandLine.arguments.dropFirst())))
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
        default:
            return 1
        }
    }
}
