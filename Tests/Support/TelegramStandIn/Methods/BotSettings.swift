/// What a bot shows of itself: commands, menu buttons, descriptions.
package struct BotSettings: Sendable {
    /// By scope and language.
    package var commands: [CommandScope: JSON] = [:]
    /// By private chat; nil is the default.
    package var menuButtons: [Int64?: JSON] = [:]
    /// By language; "" is the default.
    package var shortDescriptions: [String: String] = [:]

    package struct CommandScope: Sendable, Hashable {
        /// `default`, `all_private_chats`, `chat`, …
        package var type: String
        /// The chat and the user that a scope names.
        package var chat: String?
        package var user: Int64?
        /// Empty: all languages.
        package var language: String

        package init(type: String = "default", chat: String? = nil, user: Int64? = nil, language: String = "") {
            self.type = type
            self.chat = chat
            self.user = user
            self.language = language
        }
    }
}

extension Bot {
    private static let scopes: Set<String> = [
        "default", "all_private_chats", "all_group_chats", "all_chat_administrators", "chat", "chat_administrators",
        "chat_member",
    ]

    private mutating func scope(_ call: Parameters) throws(Refusal) -> BotSettings.CommandScope {
        let language = try Bot.language(call)
        guard let scope = try call.structure("scope", "BotCommandScope") else {
            return BotSettings.CommandScope(language: language)
        }
        guard let type = scope["type"]?.string, Bot.scopes.contains(type) else {
            throw .badRequest("can't parse BotCommandScope: Unsupported type specified")
        }
        guard type.hasPrefix("chat") else { return BotSettings.CommandScope(type: type, language: language) }
        let named = Parameters(["chat_id": scope["chat_id"] ?? ""])
        let chat = try chatID("chat_id", of: named)
        return BotSettings.CommandScope(
            type: type,
            chat: "\(chat)",
            user: type == "chat_member" ? scope["user_id"]?.int : nil,
            language: language
        )
    }

    private static func language(_ call: Parameters) throws(Refusal) -> String {
        let code = call.string("language_code") ?? ""
        let isCode = code.utf8.count == 2 && code.utf8.allSatisfy { (0x61...0x7A).contains($0) }
        guard code.isEmpty || isCode else { throw .badRequest("LANGUAGE_CODE_INVALID") }
        return code
    }

    mutating func setMyCommands(_ call: Parameters) throws(Refusal) -> JSON {
        guard let commands = try call.structure("commands", "commands list")?.elements else {
            throw .badRequest("commands list must be an Array")
        }
        guard commands.count <= 100 else { throw .badRequest("BOT_COMMANDS_TOO_MUCH") }
        let scope = try scope(call)
        for command in commands { try Bot.check(command: command) }
        settings.commands[scope] = commands.isEmpty ? nil : .array(commands)
        return true
    }

    private static func check(command: JSON) throws(Refusal) {
        let name = command["command"]?.string ?? ""
        let isName =
            (1...32).contains(name.utf8.count)
            && name.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
        guard isName else { throw .badRequest("BOT_COMMAND_INVALID") }
        let description = command["description"]?.string ?? ""
        guard (1...256).contains(description.unicodeScalars.count) else {
            throw .badRequest("BOT_COMMAND_DESCRIPTION_INVALID")
        }
    }

    mutating func getMyCommands(_ call: Parameters) throws(Refusal) -> JSON {
        settings.commands[try scope(call)] ?? []
    }

    mutating func deleteMyCommands(_ call: Parameters) throws(Refusal) -> JSON {
        settings.commands[try scope(call)] = nil
        return true
    }

    mutating func setChatMenuButton(_ call: Parameters) throws(Refusal) -> JSON {
        let button = try call.structure("menu_button", "menu button") ?? ["type": "default"]
        switch button["type"]?.string {
        case "default"?, "commands"?: break
        case "web_app"?:
            let url = button["web_app"]?["url"]?.string ?? ""
            guard url.hasPrefix("https://"), button["text"]?.string?.isEmpty == false else {
                throw .badRequest("menu button Web App URL '\(url)' is invalid: Only HTTPS links are allowed")
            }
        default: throw .badRequest("can't parse menu button: Unsupported type specified")
        }
        let chat = call.string("chat_id") == nil ? nil : try chatID("chat_id", of: call)
        settings.menuButtons[chat] = button
        return true
    }

    func getChatMenuButton(_ call: Parameters) -> JSON {
        settings.menuButtons[call.int("chat_id")] ?? settings.menuButtons[nil] ?? ["type": "default"]
    }

    mutating func setMyShortDescription(_ call: Parameters) throws(Refusal) -> JSON {
        let text = call.string("short_description") ?? ""
        guard text.unicodeScalars.count <= 120 else { throw .badRequest("BOT_SHORT_DESCRIPTION_TOO_LONG") }
        settings.shortDescriptions[try Bot.language(call)] = text.isEmpty ? nil : text
        return true
    }

    func getMyShortDescription(_ call: Parameters) -> JSON {
        let language = call.string("language_code") ?? ""
        let text = settings.shortDescriptions[language] ?? settings.shortDescriptions[""] ?? ""
        return ["short_description": .string(text)]
    }
}
