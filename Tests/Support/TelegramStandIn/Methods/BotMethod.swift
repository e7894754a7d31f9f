/// A method of the Bot API: its rule, and what the limits make of it.
struct BotMethod: Sendable {
    /// The rule: changes the bot's world and gives the result.
    typealias Run = @Sendable (inout Bot, Parameters, Moment) throws(Refusal) -> JSON

    /// As the Bot API spells it.
    let name: String
    /// It sends or edits a message, so limits count it.
    let isLimited: Bool
    let isEdit: Bool
    let run: Run

    private init(_ name: String, isLimited: Bool = false, isEdit: Bool = false, _ run: @escaping Run) {
        self.name = name
        self.isLimited = isLimited
        self.isEdit = isEdit
        self.run = run
    }

    /// The method of this name in any case, as Telegram compares; nil where there is none.
    static func named(_ name: String) -> BotMethod? { table[name] ?? table[spelling[name.lowercased()] ?? ""] }

    private static let table = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
    private static let spelling = Dictionary(uniqueKeysWithValues: all.map { ($0.name.lowercased(), $0.name) })

    private static func sends(_ name: String, _ run: @escaping Run) -> BotMethod {
        BotMethod(name, isLimited: true, run)
    }

    private static func edits(_ name: String, _ run: @escaping Run) -> BotMethod {
        BotMethod(name, isLimited: true, isEdit: true, run)
    }

    private static func media(_ kind: MediaKind) -> BotMethod {
        sends(kind.method) { (bot, call, now) throws(Refusal) in try bot.sendMedia(kind, call, now) }
    }

    private static let all: [BotMethod] = updates + messages + queries + payments + settings

    private static let updates: [BotMethod] = [
        BotMethod("getMe") { (bot, _, _) throws(Refusal) in bot.getMe() },
        // Whoever does it by way of this table does not wait.
        BotMethod("getUpdates") { (bot, call, now) throws(Refusal) in try bot.getUpdates(call, now) },
        BotMethod("setWebhook") { (bot, call, now) throws(Refusal) in try bot.setWebhook(call, now) },
        BotMethod("deleteWebhook") { (bot, call, _) throws(Refusal) in bot.deleteWebhook(call) },
        BotMethod("getWebhookInfo") { (bot, _, now) throws(Refusal) in bot.getWebhookInfo(now) },
    ]

    private static let messages: [BotMethod] =
        MediaKind.allCases.map(media) + [
            sends("sendMessage") { (bot, call, now) throws(Refusal) in try bot.sendMessage(call, now) },
            sends("copyMessage") { (bot, call, now) throws(Refusal) in try bot.copyMessage(call, now) },
            edits("editMessageText") { (bot, call, now) throws(Refusal) in try bot.editText(call, now) },
            edits("editMessageCaption") { (bot, call, now) throws(Refusal) in try bot.editCaption(call, now) },
            edits("editMessageReplyMarkup") { (bot, call, now) throws(Refusal) in try bot.editMarkup(call, now) },
            BotMethod("deleteMessage") { (bot, call, now) throws(Refusal) in try bot.deleteMessage(call, now) },
            BotMethod("getChat") { (bot, call, _) throws(Refusal) in try bot.getChat(call) },
        ]

    private static let queries: [BotMethod] = [
        BotMethod("answerCallbackQuery") { (bot, call, now) throws(Refusal) in
            try bot.answerCallbackQuery(call, now)
        },
        BotMethod("answerPreCheckoutQuery") { (bot, call, now) throws(Refusal) in
            try bot.answerPreCheckoutQuery(call, now)
        },
    ]

    private static let payments: [BotMethod] = [
        BotMethod("createInvoiceLink") { (bot, call, _) throws(Refusal) in try bot.createInvoiceLink(call) },
        BotMethod("refundStarPayment") { (bot, call, now) throws(Refusal) in try bot.refundStarPayment(call, now) },
        BotMethod("getStarTransactions") { (bot, call, _) throws(Refusal) in bot.getStarTransactions(call) },
    ]

    private static let settings: [BotMethod] = [
        BotMethod("setMyCommands") { (bot, call, _) throws(Refusal) in try bot.setMyCommands(call) },
        BotMethod("getMyCommands") { (bot, call, _) throws(Refusal) in try bot.getMyCommands(call) },
        BotMethod("deleteMyCommands") { (bot, call, _) throws(Refusal) in try bot.deleteMyCommands(call) },
        BotMethod("setChatMenuButton") { (bot, call, _) throws(Refusal) in try bot.setChatMenuButton(call) },
        BotMethod("getChatMenuButton") { (bot, call, _) throws(Refusal) in bot.getChatMenuButton(call) },
        BotMethod("setMyShortDescription") { (bot, call, _) throws(Refusal) in try bot.setMyShortDescription(call) },
        BotMethod("getMyShortDescription") { (bot, call, _) throws(Refusal) in bot.getMyShortDescription(call) },
    ]
}
