import Domain

/// A reply that decides a request: one word in any case, then the note.
struct DecisionWord: Equatable {
    let status: ClientRequest.Status
    let note: String

    private static let words: [String: ClientRequest.Status] = [
        "approve": .approved, "reject": .rejected, "одобрить": .approved, "отклонить": .rejected,
    ]

    /// nil where the text begins with no such word.
    init?(_ text: String) {
        let text = text.drop { $0.isWhitespace }
        let word = text.prefix { $0.isLetter || $0.isNumber }
        guard let status = DecisionWord.words[word.lowercased()] else { return nil }
        self.status = status
        let note = text.dropFirst(word.count).drop { $0.isWhitespace || ":,.;!–—-".contains($0) }
        self.note = String(note.filter { $0 != "\0" }.reversed().drop { $0.isWhitespace }.reversed())
    }
}
