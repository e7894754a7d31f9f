import Domain
import TelegramAPI

extension Bot {
    /// The handling of a message beyond the limits; nil for one that is answered.
    ///
    /// Payments are never limited, nor is what administrators write: trainers work by messages. In a group only
    /// commands are for the bot, so only they are counted.
    func limited(_ message: Message) -> Handling? {
        guard let from = message.from, !from.isBot, !administrators.isAdmin(from.id),
            message.successfulPayment == nil, message.refundedPayment == nil
        else { return nil }
        let isPrivate = message.chat.type == .private
        guard isPrivate || Command(message.text ?? "") != nil else { return nil }
        switch limits.verdict(on: from.id, mayTell: isPrivate) {
        case .answered: return nil
        case .ignored: return .ignored
        case .told(let excess):
            let text = excess == .user ? Texts.tooManyMessages : Texts.tooManyPeople
            return .reply(reply(to: message, text(Language(code: from.languageCode))))
        }
    }
}
