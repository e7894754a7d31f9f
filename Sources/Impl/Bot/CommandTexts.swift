import Domain
import TelegramAPI

/// A command as the bot's menu shows it.
struct ListedCommand: Sendable {
    /// Who sees it.
    enum Rank: Int, Comparable {
        case anyone, admin, superadmin

        static func < (left: Rank, right: Rank) -> Bool { left.rawValue < right.rawValue }
    }

    let name: String
    let rank: Rank
    /// It answers in groups, too.
    let isForGroups: Bool
    /// 1 to 256 characters.
    let description: Phrase

    private init(
        _ name: String,
        _ rank: Rank = .anyone,
        isForGroups: Bool = false,
        english: String,
        russian: String
    ) {
        self.name = name
        self.rank = rank
        self.isForGroups = isForGroups
        description = Phrase(english: english, russian: russian)
    }

    /// All commands, in the menu's order.
    static let all: [ListedCommand] = [
        ListedCommand("start", english: "Begin", russian: "Начать"),
        ListedCommand("help", isForGroups: true, english: "What I can do", russian: "Что я умею"),
        ListedCommand("request", english: "Ask the administrators", russian: "Заявка администраторам"),
        ListedCommand("cancel", english: "Leave what was begun", russian: "Прервать начатое"),
        ListedCommand("requests", .admin, english: "Pending requests", russian: "Заявки на рассмотрении"),
        ListedCommand("admin", .admin, english: "Administration", russian: "Управление"),
        ListedCommand("id", isForGroups: true, english: "Your id and the chat's", russian: "Ваш id и id чата"),
        ListedCommand(
            "broadcast",
            .superadmin,
            english: "Send a message to everybody: reply to it",
            russian: "Разослать сообщение всем: ответьте на него"
        ),
    ]

    func text(_ language: Language) -> BotCommand { BotCommand(command: name, description: description(language)) }
}

/// What the bot says of itself before anybody has started it.
enum ProfileTexts {
    /// The menu button has one text for all languages.
    static let menuButton: String = "Open"

    /// At most 120 characters.
    static let shortDescription = Phrase(
        english: "Opens the app and answers in this chat. /help tells what I can do.",
        russian: "Открывает приложение и отвечает в этом чате. /help расскажет, что я умею."
    )
}
