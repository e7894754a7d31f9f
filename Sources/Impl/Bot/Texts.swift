import Domain

/// What the bot says. HTML where names stand in it.
enum Texts {
    static func greeting(name: String) -> Phrase {
        Phrase(
            english: "Hello, \(name.escapedHTML)! /help tells what I can do.",
            russian: "Здравствуйте, \(name.escapedHTML)! /help расскажет, что я умею."
        )
    }

    static let openApp = Phrase(english: "Open the app", russian: "Открыть приложение")

    /// The commands, one a line.
    static func help(_ commands: [ListedCommand]) -> Phrase {
        func list(_ language: Language) -> String {
            commands.map { "/\($0.name) – \($0.description(language).escapedHTML)" }.joined(separator: "\n")
        }
        return Phrase(english: list(.english), russian: list(.russian))
    }

    static let administratorsOnly = Phrase(
        english: "Only administrators may do this.",
        russian: "Это могут делать только администраторы."
    )

    static let nothingToCancel = Phrase(english: "There is nothing to cancel.", russian: "Отменять нечего.")

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

    static let tooManyMessages = Phrase(
        english: "You write faster than I can answer. Please wait a minute.",
        russian: "Вы пишете быстрее, чем я успеваю отвечать. Пожалуйста, подождите минуту."
    )

    static let tooManyPeople = Phrase(
        english: "Very many people are writing to me just now. Please try again in a minute.",
        russian: "Сейчас мне пишут очень многие. Пожалуйста, повторите через минуту."
    )

    static let nothingIsSold = Phrase(
        english: "This invoice is not valid any more.",
        russian: "Этот счёт больше не действителен."
    )
}
