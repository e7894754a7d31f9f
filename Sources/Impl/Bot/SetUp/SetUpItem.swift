import ContractRuntime
import Domain
import TelegramAPI

/// One thing that Telegram keeps for the bot: the call that sets it.
struct SetUpItem: Sendable {
    /// What it is, with scope and language: `commands chat 7 ru`.
    let name: String
    let method: String
    /// A JSON object.
    let parameters: [UInt8]

    init(_ name: String, _ method: String, _ encode: (inout JSONWriter) -> Void) {
        self.name = name
        self.method = method
        var writer = JSONWriter()
        encode(&writer)
        parameters = writer.bytes
    }

    static let webhook: String = "webhook"
    private static let menuButton: String = "menu-button"

    /// Everything but the webhook.
    ///
    /// - Parameters:
    ///   - appURL: what the menu button opens; nil: the button is left alone.
    ///   - administrators: Telegram ids by rank.
    static func all(
        appURL: String?,
        administrators: [(id: Int64, rank: ListedCommand.Rank)]
    ) -> [SetUpItem] {
        var items: [SetUpItem] = []
        for language in Language.allCases {
            let inGroups = ListedCommand.all.filter { $0.isForGroups && $0.rank == .anyone }
            items.append(commands(inGroups, .allGroupChats, nil, language))
            let ofAnyone = ListedCommand.all.filter { $0.rank == .anyone }
            items.append(commands(ofAnyone, .allPrivateChats, nil, language))
            for administrator in administrators {
                let own = ListedCommand.all.filter { $0.rank <= administrator.rank }
                // Where the rank brings nothing, the chat is as all others.
                if own.count > ofAnyone.count { items.append(commands(own, .chat, administrator.id, language)) }
            }
            items.append(shortDescription(language))
        }
        if let appURL {
            let button = MenuButton(type: .webApp, text: ProfileTexts.menuButton, webApp: WebAppInfo(url: appURL))
            let body = SetChatMenuButtonBody(menuButton: button)
            items.append(SetUpItem(menuButton, "setChatMenuButton", body.encode))
        }
        return items
    }

    static func webhook(url: String, secret: String) -> SetUpItem {
        let body = SetWebhookBody(url: url, allowedUpdates: Bot.kinds, secretToken: secret)
        return SetUpItem(webhook, "setWebhook", body.encode)
    }

    /// The call that takes back what was set under a name before; nil where nothing can be taken back.
    static func removal(of name: String) -> SetUpItem? {
        let words = name.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        switch words[0] {
        case menuButton:
            let body = SetChatMenuButtonBody(menuButton: MenuButton(type: .default))
            return SetUpItem(name, "setChatMenuButton", body.encode)
        case "commands" where words.count == 4:
            guard let type = BotCommandScopeType.named(words[1]) else { return nil }
            let scope = BotCommandScope(type: type, chatID: Int64(words[2]))
            let body = DeleteMyCommandsBody(scope: scope, languageCode: words[3] == "default" ? nil : words[3])
            return SetUpItem(name, "deleteMyCommands", body.encode)
        default: return nil
        }
    }

    private static func commands(
        _ commands: [ListedCommand],
        _ type: BotCommandScopeType,
        _ chat: Int64?,
        _ language: Language
    ) -> SetUpItem {
        let body = SetMyCommandsBody(
            commands: commands.map { $0.text(language) },
            scope: BotCommandScope(type: type, chatID: chat),
            languageCode: language.setUpCode
        )
        let name = "commands \(type.text) \(chat.map { "\($0)" } ?? "all") \(language.setUpCode ?? "default")"
        return SetUpItem(name, "setMyCommands", body.encode)
    }

    private static func shortDescription(_ language: Language) -> SetUpItem {
        let body = SetMyShortDescriptionBody(
            shortDescription: ProfileTexts.shortDescription(language),
            languageCode: language.setUpCode
        )
        return SetUpItem("short-description \(language.setUpCode ?? "default")", "setMyShortDescription", body.encode)
    }
}

extension BotCommandScopeType {
    /// The scopes that are set.
    fileprivate static func named(_ text: String) -> BotCommandScopeType? {
        [.allGroupChats, .allPrivateChats, .chat].first { $0.text == text }
    }
}

extension Language {
    /// ISO 639-1; nil: what is shown where there is no other.
    fileprivate var setUpCode: String? {
        switch self {
        case .english: nil
        case .russian: "ru"
        }
    }
}
