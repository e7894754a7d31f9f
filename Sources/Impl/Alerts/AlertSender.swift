import Domain
import Logging
import Storage
import Telegram
import TelegramAPI

/// Tells the superadministrators, or the administrators where there is none.
package struct AlertSender: Sendable {
    /// nil where no outbox is worked on, or the database is not open.
    private let outbox: Outbox?
    private let botAPI: BotAPI
    /// Who is told where the database cannot say.
    private let recipients: @Sendable () -> [Int64]

    package init(outbox: Outbox?, botAPI: BotAPI, recipients: @escaping @Sendable () -> [Int64]) {
        self.outbox = outbox
        self.botAPI = botAPI
        self.recipients = recipients
    }

    /// Through the outbox where there is one, so that it is not lost while Telegram is away; else at once.
    ///
    /// - Returns: how many people are told.
    package func send(_ text: String) async throws(BotAPIError) -> Int {
        try await send(Phrase(text))
    }

    /// Tells of an alert.
    ///
    /// - Parameter held: how many of its kind were held back before.
    package func tell(_ alert: Alert, held: Int) async throws(BotAPIError) -> Int {
        try await send(alert.message(held: held))
    }

    private func send(_ text: Phrase) async throws(BotAPIError) -> Int {
        let message = TranslatedMessage(.alert) { SendMessageBody(chatID: 0, text: text($0)) }
        if let outbox, let count = try? await outbox.addAlert(message) { return count }
        var told = 0
        var failure: BotAPIError?
        for person in recipients() {
            let direct = OutgoingMessage(
                lane: .alert,
                chatID: person,
                method: message.method,
                parameters: message.english
            )
            do throws(BotAPIError) {
                _ = try await botAPI.send(direct.method, direct.addressed)
                told += 1
            } catch { failure = error }
        }
        if told == 0, let failure { throw failure }
        return told
    }
}

extension AccessSettings {
    /// Who is told of alerts as far as the settings know.
    package var alerted: [Int64] { (superadmins.isEmpty ? admins : superadmins).sorted() }
}
