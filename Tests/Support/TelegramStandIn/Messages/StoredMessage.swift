/// A message of a chat.
package struct StoredMessage: Sendable, Equatable {
    package let id: Int64
    package let from: Person
    package let date: Int64
    package var editDate: Int64?
    /// The members that make its content: `text` and `entities`, `photo` and `caption`, …
    package var content: [String: JSON]
    package var replyMarkup: JSON?
    package var replyTo: Int64?

    init(
        id: Int64,
        from: Person,
        date: Int64,
        content: [String: JSON],
        replyMarkup: JSON? = nil,
        replyTo: Int64? = nil
    ) {
        self.id = id
        self.from = from
        self.date = date
        self.content = content
        self.replyMarkup = replyMarkup
        self.replyTo = replyTo
    }

    package var text: String? { (content["text"] ?? content["caption"])?.string }

    /// The buttons under the message, row by row.
    package var buttons: [[JSON]] {
        (replyMarkup?["inline_keyboard"]?.elements ?? []).map { $0.elements ?? [] }
    }
}

extension Chat {
    /// A `Message`, with the one that it replies to.
    func json(_ message: StoredMessage) -> JSON {
        var members = flat(message)
        if let replyTo = message.replyTo, let replied = messages[replyTo] {
            members["reply_to_message"] = .object(flat(replied))
        }
        return .object(members)
    }

    private func flat(_ message: StoredMessage) -> [String: JSON] {
        var members = message.content
        members["message_id"] = .int(message.id)
        members["from"] = message.from.json
        members["chat"] = json
        members["date"] = .int(message.date)
        if let date = message.editDate { members["edit_date"] = .int(date) }
        if let markup = message.replyMarkup, markup["inline_keyboard"] != nil { members["reply_markup"] = markup }
        return members
    }

    /// Puts a message at the chat's end.
    mutating func add(
        from: Person,
        date: Int64,
        content: [String: JSON],
        replyMarkup: JSON? = nil,
        replyTo: Int64? = nil,
        keeps: Bool = true
    ) -> StoredMessage {
        lastMessageID += 1
        let message = StoredMessage(
            id: lastMessageID,
            from: from,
            date: date,
            content: content,
            replyMarkup: replyMarkup,
            replyTo: replyTo
        )
        if keeps { messages[message.id] = message }
        return message
    }
}
