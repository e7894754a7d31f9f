import ContractRuntime
import Domain
import TelegramAPI

/// The call of the Bot API that sends a broadcast to one of its recipients.
struct BroadcastCall: Sendable {
    private let content: BroadcastMessage
    private let isPaid: Bool
    /// The same for everybody; nil where the text has a placeholder.
    private let common: OutgoingMessage?

    /// - Parameter isFree: as a single message, which costs nothing.
    init(_ broadcast: Broadcast, isFree: Bool = false) {
        content = broadcast.message
        isPaid = broadcast.isPaid && !isFree
        let hasPlaceholder = content.copy == nil && content.text.contains(BroadcastMessage.placeholder)
        common = hasPlaceholder ? nil : Self.message(content, content.text, isPaid: isPaid)
    }

    func message(to person: Int64, firstName: String) -> OutgoingMessage {
        var message = common ?? Self.message(content, text(for: firstName), isPaid: isPaid)
        message.chatID = person
        return message
    }

    private func text(for firstName: String) -> String {
        let name = content.isHTML ? firstName.escapedHTML : firstName
        return content.text.replacing(BroadcastMessage.placeholder, with: name)
    }

    private static func message(_ content: BroadcastMessage, _ text: String, isPaid: Bool) -> OutgoingMessage {
        let mode: ParseMode? = content.isHTML ? .html : nil
        let caption = text.isEmpty ? nil : text
        let paid = isPaid ? true : nil
        let buttons = keyboard(content.buttons)
        if let copy = content.copy {
            let body = CopyMessageBody(
                chatID: 0,
                fromChatID: copy.chatID,
                messageID: copy.messageID,
                allowPaidBroadcast: paid,
                replyMarkup: buttons
            )
            return OutgoingMessage(.broadcast, "copyMessage", body.encode)
        }
        switch (content.media?.kind, content.media?.fileID ?? "") {
        case (.photo, let file):
            let body = SendPhotoBody(
                chatID: 0,
                photo: file,
                caption: caption,
                parseMode: mode,
                allowPaidBroadcast: paid,
                replyMarkup: buttons
            )
            return OutgoingMessage(.broadcast, "sendPhoto", body.encode)
        case (.video, let file):
            let body = SendVideoBody(
                chatID: 0,
                video: file,
                caption: caption,
                parseMode: mode,
                allowPaidBroadcast: paid,
                replyMarkup: buttons
            )
            return OutgoingMessage(.broadcast, "sendVideo", body.encode)
        case (.document, let file):
            let body = SendDocumentBody(
                chatID: 0,
                document: file,
                caption: caption,
                parseMode: mode,
                allowPaidBroadcast: paid,
                replyMarkup: buttons
            )
            return OutgoingMessage(.broadcast, "sendDocument", body.encode)
        case (.animation, let file):
            let body = SendAnimationBody(
                chatID: 0,
                animation: file,
                caption: caption,
                parseMode: mode,
                allowPaidBroadcast: paid,
                replyMarkup: buttons
            )
            return OutgoingMessage(.broadcast, "sendAnimation", body.encode)
        case (nil, _):
            let body = SendMessageBody(
                chatID: 0,
                text: text,
                parseMode: mode,
                allowPaidBroadcast: paid,
                replyMarkup: buttons
            )
            return OutgoingMessage(.broadcast, "sendMessage", body.encode)
        }
    }

    private static func keyboard(_ rows: [[BroadcastButton]]) -> InlineKeyboardMarkup? {
        guard !rows.isEmpty else { return nil }
        let buttons = rows.map { row in
            row.map { button in
                switch button.action {
                case .url(let address): InlineKeyboardButton(text: button.text, url: address)
                case .callback(let data): InlineKeyboardButton(text: button.text, callbackData: data)
                }
            }
        }
        return InlineKeyboardMarkup(inlineKeyboard: buttons)
    }
}
