import ClientRuntime
import Domain
import Impl
import Metrics
import Telegram

extension BackendMetrics {
    /// Shows the bot's work: what came, what waits, what was done, and the calls of the Bot API.
    func register(_ signals: BotSignals, _ gauge: InboxGauge, _ botAPI: BotAPI?) {
        registry.add(
            "telegram_backend_alerts_total",
            "Alerts that were raised, told or held back.",
            signals.alerts.raised
        )
        guard let botAPI else { return }
        registerInbox(signals, gauge)
        registerOutbox(signals)
        registerWebhook(signals.webhook)
        let calls = botAPI.metrics
        let name = "telegram_backend_bot_api_request"
        registry.add("\(name)s_total", "Calls of the Bot API, by status; none: no answer.", calls.requests)
        registry.add("\(name)_duration_seconds", "Until a call was answered; polling waits.", calls.times)
    }

    private func registerInbox(_ signals: BotSignals, _ gauge: InboxGauge) {
        registry.gauge("telegram_backend_inbox_updates", "Updates that wait to be handled.") {
            gauge.waiting.map { Double($0.count) }
        }
        registry.gauge("telegram_backend_inbox_age_seconds", "How long the oldest of them waits.") {
            gauge.waiting.map { Double($0.age) / 1_000_000 }
        }
        registry.gauge("telegram_backend_inbox_dead_updates", "Updates that somebody has to decide about.") {
            signals.backlog.finding.map { Double($0.deadUpdates) }
        }
        registry.add(
            "telegram_backend_updates_total",
            "Attempts to handle an update, by kind and what became of them.",
            signals.metrics.updates
        )
        registry.gauge("telegram_backend_last_update_timestamp_seconds", "When the last update was handled.") {
            signals.metrics.lastHandled.map { Double($0) / 1_000_000 }
        }
    }

    private func registerOutbox(_ signals: BotSignals) {
        let lanes = { @Sendable (read: (LaneBacklog, Int64) -> Int64) -> [MetricRegistry.Gauge] in
            guard let finding = signals.backlog.finding else { return [] }
            return OutgoingMessage.Lane.allCases.map { lane in
                let backlog = finding.lanes.first { $0.lane == lane } ?? LaneBacklog(lane: lane)
                return MetricRegistry.Gauge(Double(read(backlog, finding.time)), "\(lane)")
            }
        }
        registry.gauges("telegram_backend_outbox_messages", "Messages that wait to be sent.", by: ["lane"]) {
            lanes { backlog, _ in backlog.waiting }
        }
        registry.gauges("telegram_backend_outbox_age_seconds", "How long the oldest of them waits.", by: ["lane"]) {
            lanes { backlog, now in backlog.since.map { max(0, now - $0) / 1_000_000 } ?? 0 }
        }
        registry.gauges("telegram_backend_outbox_dead_messages", "Messages that are never taken.", by: ["lane"]) {
            lanes { backlog, _ in backlog.dead }
        }
        registry.add(
            "telegram_backend_messages_total",
            "Attempts to send a message, by lane and what became of them.",
            signals.metrics.messages
        )
        registry.gauge("telegram_backend_last_message_timestamp_seconds", "When the last message was sent.") {
            signals.metrics.lastSent.map { Double($0) / 1_000_000 }
        }
        registry.gauges("telegram_backend_broadcasts", "Broadcasts that are not over.", by: ["status"]) {
            guard let broadcasts = signals.backlog.finding?.broadcasts else { return [] }
            return [
                .init(Double(broadcasts.scheduled), "scheduled"), .init(Double(broadcasts.inProgress), "in_progress"),
            ]
        }
        registry.gauge("telegram_backend_broadcast_remaining_recipients", "People that they have not been tried with.")
        {
            signals.backlog.finding.map { Double($0.broadcasts.remaining) }
        }
    }

    /// What Telegram says: that it cannot deliver is known nowhere else.
    private func registerWebhook(_ watch: WebhookWatch) {
        registry.gauge("telegram_backend_webhook_set", "1 where Telegram delivers to a webhook, 0 where to none.") {
            watch.finding.map { $0.isSet ? 1 : 0 }
        }
        registry.gauge("telegram_backend_webhook_pending_updates", "Updates that wait at Telegram.") {
            watch.finding.map { Double($0.pending) }
        }
        registry.gauge(
            "telegram_backend_webhook_last_error_timestamp_seconds",
            "When a delivery to the webhook failed last, since 1970."
        ) {
            watch.finding?.lastError.map(Double.init)
        }
    }
}
