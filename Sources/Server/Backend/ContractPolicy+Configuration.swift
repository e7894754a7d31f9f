import ContractRuntime
import HTTPTypes
import Logging
import Platform

extension ContractPolicy {
    init(_ configuration: Configuration, metrics: HTTPMetrics?, logger: Logger) {
        self.init(
            cors: CORSPolicy(configuration.corsAllowedOrigins),
            limit: ContractPolicy.limit(configuration.rateLimitPerMinute),
            answered: { request, operation, status, microseconds in
                metrics?.count(request, status: status, microseconds: microseconds)
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

    /// A minute's worth may come at once, then one at a time.
    private static func limit(_ perMinute: Int) -> @Sendable (HTTPRequest) -> Int? {
        guard perMinute > 0 else { return { _ in nil } }
        let limiter = RateLimiter(
            burst: perMinute,
            interval: 60_000_000_000 / UInt64(perMinute),
            capacity: 100_000
        )
        return { limiter.retryAfter(address: $0.remoteAddress, now: SystemClock.monotonicNanoseconds()) }
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
            exposedHeaders: ["ETag", "Retry-After", "X-Request-ID"]
        )
    }
}
