/// A text in every language that the bot speaks: one without a translation does not compile.
struct Phrase: Sendable {
    let english: String
    let russian: String

    func callAsFunction(_ language: Language) -> String {
        switch language {
        case .english: english
        case .russian: russian
        }
    }
}

/// The languages that the bot speaks.
enum Language: Sendable, CaseIterable {
    case english, russian

    /// - Parameter code: an IETF language tag, as Telegram tells it; English where it is none of ours.
    init(code: String?) { self = code?.lowercased().hasPrefix("ru") == true ? .russian : .english }
}

extension String {
    /// The text as HTML that the Bot API shows as it is.
    var escapedHTML: String {
        var text = ""
        for character in unicodeScalars {
            switch character {
            case "&": text += "&amp;"
            case "<": text += "&lt;"
            case ">": text += "&gt;"
            case "\"": text += "&quot;"
            default: text.unicodeScalars.append(character)
            }
        }
        return text
    }
}
