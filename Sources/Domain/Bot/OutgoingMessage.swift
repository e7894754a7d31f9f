import Platform

/// A call of the Bot API that must be made: a row of the outbox before anything is sent.
package struct OutgoingMessage: Sendable, Equatable {
    /// Which message goes before which; within a lane and a chat they keep their order.
    package enum Lane: Int64, Sendable, CaseIterable {
        case alert = 1
        case reply
        case notification
        case broadcast
    }

    package var lane: Lane
    /// 0 where it changes the messages about the subject in all chats.
    package var chatID: Int64
    /// As the Bot API names it.
    package var method: String
    /// A JSON object without `chat_id`, and without `message_id` where that is another member here.
    package var parameters: [UInt8]
    /// The key by which the messages that were sent are found again; empty where nobody will look for them.
    package var subject: String
    /// The message that is changed; 0 where a new one is sent, or all about the subject are changed.
    package var messageID: Int64
    /// The trace that it is part of, as `traceparent` writes it; empty where there is none.
    package var trace: String

    package init(
        lane: Lane,
        chatID: Int64,
        method: String,
        parameters: [UInt8],
        subject: String = "",
        messageID: Int64 = 0,
        trace: String = TraceContext.current?.parent ?? ""
    ) {
        self.lane = lane
        self.chatID = chatID
        self.method = method
        self.parameters = parameters
        self.subject = subject
        self.messageID = messageID
        self.trace = trace
    }

    /// True where it changes all messages about the subject, those included that wait to be sent before it: in a chat
    /// they come first where they are in the same lane.
    package var isForSubject: Bool { messageID == 0 && !subject.isEmpty && method.hasPrefix("edit") }
}
