extension UserProfile {
    /// How people are shown the user: "first last" trimmed, else "@username", else "User <id>".
    package var displayName: String {
        let first: String = DisplayName.trim(firstName)
        let last: String = DisplayName.trim(lastName)
        if !first.isEmpty { return last.isEmpty ? first : "\(first) \(last)" }
        if !last.isEmpty { return last }
        if let username, !username.isEmpty { return "@\(username)" }
        return "User \(telegramID)"
    }
}

private enum DisplayName {
    static func trim(_ text: String) -> String {
        // Hardly a name has anything to trim, and looking characters up costs more than the rest.
        if let first = text.utf8.first, let last = text.utf8.last, isLetter(first), isLetter(last) { return text }
        guard let first = text.firstIndex(where: { !$0.isWhitespace }),
            let last = text.lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(text[first...last])
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}
