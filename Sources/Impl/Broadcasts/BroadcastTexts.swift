import Domain

/// What the bot says of broadcasts, in HTML.
enum BroadcastTexts {
    static let usage = Phrase(
        english: "Reply with /broadcast to the message that everybody shall get.",
        russian: "Ответьте командой /broadcast на сообщение, которое должны получить все."
    )

    static let isGone = Phrase(english: "This is not possible any more.", russian: "Это уже невозможно.")

    static let isTaken = Phrase(english: "Done", russian: "Готово")

    static func offer(_ broadcast: Broadcast) -> Phrase {
        let time = time(broadcast.recipients / max(1, broadcast.rate))
        return Phrase(
            english: "Broadcast \(broadcast.id): the message above goes to <b>\(broadcast.recipients)</b> "
                + "people, which takes \(time.english).",
            russian: "Рассылка \(broadcast.id): сообщение выше получат <b>\(broadcast.recipients)</b> "
                + "чел., это займёт \(time.russian)."
        )
    }

    static func progress(_ broadcast: Broadcast) -> Phrase {
        let done = broadcast.progress
        let status = status(broadcast.status)
        var english = "Broadcast \(broadcast.id): \(status.english)\n"
        var russian = "Рассылка \(broadcast.id): \(status.russian)\n"
        english += "Sent: <b>\(done.sent)</b> of \(broadcast.recipients)"
        russian += "Отправлено: <b>\(done.sent)</b> из \(broadcast.recipients)"
        if done.unreachable > 0 {
            english += "\nUnreachable: \(done.unreachable)"
            russian += "\nНедоступны: \(done.unreachable)"
        }
        if done.failed > 0 {
            english += "\nRefused: \(done.failed) (\(broadcast.fault.escapedHTML))"
            russian += "\nОтклонено: \(done.failed) (\(broadcast.fault.escapedHTML))"
        }
        if let seconds = broadcast.secondsLeft {
            let time = time(seconds)
            english += "\nLeft: \(time.english)"
            russian += "\nОсталось: \(time.russian)"
        }
        return Phrase(english: english, russian: russian)
    }

    static func button(_ step: Broadcast.Step) -> Phrase {
        switch step {
        case .start: Phrase(english: "Start", russian: "Начать")
        case .pause: Phrase(english: "Pause", russian: "Пауза")
        case .resume: Phrase(english: "Resume", russian: "Продолжить")
        case .cancel: Phrase(english: "Cancel", russian: "Отменить")
        }
    }

    static func status(_ status: Broadcast.Status) -> Phrase {
        switch status {
        case .draft: Phrase(english: "draft", russian: "черновик")
        case .scheduled: Phrase(english: "scheduled", russian: "запланирована")
        case .inProgress: Phrase(english: "under way", russian: "идёт")
        case .paused: Phrase(english: "paused", russian: "приостановлена")
        case .completed: Phrase(english: "completed", russian: "завершена")
        case .failed: Phrase(english: "failed", russian: "не удалась")
        case .cancelled: Phrase(english: "cancelled", russian: "отменена")
        }
    }

    /// Rounded up to minutes, or to hours.
    private static func time(_ seconds: Int64) -> Phrase {
        let minutes = max(1, (seconds + 59) / 60)
        guard minutes >= 120 else { return Phrase(english: "\(minutes) min", russian: "\(minutes) мин") }
        return Phrase(english: "\((minutes + 59) / 60) h", russian: "\((minutes + 59) / 60) ч")
    }

    static let title = Phrase(english: "Broadcasts", russian: "Рассылки")
    static let noHistory = Phrase(english: "There has been no broadcast.", russian: "Рассылок ещё не было.")

    /// One line of the history.
    static func line(_ broadcast: Broadcast) -> Phrase {
        let status = status(broadcast.status)
        let count = "\(broadcast.progress.sent)/\(broadcast.recipients)"
        let excerpt = HTMLText(broadcast.message.text, isPlain: true).shortened(to: 40)
        let text = excerpt.isEmpty ? "" : " – \(excerpt.escapedHTML)"
        return Phrase(
            english: "<b>\(broadcast.id)</b> \(status.english), \(count)\(text)",
            russian: "<b>\(broadcast.id)</b> \(status.russian), \(count)\(text)"
        )
    }
}
