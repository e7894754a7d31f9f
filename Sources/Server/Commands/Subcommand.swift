import Telegram

/// A word that the program understands, and what it does then: a row of the table in `CommandTable.swift`.
package struct Subcommand: Sendable {
    package let name: String
    /// The operands that may stand behind the name, in this order.
    package let operands: [CommandOperand]
    package let options: [CommandOption]
    /// One sentence, without its full stop, for the list of `help`.
    package let sentence: String
    /// The further words of `help COMMAND`; lines of at most 100 columns.
    package let details: String
    /// Does it, and prints what it has to say. A throw becomes a message and the exit code. Rows name an asynchronous
    /// function: Swift 6.3.1 crashes where it converts one that is not.
    let run: @Sendable (CommandLineArguments) async throws(CommandFailure) -> Void

    init(
        _ name: String,
        operands: [CommandOperand] = [],
        options: [CommandOption] = [],
        _ sentence: String,
        details: String = "",
        run: @escaping @Sendable (CommandLineArguments) async throws(CommandFailure) -> Void
    ) {
        self.name = name
        self.operands = operands
        self.options = options
        self.sentence = sentence
        self.details = details
        self.run = run
    }

    /// - Throws: `notUnderstood`, with the nearest known word.
    package static func named(_ word: String) throws(CommandFailure) -> Subcommand {
        if let command = all.first(where: { $0.name == word }) { return command }
        throw .unknown("command", word, among: all.map(\.name))
    }
}

/// A word behind the command's name.
package struct CommandOperand: Sendable {
    /// In capitals, as help shows it.
    package let name: String
    package let isRequired: Bool
    /// There may be any number of it; the last operand alone is such a one.
    package let isRepeated: Bool

    static func required(_ name: String) -> Self { CommandOperand(name: name, isRequired: true, isRepeated: false) }
    static func optional(_ name: String) -> Self { CommandOperand(name: name, isRequired: false, isRepeated: false) }
    static func repeated(_ name: String) -> Self { CommandOperand(name: name, isRequired: false, isRepeated: true) }

    /// As it is written: `NAME`, `[NAME]` or `[NAME…]`.
    var usage: String { isRequired ? name : "[\(name)\(isRepeated ? "…" : "")]" }
}

/// `--name`, or `--name VALUE`, anywhere behind the program's name.
package struct CommandOption: Sendable {
    /// With its dashes.
    package let name: String
    /// The name of its value in help; nil for one that has none.
    package let value: String?
    /// One sentence, without its full stop.
    package let sentence: String
    /// True where it may be given several times.
    let isRepeated: Bool

    init(_ name: String, value: String? = nil, isRepeated: Bool = false, _ sentence: String) {
        self.name = name
        self.value = value
        self.isRepeated = isRepeated
        self.sentence = sentence
    }

    /// As it is written: `--name VALUE`.
    var usage: String { value.map { "\(name) \($0)" } ?? name }
}

/// Why a command did not do what it was asked for.
package enum CommandFailure: Error, Sendable, Equatable {
    /// The command line is at fault: exit code 2.
    case notUnderstood(String)
    /// Refused or failed: exit code 1. Without lines all has been said.
    case refused([String])

    static func refused(_ line: String) -> Self { .refused([line]) }

    /// The failure that an error is for somebody at a terminal.
    init(_ error: any Error) {
        switch error {
        case let failure as CommandFailure: self = failure
        case let error as BotAPIError: self = .refused(error.words)
        default: self = .refused(String(describing: error))
        }
    }

    /// A word that is none of those known; says which of them is near.
    static func unknown(_ kind: String, _ word: String, among known: [String]) -> Self {
        let advice = Spelling.nearest(to: word, among: known).map { "; did you mean \($0)?" } ?? ""
        return .notUnderstood("unknown \(kind) \(CommandLineArguments.quoted(word))\(advice)")
    }
}
