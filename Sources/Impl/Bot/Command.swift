/// A command at the beginning of a message: `/name@bot argument`.
///
/// https://core.telegram.org/bots/features#commands
struct Command: Equatable {
    /// In lower case, without the slash.
    let name: String
    /// The bot that is meant, without "@"; nil where none is named.
    let bot: String?
    /// What follows, without spaces around it.
    let argument: String

    /// nil where the text is no command.
    init?(_ text: String) {
        guard text.utf8.first == 0x2F else { return nil }
        let word = text.dropFirst().prefix { !$0.isWhitespace }
        let parts = word.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        guard let name = parts.first, (1...32).contains(name.utf8.count),
            name.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20) || $0 == 0x5F })
        else { return nil }
        self.name = name.lowercased()
        bot = parts.count > 1 ? String(parts[1]) : nil
        let rest = text.dropFirst(1 + word.count)
        let start = rest.drop { $0.isWhitespace }
        argument = String(
            start[..<(start.lastIndex { !$0.isWhitespace }.map { start.index(after: $0) } ?? start.startIndex)]
        )
    }
}
