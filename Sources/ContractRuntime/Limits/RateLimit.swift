/// A rate as a token bucket: `burst` tokens when it is full, and one more every `interval`.
package struct RateLimit: Sendable, Equatable {
    package let burst: Int
    /// Nanoseconds until a token that was taken is back.
    package let interval: UInt64

    /// Values below 1 count as 1.
    package init(burst: Int, interval: UInt64) {
        self.burst = max(burst, 1)
        self.interval = max(interval, 1)
    }

    /// So many a second, of which two seconds' worth may come at once; nil for 0, which is no limit.
    package static func perSecond(_ rate: Int) -> RateLimit? {
        rate < 1 ? nil : RateLimit(burst: 2 * rate, interval: 1_000_000_000 / UInt64(rate))
    }

    /// So many a minute, which may come at once; nil for 0, which is no limit.
    package static func perMinute(_ rate: Int) -> RateLimit? {
        rate < 1 ? nil : RateLimit(burst: rate, interval: 60_000_000_000 / UInt64(rate))
    }

    /// The seconds in which an empty bucket becomes full, rounded up.
    package var window: Int {
        let (time, overflows) = interval.multipliedReportingOverflow(by: UInt64(burst))
        return overflows ? .max : Int((time - 1) / 1_000_000_000 + 1)
    }
}

/// A class of operations, named by `x-rate-limit` in the contract.
package enum RateLimitClass: String, Sendable, CaseIterable {
    case api, auth, webhook, payment
}

/// A kind of token bucket: a class, and whose requests are counted together.
package enum RateLimitBucket: Int, Sendable, CaseIterable {
    case apiAddress, apiUser, authAddress, authUser, webhookAddress, paymentUser, userMessages, allMessages

    /// The beginning of the names of its buckets, where processes share them.
    package var prefix: String {
        switch self {
        case .apiAddress: "api:"
        case .apiUser: "api:user:"
        case .authAddress: "auth:"
        case .authUser: "auth:user:"
        case .webhookAddress: "webhook:"
        case .paymentUser: "payment:user:"
        case .userMessages: "messages:user:"
        case .allMessages: "messages:all"
        }
    }

    /// True where a bucket is a user's.
    var isUsers: Bool {
        switch self {
        case .apiUser, .authUser, .paymentUser, .userMessages: true
        case .apiAddress, .authAddress, .webhookAddress, .allMessages: false
        }
    }

    /// Buckets that are remembered at once; a power of two.
    var capacity: Int {
        switch self {
        case .apiAddress, .apiUser: 1 << 16
        case .authAddress, .authUser, .webhookAddress, .paymentUser, .userMessages: 1 << 14
        case .allMessages: 1
        }
    }
}
