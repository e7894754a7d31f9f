/// What the bot says. HTML where names stand in it.
enum Texts {
    static func greeting(name: String) -> Phrase {
        Phrase(
            english: "Hello, \(name.escapedHTML)! /help tells what I can do.",
            russian: "Здравствуйте, \(name.escapedHTML)! /help расскажет, что я умею."
        )
    }

    static let openApp = Phrase(english: "Open the app", russian: "Открыть приложение")

    static let help = Phrase(
        english: """
            /start – begin
            /help – this list
            /id – your id and the chat's
            """,
        russian: """
            /start – начать
            /help – этот список
            /id – ваш id и id чата
            """
    )

    static func ids(chat: Int64, user: Int64) -> Phrase {
        Phrase(
            english: "Your id: <code>\(user)</code>\nChat: <code>\(chat)</code>",
            russian: "Ваш id: <code>\(user)</code>\nЧат: <code>\(chat)</code>"
        )
    }

    static let unknownCommand = Phrase(
        english: "I do not know this command. /help lists those that I know.",
        russian: "Я не знаю такой команды. Список команд: /help."
    )

    static let nothingIsSold = Phrase(
        english: "This invoice is not valid any more.",
        russian: "Этот счёт больше не действителен."
    )
}
