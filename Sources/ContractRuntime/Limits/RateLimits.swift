import HTTPTypes

/// The limits of a process: the buckets of every kind that has a rate.
///
/// Decisions are made here alone, at once. Processes that share their limits each run a thread that takes what was
/// spent (`takeSpendings`), adds it to what all have spent, and has this process `learn` the sum.
package final class RateLimits: Sendable {
    private let limiters: [RateLimiter?]

    /// - Parameters:
    ///   - rates: a kind without one is not limited.
    ///   - isShared: somebody calls `takeSpendings`.
    package init(_ rates: [RateLimitBucket: RateLimit], isShared: Bool = false) {
        limiters = RateLimitBucket.allCases.map { bucket in
            rates[bucket].map { RateLimiter($0, capacity: bucket.capacity, isShared: isShared) }
        }
    }

    /// The buckets of this kind; nil where it is not limited.
    package subscript(bucket: RateLimitBucket) -> RateLimiter? { limiters[bucket.rawValue] }

    /// The tokens that were taken since the last call.
    package func takeSpendings() -> [RateLimitSpending] {
        RateLimitBucket.allCases.flatMap { bucket -> [RateLimitSpending] in
            guard let limiter = self[bucket] else { return [] }
            return limiter.takeSpendings().map { spending in
                RateLimitSpending(
                    key: RateLimitKey(bucket, spending.client),
                    tokens: spending.tokens,
                    limit: limiter.limit
                )
            }
        }
    }

    /// Takes in when a bucket is full again, all processes together; see `RateLimiter.learn`.
    ///
    /// - Parameter fullAt: a time of this process's monotonic clock in nanoseconds.
    package func learn(_ key: RateLimitKey, fullAt: UInt64) { self[key.bucket]?.learn(key.client, fullAt: fullAt) }
}

/// The name of one bucket.
package struct RateLimitKey: Hashable, Sendable, CustomStringConvertible {
    package let bucket: RateLimitBucket
    /// The number of a `ClientKey`, a user's id, or 0 of the bucket that all have together.
    package let client: UInt64

    package init(_ bucket: RateLimitBucket, _ client: UInt64) {
        self.bucket = bucket
        self.client = client
    }

    /// The same in every process: `api:203.0.113.5`, `payment:user:42`, `messages:all`.
    package var description: String {
        if bucket == .allMessages { return bucket.prefix }
        return bucket.prefix + (bucket.isUsers ? "\(Int64(bitPattern: client))" : "\(ClientKey(value: client))")
    }
}

/// The tokens that were taken of one bucket.
package struct RateLimitSpending: Sendable, Equatable {
    package let key: RateLimitKey
    package let tokens: Int
    package let limit: RateLimit

    package init(key: RateLimitKey, tokens: Int, limit: RateLimit) {
        self.key = key
        self.tokens = tokens
        self.limit = limit
    }
}
