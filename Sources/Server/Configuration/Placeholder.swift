/// What examples write where a value belongs.
enum Placeholder {
    /// The fault of a value that still has a placeholder such as `<BOT_TOKEN>`, which nobody means; nil where it has
    /// none. Never with the value.
    static func fault(_ value: String, isSecret: Bool) -> String? {
        let trimmed = value.trimmingBlanks()
        let isWhole = isSecret && trimmed.hasPrefix("<") && trimmed.hasSuffix(">")
        guard isWhole || trimmed.firstMatch(of: named) != nil else { return nil }
        return "still has the placeholder of an example; put the value in its place"
    }

    /// The words of examples in a text, in lower case; nil where it has none.
    ///
    /// Each is long enough that a random text has it by chance less than once in a million times.
    static func word(in text: String) -> String? {
        let text = text.lowercased()
        return words.first { text.contains($0) }
    }

    /// True for a bot token of the documentation of Telegram or of its libraries.
    static func isExample(botToken: String) -> Bool {
        let parts = botToken.split(separator: ":", maxSplits: 1)
        guard parts.count == 2 else { return false }
        let secret = parts[1].lowercased()
        return ["123456", "12345678", "123456789", "1234567890", "110201543"].contains(parts[0])
            || secret.hasPrefix("abc-def") || secret.hasPrefix("abcdef") || secret.hasPrefix("your")
            || word(in: String(parts[1])) != nil
    }

    private static let words: [String] = [
        "change-me", "change_me", "changeme", "changethis", "change-this", "change_this", "dummy-", "dummy_", "example",
        "insert-", "insert_", "placeholder", "put-your", "put_your", "replace-", "replace_", "replaceme", "xxxxxxxx",
        "your-", "your_", "-here", "_here",
    ]

    // Not a literal: its type is no `Sendable`.
    private static var named: Regex<Substring> { /<[A-Z][A-Z0-9_]{3,}>/ }
}
