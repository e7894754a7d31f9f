import HTTPTypes

/// The limits of requests: whose bucket a request is taken from, and what is too much.
///
/// A request whose address has used up its bucket is refused before its credentials are looked at. One of a user is
/// then counted as that user's, so that people who share an address share no limit; any other, one with wrong
/// credentials included, as its address's.
package final class RequestRateLimits: Sendable {
    private let limits: RateLimits
    /// False where what is too much is told (`noted`) and let pass.
    package let refuses: Bool
    /// Networks that may call webhooks as often as they like.
    private let webhookNetworks: [IPNetwork]
    private let user: @Sendable (HTTPRequest) -> Int64?
    private let now: @Sendable () -> UInt64
    /// Told of every request that is too much.
    package let noted: @Sendable (HTTPRequest, RateLimitExcess) -> Void

    /// - Parameters:
    ///   - user: the user that authentication found; nil for everybody else.
    ///   - now: a monotonic time in nanoseconds.
    package init(
        _ limits: RateLimits,
        refuses: Bool = true,
        webhookNetworks: [IPNetwork] = [],
        user: @escaping @Sendable (HTTPRequest) -> Int64?,
        now: @escaping @Sendable () -> UInt64,
        noted: @escaping @Sendable (HTTPRequest, RateLimitExcess) -> Void = { _, _ in }
    ) {
        self.limits = limits
        self.refuses = refuses
        self.webhookNetworks = webhookNetworks
        self.user = user
        self.now = now
        self.noted = noted
    }

    /// The decision before authentication.
    func excess(before limitClass: RateLimitClass, _ request: HTTPRequest) -> RateLimitExcess? {
        guard let limiter = limits[limitClass.addressBucket] else { return nil }
        let client = ClientKey(request.remote).value
        let wait: Int?
        if limitClass == .webhook {
            if let remote = request.remote, webhookNetworks.contains(where: { $0.contains(remote) }) { return nil }
            wait = limiter.take(client, now: now())
        } else {
            wait = limiter.wait(client, now: now())
        }
        return wait.map { RateLimitExcess(limitClass, limiter.limit, seconds: $0, isUsers: false) }
    }

    /// Takes the token of a request that authentication has looked at, and decides again.
    func excess(after limitClass: RateLimitClass, _ request: HTTPRequest) -> RateLimitExcess? {
        if let user = user(request) {
            guard let bucket = limitClass.userBucket, let limiter = limits[bucket],
                let wait = limiter.take(UInt64(bitPattern: user), now: now())
            else { return nil }
            return RateLimitExcess(limitClass, limiter.limit, seconds: wait, isUsers: true)
        }
        // Whether it is too much was decided before; of a webhook its token was taken then.
        if limitClass != .webhook, let limiter = limits[limitClass.addressBucket] {
            _ = limiter.take(ClientKey(request.remote).value, now: now())
        }
        return nil
    }
}

/// A request beyond a limit.
package struct RateLimitExcess: Sendable {
    package let limitClass: RateLimitClass
    let limit: RateLimit
    /// The seconds (≥ 1) after which one more passes.
    package let seconds: Int
    /// True where it is a user's limit, false where it is an address's.
    package let isUsers: Bool

    init(_ limitClass: RateLimitClass, _ limit: RateLimit, seconds: Int, isUsers: Bool) {
        self.limitClass = limitClass
        self.limit = limit
        self.seconds = seconds
        self.isUsers = isUsers
    }

    /// The refusal.
    func problem() -> Problem {
        let who = isUsers ? "of this user" : "from this address"
        let detail = "Too many requests \(who); try again in \(seconds) s."
        return Problem(.tooManyRequests, detail: detail, retryAfter: seconds)
    }

    /// The fields beside `Retry-After` (draft-ietf-httpapi-ratelimit-headers): the limit, and that nothing is left.
    func fields() -> [HTTPResponseField] {
        let name = limitClass.rawValue
        return [
            HTTPResponseField("RateLimit-Policy", "\"\(name)\";q=\(limit.burst);w=\(limit.window)"),
            HTTPResponseField("RateLimit", "\"\(name)\";r=0;t=\(seconds)"),
        ]
    }
}

extension RateLimitClass {
    /// The buckets of addresses. Payments are counted by user alone; before it is known who asks, as any request.
    fileprivate var addressBucket: RateLimitBucket {
        switch self {
        case .api, .payment: .apiAddress
        case .auth: .authAddress
        case .webhook: .webhookAddress
        }
    }

    /// The buckets of users; nil where there are none.
    fileprivate var userBucket: RateLimitBucket? {
        switch self {
        case .api: .apiUser
        case .auth: .authUser
        case .payment: .paymentUser
        case .webhook: nil
        }
    }
}
