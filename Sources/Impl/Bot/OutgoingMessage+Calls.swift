import ContractRuntime
import Domain
import TelegramAPI

/// The calls of the Bot API that go through the outbox: each is written without the chat that it goes to.
extension OutgoingMessage {
    init(_ lane: Lane, _ body: SendMessageBody, subject: String = "") {
        self.init(lane: lane, chatID: body.chatID, method: "sendMessage", subject: subject, body.encode)
    }

    /// Any call, to a chat that is told later.
    init(_ lane: Lane, _ method: String, _ encode: (inout JSONWriter) -> Void) {
        self.init(lane: lane, chatID: 0, method: method, encode)
    }

    /// An edit of one message.
    init(_ lane: Lane, chatID: Int64, messageID: Int64, _ body: EditMessageTextBody) {
        self.init(lane: lane, chatID: chatID, method: "editMessageText", messageID: messageID, body.encode)
    }

    /// An edit of each message that was sent about a subject.
    init(_ lane: Lane, subject: String, _ body: EditMessageTextBody) {
        self.init(lane: lane, chatID: 0, method: "editMessageText", subject: subject, body.encode)
    }

    private init(
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
            body(language).encode(into: &writer)
            return OutgoingMessage.withoutChat(writer.bytes)
        }
    }

    /// A change of a message's text, in HTML; it has no buttons from then on.
    init(_ lane: OutgoingMessage.Lane, change text: (Language) -> String) {
        self.init(lane: lane, method: "editMessageText") { language in
            var writer = JSONWriter()
            EditMessageTextBody(text: text(language), parseMode: .html).encode(into: &writer)
            return writer.bytes
        }
    }
}
