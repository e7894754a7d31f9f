import Domain

/// What stands in the administrators' menu.
enum MenuTexts {
    static let title = Phrase(english: "<b>Administration</b>", russian: "<b>Управление</b>")
    static let requests = Phrase(english: "Pending requests", russian: "Заявки на рассмотрении")
    /// True for a page of pending requests.
    static func isRequests(_ text: String) -> Bool {
        Language.allCases.contains { text.hasPrefix(requests($0)) }
    }

    static let noRequests = Phrase(english: "There are no pending requests.", russian: "Заявок на рассмотрении нет.")
    static let administrators = Phrase(english: "Administrators", russian: "Администраторы")
    static let first = Phrase(english: "« First", russian: "« Начало")
    static let next = Phrase(english: "Next »", russian: "Далее »")
    static let back = Phrase(english: "‹ Menu", russian: "‹ Меню")

    static func rank(_ rank: Administrator.Rank) -> Phrase {
        switch rank {
        case .admin: Phrase(english: "administrator", russian: "администратор")
        case .superadmin: Phrase(english: "superadministrator", russian: "главный администратор")
        }
    }

    static func count(ofAdministrators count: Int) -> Phrase {
        Phrase(
            english: "\(count) \(Plural.english(count, "administrator", "administrators"))",
            russian: "\(count) \(Plural.russian(count, "администратор", "администратора", "администраторов"))"
        )
    }
}
