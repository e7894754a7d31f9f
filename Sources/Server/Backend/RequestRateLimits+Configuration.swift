import ContractRuntime
import HTTPServer
import HTTPTypes
import Impl
import Logging
import Platform
import Synchronization

extension RequestRateLimits {
    /// nil where nothing is limited.
    convenience init?(_ configuration: Configuration, _ limits: RateLimits, _ metrics: BackendMetrics, _ logger: Logger)
    {
        let mode = configuration.rateLimitMode
        guard mode != .off else { return nil }
        let hint = configuration.server.trustedProxies.isEmpty ? ProxyHint(logger) : nil
        self.init(
            limits,
            refuses: mode == .enforce,
            webhookNetworks: TelegramNetworks.all,
            user: { $0.sender { $0.telegramID != nil }?.telegramID },
            now: SystemClock.monotonicNanoseconds,
            noted: { request, excess in
                metrics.countRateLimited(excess.limitClass, isRefused: mode == .enforce)
                hint?.look(at: request)
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

extension MessageLimits {
    init(_ configuration: Configuration, _ limits: RateLimits, _ metrics: BackendMetrics, _ logger: Logger) {
        let isRefused = configuration.rateLimitMode == .enforce
        self.init(limits, refuses: isRefused, now: SystemClock.monotonicNanoseconds) { excess in
            metrics.countRateLimited(excess, isRefused: isRefused)
            logger.debug("message beyond a limit", [.rateLimit: .string(excess.rawValue)])
        }
    }
}

/// Tells the operator, once, that a proxy seems to be in front which is not trusted: its clients are limited as one.
private final class ProxyHint: Sendable {
    private let logger: Logger
    private let isTold: Atomic<Bool> = Atomic(false)

    init(_ logger: Logger) { self.logger = logger }

    func look(at request: HTTPRequest) {
        guard request.count(of: "X-Forwarded-For") + request.count(of: "Forwarded") > 0,
            !isTold.exchange(true, ordering: .relaxed)
        else { return }
        logger.warning(
            "a request that names its client was limited as its peer's",
            [
                .configurationKey: .string("TRUSTED_PROXIES"), .remoteAddress: .string(request.remoteAddress),
                .configurationAdvice: .string("where the peer is your proxy, name it there"),
            ]
        )
    }
}
