import Impl
import Platform
import TelegramAPI

/// `bot set-up`.
package enum BotCommand {
    static func run(_ arguments: CommandLineArguments) async throws(CommandFailure) {
        guard arguments.operands[0] == "set-up" else {
            throw .unknown("word behind bot", arguments.operands[0], among: ["set-up"])
        }
        for line in try await setUp(try arguments.configuration()) { Terminal.print(line) }
    }

    /// Sets up what is not, and says what it changed and what Telegram says of the webhook, a line each.
    package static func setUp(_ configuration: Configuration) async throws(CommandFailure) -> [String] {
        // Before anything is changed.
        let webhook = try configuration.updateSource == .webhook ? WebhookCommand.target(configuration) : nil
        return try await BotConnection.withSetUp(configuration) { setUp in
            let profile = try await setUp.setProfile(appURL: configuration.appURL)
            var lines = profile.changes
            if let webhook { lines += try await setUp.setWebhook(url: webhook.url, secret: webhook.secret).changes }
            if lines.isEmpty { lines.append("nothing to change") }
            lines += profile.remarks
            if configuration.appURL == nil { lines.append("no menu button: PUBLIC_URL is not set") }
            let info = try await setUp.webhookInfo()
            if webhook == nil, !info.url.isEmpty {
                lines.append("TELEGRAM_UPDATES is not webhook, and Telegram has one: remove it with webhook delete")
            }
            return lines + info.lines
        }
    }
}
