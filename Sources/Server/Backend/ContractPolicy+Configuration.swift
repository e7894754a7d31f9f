import ContractRuntime
import HTTPTypes
import Impl
import Logging
import Platform

extension ContractPolicy {
    init(_ configuration: Configuration, _ limits: RateLimits, metrics: BackendMetrics, logger: Logger) {
        let requests = metrics.requests
        self.init(
            cors: CORSPolicy(configuration.corsAllowedOrigins),
            limits: ContractPolicy.limits(configuration, limits, metrics, logger),
            answered: { request, operation, status, microseconds in
                requests?.count(request, status: status, microseconds: microseconds)
                AccessLine.log(request, operation, status: status, microseconds: microseconds, to: logger)
            }
        )
    }

    /// nil where nothing is limited.
    private static func limits(
        _ configuration: Configuration,
        _ limits: RateLimits,
        _ metrics: BackendMetrics,
        _ logger: Logger
    ) -> RequestLimits? {
        let mode = configuration.rateLimitMode
        guard mode != .off else { return nil }
        return RequestLimits(
            limits,
            refuses: mode == .enforce,
            webhookNetworks: TelegramNetworks.all,
            user: { $0.principal(Principal.self)?.telegramID },
            now: SystemClock.monotonicNanoseconds,
            noted: { request, excess in
                metrics.countRateLimited(excess.limitClass, isRefused: mode == .enforce)
                guard mode == .shadow else { return }
                logger.debug(
                    "request beyond a limit",
                    [
                        .requestID: .string(request.id), .rateLimit: .string(excess.limitClass.rawValue),
                        .remoteAddress: .string(request.remoteAddress),
                    ]
                )
            }
        )
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
                "X-Request-ID", "X-Telegram-Init-Data",
            ],
            exposedHeaders: ["ETag", "RateLimit", "RateLimit-Policy", "Retry-After", "X-Request-ID"]
        )
    }
}
