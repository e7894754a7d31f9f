import Domain

/// A text in every language that the bot speaks: one without a translation does not compile.
struct Phrase: Sendable {
    let english: String
    let russian: String

    init(english: String, russian: String) {
        self.english = english
        self.russian = russian
    }

    /// A text that is the same in every language, such as a name.
    init(_ text: String) { self.init(english: text, russian: text) }

    func callAsFunction(_ language: Language) -> String {
        switch language {
        case .english: english
        case .russian: russian
        }
    }
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
