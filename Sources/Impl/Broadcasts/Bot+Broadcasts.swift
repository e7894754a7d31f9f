import Crypto
import Domain
import Storage
import TelegramAPI

/// The chat's door to broadcasts.
extension Bot {
    /// `/broadcast` as a reply: a draft that copies the message, shown as it will come, with buttons.
    func broadcast(_ message: Message, _ from: TelegramAPI.User, _ id: Int64) async throws -> Handling {
        let language = Language(code: from.languageCode)
        guard administrators.isSuperadmin(from.id) else {
            return .reply(reply(to: message, Texts.unknownCommand(language)))
        }
        guard let original = message.replyToMessage?.messageID else {
            return .reply(reply(to: message, BroadcastTexts.usage(language)))
        }
        let copy = BroadcastMessage.Copy(chatID: message.chat.id, messageID: original)
        // HTTP takes no spaces in a key. The update names the draft: handled twice, it makes one.
        let draft = BroadcastDraft(
            creator: from.id,
            idempotencyKey: "message \(message.messageID)",
            contentHash: "copy \(original)",
            message: BroadcastMessage(copy: copy),
            rate: Broadcasting.defaultRate,
            language: from.languageCode ?? "en"
        )
        guard case .created(let broadcast) = try await broadcasting.create(draft).asMade else { return .ignored }
        var preview = BroadcastCall(broadcast).message(to: message.chat.id, firstName: from.firstName)
        preview.lane = .reply
        return .reply([preview, BroadcastChat.offer(of: broadcast, to: message.chat.id, language)])
    }

    /// A press of a button below a broadcast. Where its step is not possible any more, nothing is done.
    func handle(_ query: CallbackQuery, _ press: BroadcastPress, _ id: Int64) async throws -> Handling {
        let language = Language(code: query.from.languageCode)
        guard administrators.isSuperadmin(query.from.id),
            let broadcast = try await store.broadcasts.find(id: press.id)
        else {
            await answer(query, BroadcastTexts.isGone(language))
            return .ignored
        }
        var changed = broadcast
        changed.status = press.step == .cancel ? .cancelled : press.step == .pause ? .paused : .inProgress
        let isAllowed = press.step.allowed.contains(broadcast.status)
        await answer(query, isAllowed ? BroadcastTexts.isTaken(language) : BroadcastTexts.isGone(language))
        let effects = Effects(handled: id, messages: [BroadcastChat.change(of: changed)])
        return try await broadcasting.take(press.step, broadcast, effects: effects) == nil ? .ignored : .done
    }
}

extension Broadcasts.Creation {
    /// One that was made before counts as made.
    fileprivate var asMade: Broadcasts.Creation {
        if case .same(let broadcast) = self { .created(broadcast) } else { self }
    }
}
