import ContractRuntime
import HTTPServer
import Logging
import Metrics

/// The metrics of one backend; nothing is counted where nobody serves them.
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

    /// Serves them; the first to start and the last to stop.
    var workers: [Worker] {
        address.map { [MetricsServer(registry, at: $0, logger: logger).worker] } ?? []
    }
}
