import Domain
import TelegramAPI

/// What the chat says of broadcasts.
enum BroadcastChat {
    /// The messages that tell of a broadcast are found by it.
    static func subject(_ id: Int64) -> String { "broadcast/\(id)" }

    /// The draft with its buttons.
    static func offer(of broadcast: Broadcast, to chat: Int64, _ language: Language) -> OutgoingMessage {
        let body = SendMessageBody(
            chatID: chat,
            text: BroadcastTexts.offer(broadcast)(language),
            parseMode: .html,
            replyMarkup: keyboard(broadcast, language)
        )
        return OutgoingMessage(.reply, body, subject: subject(broadcast.id))
    }

    /// How far it is, wherever that is told.
    static func change(of broadcast: Broadcast) -> OutgoingMessage {
        let language = Language(code: broadcast.language)
        let body = EditMessageTextBody(
            text: BroadcastTexts.progress(broadcast)(language),
            parseMode: .html,
            replyMarkup: keyboard(broadcast, language)
        )
        return OutgoingMessage(.notification, subject: subject(broadcast.id), body)
    }

    private static func keyboard(_ broadcast: Broadcast, _ language: Language) -> InlineKeyboardMarkup? {
        let steps = [Broadcast.Step.start, .pause, .resume, .cancel].filter { $0.allowed.contains(broadcast.status) }
        guard !steps.isEmpty else { return nil }
        let row = steps.map { step in
            InlineKeyboardButton(
                text: BroadcastTexts.button(step)(language),
                callbackData: BroadcastPress(step: step, id: broadcast.id).data
            )
        }
        return InlineKeyboardMarkup(inlineKeyboard: [row])
    }
}

/// A press of a button below a broadcast; all that it does stands in its data, `broadcast:start:N`.
struct BroadcastPress: Equatable {
    let step: Broadcast.Step
    let id: Int64

    init(step: Broadcast.Step, id: Int64) {
        self.step = step
        self.id = id
    }

    /// nil where the data is no such button's.
    init?(_ data: String) {
        let parts = data.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "broadcast", let step = Broadcast.Step(rawValue: String(parts[1])),
            let id = Int64(parts[2]), id > 0
        else { return nil }
        self.init(step: step, id: id)
    }

    var data: String { "broadcast:\(step.rawValue):\(id)" }
}
