import Domain
import TelegramAPI

/// A message with buttons that change it to another one.
struct BotPage {
    /// HTML.
    var text: String
    var buttons: [[InlineKeyboardButton]]

    private var markup: InlineKeyboardMarkup? { InlineKeyboardMarkup(inlineKeyboard: buttons) }

    func edit(of message: Message) -> OutgoingMessage {
        OutgoingMessage(
            .reply,
            chatID: message.chat.id,
            messageID: message.messageID,
            EditMessageTextBody(text: text, parseMode: .html, replyMarkup: markup)
        )
    }

    func message(to chat: Int64) -> [OutgoingMessage] {
        [OutgoingMessage](.reply, SendMessageBody(chatID: chat, text: text, parseMode: .html, replyMarkup: markup))
    }
}

/// The pages of the administrators' menu; a button's data names the one it leads to.
enum MenuPage: Equatable {
    case menu
    case statistics
    /// The requests that are pending, newest first.
    case requests(after: Int64?)
    /// One request in a message of its own.
    case request(Int64)
    /// From the one at this place on.
    case administrators(from: Int)
    /// The broadcasts before a number, newest first.
    case broadcasts(before: Int64?)

    /// At most 64 bytes, as Telegram demands.
    var data: String {
        switch self {
        case .menu: "menu"
        case .statistics: "statistics"
        case .requests(let after): "requests:\(after ?? 0)"
        case .request(let id): "request:\(id)"
        case .administrators(let first): "administrators:\(first)"
        case .broadcasts(let before): "broadcasts:\(before ?? 0)"
        }
    }

    /// nil where the data is no such button's.
    init?(_ data: String) {
        let parts = data.split(separator: ":", maxSplits: 1)
        let number = parts.count == 2 ? Int64(parts[1]).flatMap { $0 >= 0 ? $0 : nil } : nil
        switch (parts.first, number) {
        case ("menu", nil) where parts.count == 1: self = .menu
        case ("statistics", nil) where parts.count == 1: self = .statistics
        case ("requests", let number?): self = .requests(after: number == 0 ? nil : number)
        case ("request", let number?): self = .request(number)
        case ("broadcasts", let number?): self = .broadcasts(before: number == 0 ? nil : number)
        case ("administrators", let number?) where number <= 1_000_000: self = .administrators(from: Int(number))
        default: return nil
        }
    }

    func button(_ text: String) -> InlineKeyboardButton { InlineKeyboardButton(text: text, callbackData: data) }
}
