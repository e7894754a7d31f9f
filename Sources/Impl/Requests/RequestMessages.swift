import Domain
import TelegramAPI

/// The messages about a request.
enum RequestMessages {
    /// So much of the client's words stands in the message that has the buttons, in UTF-16 code units: it has room for
    /// the decision with names and a note, so that it shows as much of them afterwards.
    private static let firstLength: Int = 2_500

    /// To each administrator: the request with buttons, and what of a long text does not fit there.
    ///
    /// - Parameter number: a mark that stands for it.
    static func notifications(number: String, _ client: UserProfile, _ message: String) -> [TranslatedMessage] {
        let (words, rest) = parts(of: message)
        let first = TranslatedMessage(.notification, mark: number) { language in
            body(card(number: number, client, words), number: number, language)
        }
        let continuations = rest.map { part in
            TranslatedMessage(.notification) { _ in
                SendMessageBody(chatID: 0, text: "…" + part.escapedHTML, parseMode: .html)
            }
        }
        return [first] + continuations
    }

    /// The client's words in the message that has the buttons, as HTML, and those of each message behind it, as text.
    private static func parts(of message: String) -> (first: String, rest: ArraySlice<String>) {
        guard message.utf8.count > firstLength else { return (message.escapedHTML, []) }
        // Behind the first, each begins with an ellipsis.
        let parts = HTMLText(message, isPlain: true).parts(of: HTMLText.messageLimit - 1, first: firstLength)
        return ((parts.first ?? "").escapedHTML + (parts.count > 1 ? "…" : ""), parts.dropFirst())
    }

    /// To the client.
    static func answer(_ status: ClientRequest.Status, note: String?) -> TranslatedMessage {
        TranslatedMessage(.notification) { language in
            let text = (status == .approved ? RequestTexts.approved : RequestTexts.rejected)(language)
            let end = note.map { "\n\n" + $0.escapedHTML } ?? ""
            return SendMessageBody(chatID: 0, text: text + end, parseMode: .html)
        }
    }

    /// Of the messages with buttons: how it was decided, and buttons no more.
    ///
    /// - Parameter request: as it is after the decision.
    static func change(of request: ClientRequest) -> TranslatedMessage {
        TranslatedMessage(.notification, change: { decided(request, $0) })
    }

    /// A request that is decided.
    private static func decided(_ request: ClientRequest, _ language: Language) -> String {
        let note = request.decision?.note
        var text = RequestTexts.decision(request)(language)
        text += "\n\(link(request.client))\n\n\(parts(of: request.message).first)"
        if let note { text += "\n\n\(RequestTexts.note(note)(language))" }
        return text
    }

    /// A request in a list.
    static func line(of request: ClientRequest, _ language: Language) -> String {
        let excerpt = HTMLText(request.message, isPlain: true).shortened(to: 200)
        let title = RequestTexts.title(number: String(request.id))(language)
        return "\(title) — \(link(request.client))\n\(excerpt.escapedHTML)"
    }

    private static func card(number: String, _ client: UserProfile, _ words: String) -> Phrase {
        let rest = "\n\(link(client))\n\n\(words)"
        let title = RequestTexts.title(number: number)
        return Phrase(english: title.english + rest, russian: title.russian + rest)
    }

    private static func body(_ text: Phrase, number: String, _ language: Language) -> SendMessageBody {
        SendMessageBody(
            chatID: 0,
            text: text(language),
            parseMode: .html,
            replyMarkup: InlineKeyboardMarkup(inlineKeyboard: [RequestButton.both(of: number, language)])
        )
    }

    /// The client's name as a link, and the id: a link is shown only where Telegram lets the reader see the person.
    static func link(_ client: UserProfile) -> String {
        let name = client.displayName.prefix(128)
        return #"<a href="tg://user?id=\#(client.telegramID)">\#(String(name).escapedHTML)</a>"#
            + " (<code>\(client.telegramID)</code>)"
    }
}
