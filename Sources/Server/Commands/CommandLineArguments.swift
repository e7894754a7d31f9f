/// What the command line asks for.
package struct CommandLineArguments: Sendable, Equatable {
    package enum Command: Sendable, Equatable {
        case serve, check, version, help
        case migrate(isCheck: Bool)
    }

    package var command: Command = .serve
    /// Given with `--env-file`; it must exist then, while the default one need not.
    package var envFile: String?

    /// What cannot be understood, in words for the person at the terminal.
    package struct UsageError: Error, Sendable, Equatable {
        package var message: String
    }

    /// - Parameter arguments: those behind the program's name.
    package init(parsing arguments: [String]) throws(UsageError) {
        var words: [String] = []
        var isCheck = false
        var rest: ArraySlice<String> = arguments[...]
        while let argument = rest.popFirst() {
            switch argument {
            case "--env-file":
                guard let path = rest.popFirst() else { throw UsageError(message: "--env-file needs a path") }
                try setEnvFile(path)
            case _ where argument.hasPrefix("--env-file="):
                try setEnvFile(String(argument.dropFirst("--env-file=".count)))
            case "--check": isCheck = true
            case "--help", "-h": words.append("help")
            case "--version": words.append("version")
            case _ where argument.hasPrefix("-"):
                throw UsageError(message: "unknown option \(CommandLineArguments.quoted(argument))")
            default: words.append(argument)
            }
        }
        guard words.count <= 1 else {
            throw UsageError(message: "one command at a time, not \(words.count)")
        }
        command = try CommandLineArguments.command(words.first ?? "serve", isCheck: isCheck)
    }

    private mutating func setEnvFile(_ path: String) throws(UsageError) {
        guard !path.isEmpty else { throw UsageError(message: "--env-file needs a path") }
        guard envFile == nil else { throw UsageError(message: "--env-file is given twice") }
        envFile = path
    }

    private static func command(_ word: String, isCheck: Bool) throws(UsageError) -> Command {
        if isCheck, word != "migrate" { throw UsageError(message: "--check belongs to migrate") }
        switch word {
        case "serve": return .serve
        case "check": return .check
        case "migrate": return .migrate(isCheck: isCheck)
        case "version": return .version
        case "help": return .help
        default: throw UsageError(message: "unknown command \(quoted(word))")
        }
    }

    private static func quoted(_ text: String) -> String {
        "\"\(text.unicodeScalars.prefix(40).map { $0.value >= 0x20 && $0.value < 0x7F ? String($0) : "?" }.joined())\""
    }
}
