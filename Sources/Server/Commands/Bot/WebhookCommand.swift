import Crypto
import Impl
import Platform
import Telegram

/// `webhook set`, `webhook info` and `webhook delete`.
package enum WebhookCommand {
    private static let words: [String] = ["set", "info", "delete"]

    static func run(_ arguments: CommandLineArguments) async throws(CommandFailure) {
        let word = arguments.operands[0]
        guard words.contains(word) else { throw .unknown("word behind webhook", word, among: words) }
        let configuration = try arguments.configuration()
        let lines =
            switch word {
            case "set": try await set(configuration)
            case "delete": try await delete(configuration)
            default: try await info(configuration)
            }
        for line in lines { Terminal.print(line) }
    }

    /// Sets the webhook where Telegram does not have it so, and says what Telegram says of it.
    package static func set(_ configuration: Configuration) async throws(CommandFailure) -> [String] {
        guard configuration.updateSource == .webhook else {
            throw .refused("updates come by \(configuration.updateSource.rawValue): set TELEGRAM_UPDATES=webhook")
        }
        let target = try target(configuration)
        return try await BotConnection.withSetUp(configuration) { setUp in
            let changes = try await setUp.setWebhook(url: target.url, secret: target.secret).changes
            return (changes.isEmpty ? ["nothing to change"] : changes) + (try await setUp.webhookInfo().lines)
        }
    }

    package static func info(_ configuration: Configuration) async throws(CommandFailure) -> [String] {
        try await BotConnection.withBotAPI(configuration) { try await BotSetUp.webhookInfo($0).lines }
    }

    package static func delete(_ configuration: Configuration) async throws(CommandFailure) -> [String] {
        try await BotConnection.withSetUp(configuration) { setUp in
            let changes = try await setUp.deleteWebhook().changes
            return (changes.isEmpty ? ["nothing to change"] : changes) + (try await setUp.webhookInfo().lines)
        }
    }

    /// What the webhook is set to.
    static func target(_ configuration: Configuration) throws(CommandFailure) -> (url: String, secret: Secret) {
        guard let url = configuration.webhookURL else {
            throw .refused("set PUBLIC_URL, the origin under which Telegram reaches this server")
        }
        guard let secret = configuration.access.webhookSecret else {
            throw .refused("set TELEGRAM_WEBHOOK_SECRET; without it every update is refused")
        }
        return (url, secret)
    }
}
