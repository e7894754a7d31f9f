import ClientRuntime
import ContractRuntime
import Domain
import Logging
import Storage
import Telegram
import TelegramAPI

/// The chat's door: turns an update into a call of a use case, and what comes of it into messages.
package struct Bot: Sendable {
    let store: Store
    let approval: Approval
    let statistics: StatisticsBoard
    let administrators: AdministratorDirectory
    let botAPI: BotAPI
    /// Without "@".
    let username: @Sendable () async -> String?
    /// The mini app's address; nil where it has none.
    let appURL: String?
    let broadcasting: Broadcasting
    let limits: MessageLimits
    let logger: Logger

    /// The kinds of update that are asked for; the others never come.
    package static let kinds: [String] = ["message", "callback_query", "my_chat_member", "pre_checkout_query"]

    package init(
        store: Store,
        approval: Approval,
        statistics: StatisticsBoard,
        administrators: AdministratorDirectory,
        botAPI: BotAPI,
        username: @escaping @Sendable () async -> String?,
        appURL: String?,
        broadcasting: Broadcasting,
        limits: MessageLimits,
        logger: Logger
    ) {
        self.store = store
        self.approval = approval
        self.statistics = statistics
        self.administrators = administrators
        self.botAPI = botAPI
        self.username = username
        self.appURL = appURL
        self.broadcasting = broadcasting
        self.limits = limits
        self.logger = logger
    }

    /// Handles one update that waited.
    package func handle(_ waiting: WaitingUpdate) async throws -> Handling {
        let update: Update
        do throws(JSONMismatch) { update = try Update(json: waiting.raw) } catch {
            throw UnreadableUpdate(reason: error.reason)
        }
        return switch update.choice {
        case .message(let message):
            if waiting.attempts == 0, let handling = limited(message) {
                handling
            } else {
                try await handle(message, waiting.id)
            }
        case .callbackQuery(let query): try await handle(query, waiting.id)
        case .myChatMember(let change): try await handle(change, waiting.id)
        case .preCheckoutQuery(let query): try await handle(query)
        case .editedMessage, .channelPost, .editedChannelPost, .businessConnection, .businessMessage,
            .editedBusinessMessage, .deletedBusinessMessages, .guestMessage, .messageReaction, .messageReactionCount,
            .inlineQuery, .chosenInlineResult, .shippingQuery, .purchasedPaidMedia, .poll, .pollAnswer, .chatMember,
            .chatJoinRequest, .chatBoost, .removedChatBoost, .managedBot, .subscription, .stoppedMessageGeneration,
            .unknown, .absent:
            .ignored
        }
    }

    /// A person blocked the bot, or came back.
    private func handle(_ change: ChatMemberUpdated, _ id: Int64) async throws -> Handling {
        guard change.chat.type == .private else { return .ignored }
        let isReachable = change.newChatMember.status != .kicked && change.newChatMember.status != .left
        let effects = Effects(handled: id)
        try await store.users.setReachable(isReachable, telegramID: change.chat.id, effects: effects)
        return .done
    }

    /// Nothing is sold yet: an invoice that somebody else made is refused, in time and with a reason.
    private func handle(_ query: PreCheckoutQuery) async throws -> Handling {
        let language = Language(code: query.from.languageCode)
        let body = AnswerPreCheckoutQueryBody(
            preCheckoutQueryID: query.id,
            ok: false,
            errorMessage: Texts.nothingIsSold(language)
        )
        _ = try await botAPI.call { (client) throws(ServiceError) in
            try await client.answerPreCheckoutQuery(AnswerPreCheckoutQueryInput(body: body), timeout: .seconds(3))
        }
        return .ignored
    }

    /// A press of a button: all that it means stands in its data, since it may arrive without its message.
    private func handle(_ query: CallbackQuery, _ id: Int64) async throws -> Handling {
        let data = query.data ?? ""
        if let button = RequestButton(data) { return try await decide(button, query, id) }
        if let page = MenuPage(data) { return try await turn(to: page, query, id) }
        if let press = BroadcastPress(data) { return try await handle(query, press, id) }
        await answer(query)
        return .ignored
    }

    /// Ends the button's waiting. Best effort: a query that is too old cannot be answered, which is normal.
    func answer(_ query: CallbackQuery, _ text: String? = nil) async {
        let body = AnswerCallbackQueryBody(callbackQueryID: query.id, text: text)
        do throws(BotAPIError) {
            _ = try await botAPI.call { (client) throws(ServiceError) in
                try await client.answerCallbackQuery(AnswerCallbackQueryInput(body: body), timeout: .seconds(3))
            }
        } catch {
            logger.debug("a press is not answered", [.errorDetail: .string(String(describing: error))])
        }
    }
}
