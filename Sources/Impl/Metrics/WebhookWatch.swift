import Logging
import Synchronization
import Telegram
import TelegramAPI

/// Asks Telegram once a minute how its deliveries to the webhook go, for the metrics.
package final class WebhookWatch: Sendable {
    /// What Telegram says of them.
    package struct Finding: Sendable {
        /// Updates that wait at Telegram.
        package let pending: Int64
        /// Seconds since 1970-01-01T00:00:00Z; nil where none failed since the webhook was set.
        package let lastError: Int64?
        /// False where Telegram delivers to no webhook.
        package let isSet: Bool
    }

    private static let interval: Duration = .seconds(60)

    private let last: Mutex<Finding?> = Mutex(nil)

    package init() {}

    /// nil while Telegram does not answer.
    package var finding: Finding? { last.withLock { $0 } }

    /// Asks again and again until its task is cancelled.
    package func run(_ botAPI: BotAPI, logger: Logger) async {
        while !Task.isCancelled {
            do throws(BotAPIError) {
                let info = try await BotSetUp.webhookInfo(botAPI)
                let finding = Finding(
                    pending: info.pendingUpdateCount,
                    lastError: info.lastErrorDate,
                    isSet: !info.url.isEmpty
                )
                last.withLock { $0 = finding }
            } catch {
                last.withLock { $0 = nil }
                logger.info("Telegram does not tell of its webhook", [.errorDetail: .string(String(describing: error))])
            }
            try? await Task.sleep(for: WebhookWatch.interval)
        }
    }
}
