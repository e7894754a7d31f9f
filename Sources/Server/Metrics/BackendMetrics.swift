import ClientRuntime
import ContractRuntime
import HTTPServer
import Impl
import Logging
import Metrics
import Storage
import TLS
import Telegram

/// The metrics of one backend; requests are not counted where nobody serves them.
struct BackendMetrics: Sendable {
    let registry = MetricRegistry()
    let requests: HTTPMetrics?
    private let rateLimited = Counters(
        MetricLabel("class", of: RateLimitClass.self),
        MetricLabel("mode", ["enforce", "shadow"])
    )
    private let limitedMessages = Counters(
        MetricLabel("limit", of: MessageLimits.Excess.self),
        MetricLabel("mode", ["enforce", "shadow"])
    )
    private let address: ListenAddress?
    private let logger: Logger

    init(_ configuration: Configuration, operations: [OperationDescription], logger: Logger) {
        address = configuration.metricsAddress
        self.logger = logger
        ProcessMetrics.register(in: registry, environment: configuration.environment)
        registry.counter("telegram_backend_log_lines_dropped_total", "Lines of the log that nobody will see.") {
            Double(logger.droppedLines)
        }
        requests = configuration.metricsAddress == nil ? nil : HTTPMetrics(registry, operations: operations)
        registry.add(
            "telegram_backend_rate_limited_requests_total",
            "Requests beyond a limit; enforce: refused, shadow: let pass.",
            rateLimited
        )
        registry.add(
            "telegram_backend_rate_limited_messages_total",
            "Messages to the bot beyond a limit; enforce: not answered, shadow: answered.",
            limitedMessages
        )
    }

    /// Counts a message beyond a limit.
    func countRateLimited(_ excess: MessageLimits.Excess, isRefused: Bool) {
        limitedMessages.add(1, MessageLimits.Excess.allCases.firstIndex(of: excess) ?? 0, isRefused ? 0 : 1)
    }

    /// Counts a request beyond a limit.
    func countRateLimited(_ limitClass: RateLimitClass, isRefused: Bool) {
        rateLimited.add(1, RateLimitClass.allCases.firstIndex(of: limitClass) ?? 0, isRefused ? 0 : 1)
    }

    /// Shows who was believed who they say they are.
    func register(_ authentications: AuthenticationMetrics) {
        registry.add(
            "telegram_backend_authentications_total",
            "Credentials that were looked at, by security scheme of the contract and what came of it.",
            authentications.results
        )
    }

    /// Shows the newest backup.
    func register(_ backups: BackupWatch) {
        registry.gauge("telegram_backend_backup_timestamp_seconds", "When the newest backup was made, since 1970.") {
            backups.newestBackup.map(Double.init)
        }
    }

    /// Shows what became of spans.
    func register(_ exporter: SpanExporter) {
        registry.add("telegram_backend_spans_total", "Spans, by whether the collector took them.", exporter.spans)
    }

    /// Shows when the certificate ends.
    func register(_ certificate: CertificateWatch) {
        registry.gauge(
            "telegram_backend_certificate_expiry_timestamp_seconds",
            "When the certificate that is shown ends, since 1970."
        ) { Double(certificate.credentials.identity.notAfter) }
    }

    /// Serves them; the first to start and the last to stop.
    var workers: [Worker] {
        address.map { [MetricsServer(registry, at: $0, logger: logger).worker] } ?? []
    }
}
