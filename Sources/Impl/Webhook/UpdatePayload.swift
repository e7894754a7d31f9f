import ContractRuntime
import HTTPTypes

/// The notes of the inbox beside an update: the payload member's name and the chat it belongs to.
///
/// It reads as much as it finds: the contract asks for an `update_id` only, and what else an update holds is never a
/// reason to refuse it.
struct UpdatePayload: Equatable {
    /// The name of the first member that is one of Telegram's kinds; of a kind that this version does not know where it
    /// is the only object beside `update_id`; otherwise "".
    var kind: String = ""
    var chatID: Int64?

    /// The place of the chat in a payload.
    private enum ChatPlace {
        case chat, messageChat, none
    }

    /// - Parameter raw: JSON that the contract has accepted.
    init(raw: [UInt8]) {
        do {
            let limits = JSONLimits(maxDepth: 1000, replacesLoneSurrogates: true)
            self = try JSONDocument.withRoot(copying: raw, limits: limits) { UpdatePayload($0) }
        } catch {
            // No kind, no chat: the raw update is stored all the same.
        }
    }

    private init(_ update: JSONValue) {
        guard update.isObject else { return }
        var unknown: [Bytes] = []
        var members = update.members
        while let (name, value) = members.next() {
            if value.isNull { continue }
            if let (kind, place) = UpdatePayload.kinds.first(where: { name == $0.name }) {
                self.kind = "\(kind)"
                chatID = UpdatePayload.chatID(in: value, place)
                return
            }
            if value.isObject { unknown.append(name) }
        }
        if unknown.count == 1, let name = unknown.first, UpdatePayload.isKind(name) { kind = name.string }
    }

    private static func chatID(in payload: JSONValue, _ place: ChatPlace) -> Int64? {
        let holder: JSONValue? =
            switch place {
            case .chat: payload
            case .messageChat: payload.member("message")
            case .none: nil
            }
        guard let id = holder?.member("chat")?.member("id"), id.isInteger else { return nil }
        return id.int64
    }

    /// Says whether a name looks like one of Telegram's.
    private static func isKind(_ name: Bytes) -> Bool {
        (1...64).contains(name.count) && name.buffer.allSatisfy { $0 == 0x5F || (0x61...0x7A).contains($0) }
    }

    /// The kinds of Bot API 10.1.
    private static let kinds: [(name: StaticString, place: ChatPlace)] = [
        ("message", .chat), ("edited_message", .chat), ("channel_post", .chat), ("edited_channel_post", .chat),
        ("business_connection", .none), ("business_message", .chat), ("edited_business_message", .chat),
        ("deleted_business_messages", .chat), ("guest_message", .chat), ("message_reaction", .chat),
        ("message_reaction_count", .chat), ("inline_query", .none), ("chosen_inline_result", .none),
        ("callback_query", .messageChat), ("shipping_query", .none), ("pre_checkout_query", .none),
        ("purchased_paid_media", .none), ("poll", .none), ("poll_answer", .none), ("my_chat_member", .chat),
        ("chat_member", .chat), ("chat_join_request", .chat), ("chat_boost", .chat), ("removed_chat_boost", .chat),
        ("managed_bot", .none),
    ]
}
