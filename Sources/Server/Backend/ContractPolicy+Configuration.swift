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
                // What is not limited is asked for by machines every few seconds: not worth a line.
                let level: LogLevel = operation?.isLimited == false ? .debug : .info
                let lines = request.loss.map { logger.with([.responseLost: .string($0.rawValue)]) } ?? logger
                lines.log(
                    level,
                    "request answered",
                    [
                        .requestID: .string(request.id),
                        .requestMethod: .string(request.method.token.description),
                        .requestPath: .string(request.path.string),
                        .responseStatus: .integer(status),
                        .durationMicroseconds: .integer(microseconds),
                        .remoteAddress: .string(request.remoteAddress),
                    ]
                )
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
