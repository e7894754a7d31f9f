/// Something that whoever runs the bot should know of at once. It never holds what a person wrote, or a secret.
package enum Alert: String, Sendable, CaseIterable {
    /// The server could not start, or a part of it ended.
    case failedStart = "failed_start"
    /// An update failed too often.
    case deadUpdate = "dead_update"
    /// Telegram will never take a message.
    case deadMessage = "dead_message"
    /// Somebody logged in without launch data.
    case debugLogin = "debug_login"
    /// Many requests had launch data that Telegram did not sign.
    case forgedLaunchData = "forged_launch_data"
    case databaseAway = "database_away"
    case databaseBack = "database_back"
    /// Telegram takes a broadcast for nobody.
    case failedBroadcast = "failed_broadcast"
    /// The newest backup is older than it may be.
    case oldBackup = "old_backup"
    /// The place of the backups has not been readable for longer than a backup may be old.
    case unseenBackups = "unseen_backups"

    /// The text, plain.
    var phrase: Phrase {
        switch self {
        case .failedStart:
            Phrase(
                english: "The server did not start, or a part of it ended: its log says why.",
                russian: "Сервер не запустился или остановилась его часть: причина в журнале."
            )
        case .deadUpdate:
            Phrase(
                english: "An update failed too often and is not handled any more: the log names it.",
                russian: "Обновление слишком часто не удавалось обработать, оно отложено: номер в журнале."
            )
        case .deadMessage:
            Phrase(
                english: "Telegram refuses a message for good: the log says why.",
                russian: "Telegram окончательно отклонил сообщение: причина в журнале."
            )
        case .debugLogin:
            Phrase(
                english: "Somebody logged in in debug mode, without launch data.",
                russian: "Кто-то вошёл в режиме отладки, без данных запуска."
            )
        case .forgedLaunchData:
            Phrase(
                english: "Many requests have launch data that Telegram did not sign for this bot.",
                russian: "Много запросов с данными запуска, которые Telegram не подписывал для этого бота."
            )
        case .databaseAway:
            Phrase(english: "The database is out of reach.", russian: "База данных недоступна.")
        case .databaseBack:
            Phrase(english: "The database is there again.", russian: "База данных снова доступна.")
        case .failedBroadcast:
            Phrase(
                english: "Telegram takes a broadcast for nobody: it has failed.",
                russian: "Telegram никому не доставляет рассылку: она не удалась."
            )
        case .oldBackup:
            Phrase(
                english: "The newest backup of the database is too old, or there is none.",
                russian: "Последняя резервная копия базы данных слишком старая, или её нет."
            )
        case .unseenBackups:
            Phrase(
                english: "The server cannot see its backups (BACKUP_FOLDER): check says why.",
                russian: "Сервер не видит резервных копий (BACKUP_FOLDER): причину покажет check."
            )
        }
    }

    /// The text as it is sent.
    ///
    /// - Parameter held: how many alerts of the kind were held back before.
    func message(held: Int) -> Phrase {
        guard held > 0 else { return Phrase(english: "⚠️ \(phrase.english)", russian: "⚠️ \(phrase.russian)") }
        return Phrase(
            english: "⚠️ \(phrase.english)\nHeld back before: \(held).",
            russian: "⚠️ \(phrase.russian)\nДо этого не показано: \(held)."
        )
    }
}
