import ClientRuntime
import Crypto
import Domain
import Storage
import Telegram
import TelegramAPI

/// Sets at Telegram what the bot needs there, and nothing that is set already.
///
/// Telegram tells neither the webhook's secret nor whose commands these are, so the database keeps a code of each item
/// that was set: a MAC of the call with the bot's token, from which nobody can guess the secret.
package struct BotSetUp: Sendable {
    private let store: Store
    private let botAPI: BotAPI
    private let access: AccessSettings
    private let bot: Int64
    private let key: HMACSHA256

    /// - Returns: nil without a bot token.
    package init?(store: Store, botAPI: BotAPI, access: AccessSettings) {
        guard let token = access.botToken, let bot = Int64(token.revealed.prefix { $0 != ":" }) else { return nil }
        self.store = store
        self.botAPI = botAPI
        self.access = access
        self.bot = bot
        key = HMACSHA256(key: Array(token.revealed.utf8))
    }

    /// What a step did, a line each.
    package struct Report: Sendable, Equatable {
        package var changes: [String] = []
        /// What could not be set, and why.
        package var remarks: [String] = []

        package init() {}
    }

    /// Sets commands by language and rank, the menu button and the short description; takes back what it set before
    /// and is not wanted any more.
    ///
    /// - Parameter appURL: what the menu button opens; nil: none, and a button of somebody else is left alone.
    /// - Throws: `BotAPIError` or `StorageError`; what was set before is noted, and is not set again.
    package func setProfile(appURL: String?) async throws -> Report {
        let items = SetUpItem.all(appURL: appURL, administrators: try await administrators())
        let codes = try await store.botSetUps.codes(of: bot)
        var report = Report()
        for item in items where codes[item.name] != code(of: item) { try await set(item, &report) }
        let wanted = Set(items.map(\.name) + [SetUpItem.webhook])
        for name in codes.keys.sorted() where !wanted.contains(name) {
            if let removal = SetUpItem.removal(of: name) {
                guard try await call(removal, &report) else { continue }
                report.changes.append("removed: \(name)")
            }
            try await store.botSetUps.forget(name, of: bot)
        }
        return report
    }

    /// Sets the webhook with the kinds of update that the bot handles, unless Telegram has it as this sets it.
    package func setWebhook(url: String, secret: Secret) async throws -> Report {
        let item = SetUpItem.webhook(url: url, secret: secret.revealed)
        let info = try await webhookInfo()
        let isAsSet = info.url == url && info.allowedUpdates.map(Set.init) == Set(Bot.kinds)
        var report = Report()
        if !isAsSet {
            try await set(item, &report)
        } else {
            let codes = try await store.botSetUps.codes(of: bot)
            if codes[item.name] != code(of: item) { try await set(item, &report) }
        }
        return report
    }

    /// Removes the webhook; updates wait at Telegram then, for a day.
    package func deleteWebhook() async throws -> Report {
        var report = Report()
        if try await !webhookInfo().url.isEmpty {
            _ = try await botAPI.call { (client) throws(ServiceError) in try await client.deleteWebhook() }
            report.changes.append("removed: webhook")
        }
        try await store.botSetUps.forget(SetUpItem.webhook, of: bot)
        return report
    }

    /// What Telegram says of the webhook.
    package func webhookInfo() async throws(BotAPIError) -> WebhookInfo { try await BotSetUp.webhookInfo(botAPI) }

    /// What Telegram says of the webhook.
    package static func webhookInfo(_ botAPI: BotAPI) async throws(BotAPIError) -> WebhookInfo {
        try await botAPI.call { (client) throws(ServiceError) in try await client.getWebhookInfo() }.result
    }

    /// Those of the table, with those of the settings who were never in it.
    private func administrators() async throws(StorageError) -> [(id: Int64, rank: ListedCommand.Rank)] {
        try await store.administrators.seed(access.administratorRanks)
        return try await store.administrators.list().filter(\.isActive).map { administrator in
            (administrator.telegramID, administrator.rank == .superadmin ? .superadmin : .admin)
        }
    }

    private func code(of item: SetUpItem) -> String { key.authenticate(item.parameters).hex }

    private func set(_ item: SetUpItem, _ report: inout Report) async throws {
        guard try await call(item, &report) else { return }
        try await store.botSetUps.note(item.name, code: code(of: item), of: bot)
        report.changes.append("set: \(item.name)")
    }

    /// - Returns: false where the chat is one that the bot cannot know yet.
    private func call(_ item: SetUpItem, _ report: inout Report) async throws(BotAPIError) -> Bool {
        do throws(BotAPIError) {
            _ = try await botAPI.send(item.method, item.parameters)
            return true
        } catch .refused(400, let description) where description.lowercased().contains("chat not found") {
            report.remarks.append("not set: \(item.name): who has not started the bot yet has no chat with it")
            return false
        }
    }
}
