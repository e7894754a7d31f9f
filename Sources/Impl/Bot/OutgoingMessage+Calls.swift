import ContractRuntime
import Domain
import TelegramAPI

/// The calls of the Bot API that go through the outbox: each is written without the chat that it goes to.
extension [OutgoingMessage] {
    /// A text in as many messages as it takes: the buttons and the subject belong to the last, so that it is the one
    /// that is edited; an answer to a message is the first.
    init(_ lane: OutgoingMessage.Lane, _ body: SendMessageBody, subject: String = "") {
        // Of what is no longer in its bytes than a message may be, nothing needs to be read.
        let isShort = body.text.utf8.count <= HTMLText.messageLimit || body.entities != nil
        let parts = isShort ? [body.text] : HTMLText(body.text, isPlain: body.parseMode == nil).parts()
        // What is blank is one: Telegram says why it takes none of it.
        self = (parts.isEmpty ? [body.text] : parts).enumerated().map { index, text in
            var part = body
            part.text = text
            if index > 0 { part.replyParameters = nil }
            let isLast = index >= parts.count - 1
            if !isLast { part.replyMarkup = nil }
            return OutgoingMessage(
                lane: lane,
                chatID: body.chatID,
                method: "sendMessage",
                subject: isLast ? subject : "",
                part.encode
            )
        }
    }
}

extension OutgoingMessage {
    /// A text in one message, which can be edited as a whole; what is too long for one is left out.
    init(_ lane: Lane, _ body: SendMessageBody, subject: String = "") {
        self.init(lane: lane, chatID: body.chatID, method: "sendMessage", subject: subject, body.fitting.encode)
    }

    /// Any call, to a chat that is told later.
    init(_ lane: Lane, _ method: String, _ encode: (inout JSONWriter) -> Void) {
        self.init(lane: lane, chatID: 0, method: method, encode)
    }

    /// An edit of one message; what is too long for one is left out.
    init(_ lane: Lane, chatID: Int64, messageID: Int64, _ body: EditMessageTextBody) {
        let body = body.fitting
        self.init(lane: lane, chatID: chatID, method: "editMessageText", messageID: messageID, body.encode)
    }

    /// An edit of each message that was sent about a subject; what is too long for one is left out.
    init(_ lane: Lane, subject: String, _ body: EditMessageTextBody) {
        self.init(lane: lane, chatID: 0, method: "editMessageText", subject: subject, body.fitting.encode)
    }

    fileprivate init(
        lane: Lane,
        chatID: Int64,
        method: String,
        subject: String = "",
        messageID: Int64 = 0,
        _ encode: (inout JSONWriter) -> Void
    ) {
        var writer = JSONWriter()
        encode(&writer)
        self.init(
            lane: lane,
            chatID: chatID,
            method: method,
            parameters: OutgoingMessage.withoutChat(writer.bytes),
            subject: subject,
            messageID: messageID
        )
    }

    /// The chat is written first, where it is.
    fileprivate static func withoutChat(_ object: [UInt8]) -> [UInt8] {
        let name = Array(#"{"chat_id":"#.utf8)
        guard object.starts(with: name) else { return object }
        let rest = object[name.count...].drop { $0 != 0x2C && $0 != 0x7D }
        return [0x7B] + (rest.first == 0x2C ? rest.dropFirst() : rest)
    }
}

extension TranslatedMessage {
    init(_ lane: OutgoingMessage.Lane, mark: String = "", _ body: (Language) -> SendMessageBody) {
        self.init(lane: lane, method: "sendMessage", mark: mark) { language in
            var writer = JSONWriter()
            body(language).fitting.encode(into: &writer)
            return OutgoingMessage.withoutChat(writer.bytes)
        }
    }

    /// A change of a message's text, in HTML; it has no buttons from then on.
    init(_ lane: OutgoingMessage.Lane, change text: (Language) -> String) {
        self.init(lane: lane, method: "editMessageText") { language in
            var writer = JSONWriter()
            EditMessageTextBody(text: text(language), parseMode: .html).fitting.encode(into: &writer)
            return writer.bytes
        }
    }
}

extension EditMessageTextBody {
    /// The body with a text that is not longer than a message may be.
    fileprivate var fitting: EditMessageTextBody {
        guard let text, entities == nil else { return self }
        var body = self
        body.text = HTMLText.fitting(text, isPlain: parseMode == nil)
        return body
    }
}

extension SendMessageBody {
    /// As that of an edit.
    fileprivate var fitting: SendMessageBody {
        guard entities == nil else { return self }
        var body = self
        body.text = HTMLText.fitting(text, isPlain: parseMode == nil)
        return body
    }
}
