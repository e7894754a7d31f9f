import ClientRuntime
import ContractRuntime
import HTTPServer
import Impl
import Logging
import Metrics
import Storage
import Telegram

/// The metrics of one backend; requests are not counted where nobody serves them.
struct BackendMetrics: Sendable {
    let registry = MetricRegistry()
    let requests: HTTPMetrics?
    private let address: ListenAddress?
    private let logger: Logger

    init(_ configuration: Configuration, operations: [OperationDescription], logger: Logger) {
        address = configuration.metricsAddress
        self.logger = logger
        ProcessMetrics.register(in: registry, environment: configuration.environment)
        requests = configuration.metricsAddress == nil ? nil : HTTPMetrics(registry, operations: operations)
    }

    /// Shows what the parts count by themselves.
    func register(_ store: Store, _ gauge: InboxGauge, _ botAPI: BotAPI?, _ alerts: Alerts) {
        if let commits = store.metrics {
            let name = "telegram_backend_database_commit"
            registry.add("\(name)s_total", "Commits, by whether they were lost.", commits.commits)
            registry.add("\(name)_writes", "Writes that shared a commit.", commits.writes)
            registry.add("\(name)_duration_seconds", "Until a commit was durable.", commits.times)
        }
        registry.gauge("telegram_backend_inbox_updates", "Updates that wait to be handled.") {
            gauge.waiting.map { Double($0.count) }
        }
        registry.gauge("telegram_backend_inbox_age_seconds", "How long the oldest of them waits.") {
            gauge.waiting.map { Double($0.age) / 1_000_000 }
        }
        registry.add("telegram_backend_alerts_total", "Alerts that were raised, told or held back.", alerts.raised)
        if let calls = botAPI?.metrics {
            let name = "telegram_backend_bot_api_request"
            registry.add("\(name)s_total", "Calls of the Bot API, by status; none: no answer.", calls.requests)
            registry.add("\(name)_duration_seconds", "Until a call was answered; polling waits.", calls.times)
        }
    }

    /// Serves them; the first to start and the last to stop.
    var workers: [Worker] {
        address.map { [MetricsServer(registry, at: $0, logger: logger).worker] } ?? []
    }
}
