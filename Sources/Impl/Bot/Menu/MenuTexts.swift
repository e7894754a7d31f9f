import Domain
import Logging

/// What stands in the administrators' menu.
enum MenuTexts {
    static let title = Phrase(english: "<b>Administration</b>", russian: "<b>Управление</b>")
    static let statistics = Phrase(english: "Statistics", russian: "Статистика")
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

    static func numbers(_ statistics: Statistics) -> Phrase {
        let users = statistics.users
        func applications(_ status: ApplicationStatus) -> Int64 { statistics.applications[status] ?? 0 }
        func requests(_ status: ClientRequest.Status) -> Int64 { statistics.requests[status] ?? 0 }
        func broadcasts(_ status: Broadcast.Status) -> Int64 { statistics.broadcasts[status] ?? 0 }
        let minute = RFC3339.string(microseconds: statistics.time).prefix(16).replacing("T", with: " ")
        return Phrase(
            english: """
                <b>\(MenuTexts.statistics.english)</b>, \(minute) UTC

                Users: \(users.total)
                Active today: \(users.activeToday), in 7 days: \(users.activeIn7Days), in 30 days: \(users.activeIn30Days)
                Unreachable: \(users.unreachable)

                Applications: new \(applications(.new)), viewed \(applications(.viewed)), \
                contacted \(applications(.contacted))
                Requests: pending \(requests(.pending)), approved \(requests(.approved)), \
                rejected \(requests(.rejected))
                Broadcasts: drafts \(broadcasts(.draft)), scheduled \(broadcasts(.scheduled)), \
                under way \(broadcasts(.inProgress)), paused \(broadcasts(.paused)), \
                completed \(broadcasts(.completed)), failed \(broadcasts(.failed)), cancelled \(broadcasts(.cancelled))
                """,
            russian: """
                <b>\(MenuTexts.statistics.russian)</b>, \(minute) UTC

                Пользователей: \(users.total)
                Активны сегодня: \(users.activeToday), за 7 дней: \(users.activeIn7Days), за 30 дней: \
                \(users.activeIn30Days)
                Недоступны: \(users.unreachable)

                Анкеты: новых \(applications(.new)), просмотрено \(applications(.viewed)), \
                связались \(applications(.contacted))
                Заявки: на рассмотрении \(requests(.pending)), одобрено \(requests(.approved)), \
                отклонено \(requests(.rejected))
                Рассылки: черновиков \(broadcasts(.draft)), запланировано \(broadcasts(.scheduled)), \
                идёт \(broadcasts(.inProgress)), приостановлено \(broadcasts(.paused)), \
                завершено \(broadcasts(.completed)), не удалось \(broadcasts(.failed)), \
                отменено \(broadcasts(.cancelled))
                """
        )
    }
}
