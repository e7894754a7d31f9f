import ContractRuntime
import Domain
import Storage
import TelegramAPI

extension Bot {
    /// What somebody wrote: a command is answered, other text is left alone.
    func handle(_ message: Message, _ id: Int64) async throws -> Handling {
        guard let from = message.from, !from.isBot else { return .ignored }
        guard let command = Command(message.text ?? "") else {
            return try await decide(byReply: message, from, id) ?? .ignored
        }
        let isPrivate = message.chat.type == .private
        if let bot = command.bot {
            guard let own = await username(), own.lowercased() == bot.lowercased() else { return .ignored }
        }
        let language = Language(code: from.languageCode)
        switch command.name {
        case "help":
            let rank = isPrivate ? rank(of: from.id) : .anyone
            let commands = ListedCommand.all.filter { $0.rank <= rank }
            return .reply(reply(to: message, Texts.help(commands)(language)))
        case "id": return .reply(reply(to: message, Texts.ids(chat: message.chat.id, user: from.id)(language)))
        case "start" where isPrivate: return try await start(message, from, command.argument, id)
        case "request" where isPrivate: return try await request(message, from, command.argument, id)
        case "requests" where isPrivate: return try await open(.requests(after: nil), message, from)
        case "admin" where isPrivate, "superadmin" where isPrivate: return try await open(.menu, message, from)
        case "cancel" where isPrivate: return .reply(reply(to: message, Texts.nothingToCancel(language)))
        case "broadcast" where isPrivate: return try await broadcast(message, from, id)
        default:
            guard isPrivate else { return .ignored }
            return .reply(reply(to: message, Texts.unknownCommand(language)))
        }
    }

    private func start(_ message: Message, _ from: TelegramAPI.User, _ payload: String, _ id: Int64) async throws
        -> Handling
    {
        let language = Language(code: from.languageCode)
        var greeting = SendMessageBody(
            chatID: message.chat.id,
            text: Texts.greeting(name: from.firstName)(language),
            parseMode: .html
        )
        if let appURL {
            let button = InlineKeyboardButton(text: Texts.openApp(language), webApp: WebAppInfo(url: appURL))
            greeting.replyMarkup = InlineKeyboardMarkup(inlineKeyboard: [[button]])
        }
        _ = try await store.users.register(
            UserProfile(from),
            source: String(payload.prefix(64)),
            handling: id,
            messages: [OutgoingMessage](.reply, greeting)
        )
        return .done
    }

    private func rank(of user: Int64) -> ListedCommand.Rank {
        administrators.isSuperadmin(user) ? .superadmin : administrators.isAdmin(user) ? .admin : .anyone
    }

    /// A message to a person, or several where it is long.
    func message(to person: Int64, _ html: String) -> [OutgoingMessage] {
        [OutgoingMessage](.reply, SendMessageBody(chatID: person, text: html, parseMode: .html))
    }

    /// A message in the same chat, or several where it is long.
    func reply(to message: Message, _ html: String) -> [OutgoingMessage] {
        [OutgoingMessage](
            .reply,
            SendMessageBody(
                chatID: message.chat.id,
                messageThreadID: message.messageThreadID,
                text: html,
                parseMode: .html
            )
        )
    }
}

extension UserProfile {
    init(_ user: TelegramAPI.User) {
        self.init(
            telegramID: user.id,
            username: user.username,
            firstName: user.firstName,
            lastName: user.lastName ?? "",
            languageCode: user.languageCode ?? "",
            isPremium: user.isPremium ?? false
        )
    }
}
