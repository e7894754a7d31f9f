internal import Storage

extension UserProfile {
    /// How people are shown the user: "first last" trimmed, else "@username", else "User <id>".
    package var displayName: String {
        let name: String = [firstName, lastName].map(DisplayName.trim).filter { !$0.isEmpty }.joined(separator: " ")
        if !name.isEmpty { return name }
        if let username, !username.isEmpty { return "@\(username)" }
        return "User \(telegramID)"
    }
}

private enum DisplayName {
    static func trim(_ text: String) -> String {
        guard let first = text.firstIndex(where: { !$0.isWhitespace }),
            let last = text.lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(text[first...last])
    }
}
