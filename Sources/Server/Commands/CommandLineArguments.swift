/// The arguments of the command line.
package struct CommandLineArguments: Sendable {
    package let command: Subcommand
    /// The words behind the command's name; not more than it knows, and not fewer than it needs.
    package let operands: [String]
    /// Values by the option's name; empty for an option without one.
    private var values: [String: [String]] = [:]

    /// Options may stand before and behind the command; behind `--` nothing is an option.
    ///
    /// - Parameter arguments: those behind the program's name.
    package init(parsing arguments: [String]) throws(CommandFailure) {
        var words: [String] = []
        var isHelp = false
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            switch argument {
            case "--":
                words += rest
                rest = []
            case "--help", "-h": isHelp = true
            case "--version": words.append("version")
            case _ where argument.hasPrefix("-") && argument != "-":
                let (option, value) = try CommandLineArguments.option(argument, &rest)
                guard option.isRepeated || values[option.name] == nil else {
                    throw .notUnderstood("\(option.name) is given twice")
                }
                values[option.name, default: []].append(value)
            default: words.append(argument)
            }
        }
        if isHelp, words.first != "help" { words.insert("help", at: 0) }
        command =
            try words.first.map { (word) throws(CommandFailure) in try Subcommand.named(word) } ?? Subcommand.all[0]
        operands = Array(words.dropFirst())
        try checkOptions()
        try checkOperands()
    }

    package func has(_ option: CommandOption) -> Bool { values[option.name] != nil }

    /// The value that was given; nil where the option was not.
    package subscript(_ option: CommandOption) -> String? { values[option.name]?.first }

    /// The values of an option that may be given several times.
    package func all(_ option: CommandOption) -> [String] { values[option.name] ?? [] }

    private static func option(
        _ argument: String,
        _ rest: inout ArraySlice<String>
    ) throws(CommandFailure) -> (CommandOption, String) {
        let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let known = Subcommand.all.flatMap(\.options)
        guard let option = known.first(where: { $0.name == parts[0] }) else {
            throw .unknown("option", parts[0], among: known.map(\.name) + ["--help", "--version"])
        }
        guard let name = option.value else {
            guard parts.count == 1 else { throw .notUnderstood("\(option.name) takes no value") }
            return (option, "")
        }
        var value = parts.dropFirst().first
        // A value that looks like an option can be given behind `=`.
        if parts.count == 1, rest.first?.hasPrefix("--") == false { value = rest.popFirst() }
        guard let value, !value.isEmpty else { throw .notUnderstood("\(option.name) is given without its \(name)") }
        return (option, value)
    }

    /// Which commands an option belongs to is known when all words are.
    private func checkOptions() throws(CommandFailure) {
        let own = command.options.map(\.name)
        // That `help` describes a command with its options is no fault.
        guard command.name != "help", let name = values.keys.sorted().first(where: { !own.contains($0) }) else {
            return
        }
        let owners = Subcommand.all.filter { $0.options.contains { $0.name == name } }.map(\.name)
        throw .notUnderstood("\(name) belongs to \(owners.joined(separator: ", ")), not to \(command.name)")
    }

    private func checkOperands() throws(CommandFailure) {
        let isOpen = command.operands.last?.isRepeated == true
        if !isOpen, let excess = operands.dropFirst(command.operands.count).first {
            throw .notUnderstood("\(CommandLineArguments.quoted(excess)) is too much for \(command.name)")
        }
        if let missing = command.operands.dropFirst(operands.count).first(where: \.isRequired) {
            throw .notUnderstood("\(command.name) needs a \(missing.name)")
        }
    }

    /// The text that somebody wrote, fit for a terminal.
    static func quoted(_ text: String) -> String {
        "\"\(text.unicodeScalars.prefix(40).map { $0.value >= 0x20 && $0.value < 0x7F ? String($0) : "?" }.joined())\""
    }
}
