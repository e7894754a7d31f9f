import Glibc
import Platform

@main
struct App {
    static func main() async {
        signal(SIGPIPE, SIG_IGN)
        Terminal.holdStandardDescriptors()
        var code = await run(Array(CommandLine.arguments.dropFirst()))
        if let fault = Terminal.lostOutput {
            Terminal.complain("telegram-backend: \(fault)")
            code = max(code, 1)
        }
        // Not exit(3): libraries would tidy up under the hands of threads that still run.
        _exit(code)
    }

    /// - Returns: the exit code: 0 done, 1 refused or failed, 2 not understood.
    private static func run(_ words: [String]) async -> Int32 {
        do throws(CommandFailure) {
            let arguments = try CommandLineArguments(parsing: words)
            try await arguments.command.run(arguments)
            return 0
        } catch {
            switch error {
            case .notUnderstood(let message):
                Terminal.complain("telegram-backend: \(message) (see telegram-backend help)")
                return 2
            case .refused(let lines):
                for (index, line) in lines.enumerated() {
                    Terminal.complain(index == 0 ? "telegram-backend: \(line)" : line)
                }
                return 1
            }
        }
    }
}
