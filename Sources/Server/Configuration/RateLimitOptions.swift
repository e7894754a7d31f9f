import ContractRuntime

/// The limits of requests and messages, as the operator sets them; nil where nobody did, 0 for none.
package struct RateLimitOptions: Sendable {
    /// The treatment of what is beyond a limit.
    package enum Mode: String, Sendable, CaseIterable {
        /// It is refused.
        case enforce
        /// It is counted and let pass.
        case shadow
        /// Nothing is counted.
        case off
    }

    package var mode: Mode?
    /// Requests a second.
    package var api: Int?
    /// Logins a minute.
    package var auth: Int?
    /// Updates and other webhooks a minute from elsewhere than Telegram.
    package var webhook: Int?
    /// New payments a minute.
    package var payment: Int?
    /// Messages a minute of one user.
    package var userMessages: Int?
    /// Messages a second in all.
    package var globalMessages: Int?

    package init(
        mode: Mode? = nil,
        api: Int? = nil,
        auth: Int? = nil,
        webhook: Int? = nil,
        payment: Int? = nil,
        userMessages: Int? = nil,
        globalMessages: Int? = nil
    ) {
        self.mode = mode
        self.api = api
        self.auth = auth
        self.webhook = webhook
        self.payment = payment
        self.userMessages = userMessages
        self.globalMessages = globalMessages
    }
}

extension Configuration {
    /// The treatment of what is beyond a limit: in development nothing is limited but what was asked for.
    package var rateLimitMode: RateLimitOptions.Mode {
        rateLimits.mode ?? (environment.isStrict || rateLimitIsSet ? .enforce : .off)
    }

    /// The rate of each kind of bucket; without one it is not limited.
    package var rates: [RateLimitBucket: RateLimit] {
        guard rateLimitMode != .off else { return [:] }
        let hasStandard = environment.isStrict || rateLimits.mode != nil
        func rate(_ given: Int?, _ standard: Int) -> Int { given ?? (hasStandard ? standard : 0) }
        let api = RateLimit.perSecond(rate(rateLimits.api, RateLimitOptions.standardAPI))
        let auth = RateLimit.perMinute(rate(rateLimits.auth, RateLimitOptions.standardAuth))
        let messages = rate(rateLimits.userMessages, RateLimitOptions.standardUserMessages)
        return [
            .apiAddress: api, .apiUser: api, .authAddress: auth, .authUser: auth,
            .webhookAddress: RateLimit.perMinute(rate(rateLimits.webhook, RateLimitOptions.standardWebhook)),
            .paymentUser: RateLimit.perMinute(rate(rateLimits.payment, RateLimitOptions.standardPayment)),
            .userMessages: RateLimit.perMinute(messages),
            .allMessages: RateLimit.perSecond(
                rate(rateLimits.globalMessages, RateLimitOptions.standardGlobalMessages)
            ),
        ].compactMapValues { $0 }
    }

    private var rateLimitIsSet: Bool {
        let rates = [
            rateLimits.api, rateLimits.auth, rateLimits.webhook, rateLimits.payment, rateLimits.userMessages,
            rateLimits.globalMessages,
        ]
        return rates.contains { $0 != nil }
    }
}

extension RateLimitOptions {
    static let standardAPI = 10
    static let standardAuth = 60
    static let standardWebhook = 30
    static let standardPayment = 2
    static let standardUserMessages = 30
    static let standardGlobalMessages = 1_000
}
