/// What Telegram keeps together and in order: updates of one queue come one after another.
///
/// Messages are queued by chat; the others by the user, chat or poll they belong to, apart from messages.
package struct UpdateLine: Sendable, Hashable {
    let family: String
    let id: String
}

/// The rules that hold for an update because of its kind.
enum UpdateKind {
    /// Kinds that come only where they were asked for by name.
    static let onRequest: Set<String> = ["chat_member", "message_reaction", "message_reaction_count"]

    private static let byUser: Set<String> = [
        "inline_query", "chosen_inline_result", "callback_query", "shipping_query", "pre_checkout_query",
        "purchased_paid_media", "business_connection", "chat_member", "chat_join_request", "subscription",
        "managed_bot",
    ]
    private static let messages: Set<String> = ["message", "edited_message", "channel_post", "edited_channel_post"]

    static func line(_ kind: String, _ payload: JSON) -> UpdateLine {
        let chat = (payload["chat"]?["id"]?.int).map { "\($0)" } ?? ""
        if messages.contains(kind) { return UpdateLine(family: "message", id: chat) }
        if byUser.contains(kind) {
            let user = payload["from"]?["id"]?.int ?? payload["user"]?["id"]?.int
            return UpdateLine(family: kind, id: user.map { "\($0)" } ?? "")
        }
        if kind == "poll" { return UpdateLine(family: "poll", id: payload["id"]?.string ?? "") }
        if kind == "poll_answer" { return UpdateLine(family: kind, id: payload["poll_id"]?.string ?? "") }
        return UpdateLine(family: kind, id: chat)
    }

    /// Seconds after which nobody gets an update any more.
    static func lifetime(_ kind: String) -> Double {
        switch kind {
        case "callback_query", "shipping_query", "pre_checkout_query": 150
        case "inline_query": 30
        case "chosen_inline_result": 600
        default: 86_400
        }
    }
}
