import ContractRuntime
import HTTPTypes
import Logging

extension ContractPolicy {
    /// - Parameter operations: those of the contract, in the order of their numbers.
    init(
        _ configuration: Configuration,
        _ operations: [OperationDescription],
        _ limits: RateLimits,
        metrics: BackendMetrics,
        logger: Logger
    ) {
        let requests = metrics.requests
        self.init(
            cors: CORSPolicy(configuration.corsAllowedOrigins),
            redirectsTo: configuration.tls.redirects ? configuration.publicURL : nil,
            admits: ContractPolicy.admits(configuration, operations),
            limits: RequestRateLimits(configuration, limits, metrics, logger),
            answered: { request, operation, status, microseconds in
                requests?.count(request, status: status, microseconds: microseconds)
                AccessLine.log(request, operation, status: status, microseconds: microseconds, to: logger)
            }
        )
    }
}

extension ContractPolicy {
    /// Keeps all but the listed networks from Telegram's webhook; nil where none are listed.
    private static func admits(
        _ configuration: Configuration,
        _ operations: [OperationDescription]
    ) -> (@Sendable (HTTPRequest) -> Bool)? {
        guard let networks = configuration.webhookNetworks,
            let webhook = operations.firstIndex(where: { "\($0.id)" == "receiveUpdate" })
        else { return nil }
        return { $0.operation != webhook || networks.contains($0.remote) }
    }
}

extension CORSPolicy {
    /// nil where no origin is configured.
    fileprivate init?(_ origins: [String]) {
        guard !origins.isEmpty else { return nil }
        self.init(
            allowedOrigins: .listed(origins),
            allowedHeaders: [
                "Authorization", "Content-Type", "If-Match", "If-None-Match", "X-Debug-Mode", "X-Debug-User-Id",
                "X-Request-ID", "X-Telegram-Init-Data", "traceparent", "tracestate",
            ],
            exposedHeaders: ["ETag", "RateLimit", "RateLimit-Policy", "Retry-After", "X-Request-ID"]
        )
    }
}
