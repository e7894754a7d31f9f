import Domain

/// What the bot says of requests. HTML where names stand in it.
enum RequestTexts {
    static let usage = Phrase(
        english: "Usage: /request &lt;your message&gt;",
        russian: "Использование: /request &lt;ваше сообщение&gt;"
    )

    static let isPending = Phrase(
        english: "You already have a pending request. Please wait for admin review.",
        russian: "У вас уже есть заявка на рассмотрении. Пожалуйста, дождитесь ответа администратора."
    )

    static let received = Phrase(
        english: "Your request has been received and is pending review.",
        russian: "Ваша заявка получена и ожидает рассмотрения."
    )

    static let approved = Phrase(
        english: "Your request has been approved. Welcome!",
        russian: "Ваша заявка одобрена. Добро пожаловать!"
    )

    static let rejected = Phrase(
        english: "Your request has not been approved at this time. Please contact support if you have questions.",
        russian: "Сейчас ваша заявка не одобрена. Если у вас есть вопросы, обратитесь в поддержку."
    )

    static let alreadyProcessed = Phrase(
        english: "Request already processed",
        russian: "Заявка уже обработана"
    )

    static let notFound = Phrase(english: "There is no such request.", russian: "Такой заявки нет.")

    static let longNote = Phrase(
        english: "The note may have at most \(ClientRequest.longestNote) characters.",
        russian: "В примечании может быть не больше \(ClientRequest.longestNote) символов."
    )

    static let approve = Phrase(english: "✅ Approve", russian: "✅ Одобрить")
    static let reject = Phrase(english: "❌ Reject", russian: "❌ Отклонить")

    /// - Parameter number: or a mark that stands for it.
    static func title(number: String) -> Phrase {
        Phrase(english: "Request #\(number)", russian: "Заявка №\(number)")
    }

    /// The number of the request that a message of the bot's is about; nil where it is about something else.
    static func number(inTitleOf text: String) -> Int64? {
        for language in Language.allCases {
            let title = title(number: "")(language)
            if text.hasPrefix(title) { return Int64(text.dropFirst(title.count).prefix { $0.isASCII && $0.isNumber }) }
        }
        return nil
    }

    /// Nobody is named where it is pending.
    static func decision(_ request: ClientRequest) -> Phrase {
        let title = title(number: String(request.id))
        let name = String((request.decision?.administratorName ?? "").prefix(128)).escapedHTML
        return switch request.status {
        case .pending: title
        case .approved:
            Phrase(
                english: "\(title.english) — ✅ Approved by \(name)",
                russian: "\(title.russian) — ✅ Одобрена: \(name)"
            )
        case .rejected:
            Phrase(
                english: "\(title.english) — ❌ Rejected by \(name)",
                russian: "\(title.russian) — ❌ Отклонена: \(name)"
            )
        }
    }

    static func note(_ note: String) -> Phrase {
        Phrase(english: "Note: \(note.escapedHTML)", russian: "Примечание: \(note.escapedHTML)")
    }
}
