import Domain
import Logging
import Platform
import Storage
import Telegram

/// Tells of alerts as they are raised, and watches the database.
package struct AlertWorker: Sendable {
    /// How often the database is asked: milliseconds; away is what does not answer twice.
    private static let watchInterval: Int = 10_000

    private let alerts: Alerts
    private let sender: AlertSender
    private let store: Store
    private let queued: @Sendable () -> Void
    private let logger: Logger

    /// - Parameter queued: called when an alert is in the outbox.
    package init(
        alerts: Alerts,
        sender: AlertSender,
        store: Store,
        queued: @escaping @Sendable () -> Void,
        logger: Logger
    ) {
        self.alerts = alerts
        self.sender = sender
        self.store = store
        self.queued = queued
        self.logger = logger
    }

    /// Works until its task is cancelled.
    package func run() async {
        var failures = 0
        var askedAt = SystemClock.monotonicMilliseconds()
        while !Task.isCancelled {
            await alerts.wait(for: .seconds(1))
            let now = SystemClock.monotonicMilliseconds()
            if now - askedAt >= Self.watchInterval, !Task.isCancelled {
                askedAt = now
                failures = await watch(failures)
            }
            for (alert, held) in alerts.take() { await tell(alert, held: held) }
        }
    }

    /// - Returns: how often the database has not answered in a row.
    private func watch(_ failures: Int) async -> Int {
        do throws(StorageError) {
            try await store.checkHealth()
            if failures >= 2 { alerts.raise(.databaseBack) }
            return 0
        } catch {
            guard !Task.isCancelled else { return failures }
            if failures >= 1 { alerts.raise(.databaseAway) }
            return failures + 1
        }
    }

    private func tell(_ alert: Alert, held: Int) async {
        do throws(BotAPIError) {
            let count = try await sender.tell(alert, held: held)
            queued()
            if count == 0 { logger.warning("an alert reaches nobody", [.alert: .string(alert.rawValue)]) }
        } catch {
            let detail = String(describing: error)
            logger.warning("an alert is not sent", [.alert: .string(alert.rawValue), .errorDetail: .string(detail)])
        }
    }
}
