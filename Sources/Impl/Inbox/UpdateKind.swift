import ContractRuntime
import Domain
import HTTPTypes

/// The kinds of update that Telegram orders, by the names that the Bot API gives them.
///
/// Within a queue Telegram delivers one after another; the queues are told in
/// https://core.telegram.org/bots/api#getting-updates and by its server's source (`telegram-bot-api`, `Client.cpp`).
enum UpdateKind: String, CaseIterable {
    case message, editedMessage = "edited_message"
    case channelPost = "channel_post", editedChannelPost = "edited_channel_post"
    case businessConnection = "business_connection", businessMessage = "business_message"
    case editedBusinessMessage = "edited_business_message", deletedBusinessMessages = "deleted_business_messages"
    case guestMessage = "guest_message"
    case messageReaction = "message_reaction", messageReactionCount = "message_reaction_count"
    case inlineQuery = "inline_query", chosenInlineResult = "chosen_inline_result"
    case callbackQuery = "callback_query", shippingQuery = "shipping_query", preCheckoutQuery = "pre_checkout_query"
    case purchasedPaidMedia = "purchased_paid_media"
    case poll, pollAnswer = "poll_answer"
    case myChatMember = "my_chat_member", chatMember = "chat_member", chatJoinRequest = "chat_join_request"
    case chatBoost = "chat_boost", removedChatBoost = "removed_chat_boost"
    case managedBot = "managed_bot", subscription, stoppedMessageGeneration = "stopped_message_generation"

    /// A person waits for the answer with a finger on the button, for seconds.
    var isUrgent: Bool { self == .callbackQuery || self == .shippingQuery || self == .preCheckoutQuery }

    /// The member that the order goes by.
    fileprivate enum Queue {
        case chat
        case user(StaticString)
        case poll(StaticString)
        /// It waits for nobody.
        case none
    }

    fileprivate var queue: Queue {
        switch self {
        case .message, .editedMessage, .channelPost, .editedChannelPost, .businessMessage, .editedBusinessMessage,
            .deletedBusinessMessages, .guestMessage, .messageReaction, .messageReactionCount, .myChatMember, .chatBoost,
            .removedChatBoost, .stoppedMessageGeneration:
            .chat
        case .inlineQuery, .chosenInlineResult, .callbackQuery, .shippingQuery, .purchasedPaidMedia, .chatMember,
            .chatJoinRequest:
            .user("from")
        case .businessConnection, .managedBot, .subscription: .user("user")
        case .poll: .poll("id")
        case .pollAnswer: .poll("poll_id")
        case .preCheckoutQuery: .none
        }
    }
}

extension ReceivedUpdate {
    /// The kind of a message that tells of money, which must not be lost.
    static let paymentKind: String = "message/payment"

    /// Reads of the bytes what orders them; what cannot be read queues behind nothing.
    package init(updateID: Int64, raw: [UInt8]) {
        let place = ReceivedUpdate.reading(raw) { ReceivedUpdate.place(of: $0, updateID) }
        self.init(updateID: updateID, kind: place?.kind ?? "", orderKey: place?.orderKey, raw: raw)
    }

    /// Reads of the bytes which update it is, too; nil where they do not tell.
    init?(raw: [UInt8]) {
        let read = ReceivedUpdate.reading(raw) { root in
            root.member("update_id")?.int64.map { ($0, ReceivedUpdate.place(of: root, $0)) }
        }
        guard let (updateID, place) = read else { return nil }
        self.init(updateID: updateID, kind: place?.kind ?? "", orderKey: place?.orderKey, raw: raw)
    }

    private static func reading<Value>(_ raw: [UInt8], _ read: (JSONValue) -> Value?) -> Value? {
        let limits = JSONLimits(replacesLoneSurrogates: true)
        return (try? JSONDocument.withRoot(copying: raw, limits: limits, read)).flatMap(\.self)
    }

    private static func place(of root: JSONValue, _ updateID: Int64) -> (kind: String, orderKey: OrderKey)? {
        guard root.isObject else { return nil }
        var members = root.members
        while let (key, value) = members.next() {
            guard let kind = UpdateKind(rawValue: key.string) else { continue }
            let isPayment =
                kind == .message && (value.member("successful_payment") ?? value.member("refunded_payment")) != nil
            return (isPayment ? paymentKind : kind.rawValue, orderKey(kind, value) ?? .update(updateID))
        }
        return nil
    }

    private static func orderKey(_ kind: UpdateKind, _ value: JSONValue) -> OrderKey? {
        switch kind.queue {
        case .chat: value.member("chat")?.member("id")?.int64.map { .chat($0) }
        case .user(let member): value.member(member)?.member("id")?.int64.map { .user($0) }
        case .poll(let member): value.member(member).flatMap(pollKey)
        case .none: nil
        }
    }

    /// nil for an id that is none of Telegram's, which are digits: the key is part of an index, whose rows have a
    /// limit, and PostgreSQL keeps no NUL.
    private static func pollKey(_ id: JSONValue) -> OrderKey? {
        guard id.isString, (1...64).contains(id.text.count) else { return nil }
        return id.text.buffer.allSatisfy { $0 > 0x20 && $0 < 0x7F } ? .poll(id.string) : nil
    }
}
