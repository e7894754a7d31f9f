import Synchronization

/// A token bucket for each client address, in bounded memory, safe to share between event loops.
///
/// A bucket is one number, the time at which it will be full again, so a full bucket need not be kept. Buckets live in
/// two generations: when the young one has half the capacity, the old one is dropped and the young becomes the old.
/// What is forgotten are the addresses that have been quiet longest; each request costs constant time, the drop
/// amortised.
package final class RateLimiter: Sendable {
    private struct Generations {
        var young: [ClientKey: UInt64] = [:]
        var old: [ClientKey: UInt64] = [:]
        var latest: UInt64 = 0

        /// Keeps a bucket in the young generation, so that it outlives the next drop.
        mutating func remember(_ key: ClientKey, _ fullAt: UInt64, limit: Int) {
            if young[key] == nil, young.count >= limit {
                old = young
                young = [:]
            }
            young[key] = fullAt
        }
    }

    private let interval: UInt64
    private let tolerance: UInt64
    private let generationSize: Int
    private let state: Mutex<Generations> = Mutex(Generations())

    /// Admits `burst` requests at once and one more every `interval` nanoseconds, for `capacity` addresses at most.
    ///
    /// Values below 1 count as 1.
    package init(burst: Int, interval: UInt64, capacity: Int) {
        self.interval = max(interval, 1)
        let (product, overflows): (UInt64, Bool) =
            self.interval.multipliedReportingOverflow(by: UInt64(max(burst, 1) - 1))
        tolerance = overflows ? .max : product
        generationSize = max(capacity / 2, 1)
    }

    /// Takes a token of the address's bucket; nil where there was one, otherwise the seconds (≥ 1) for `Retry-After`.
    ///
    /// `now` is a monotonic time in nanoseconds; a time before one already seen counts as that one.
    package func retryAfter(address: String, now: UInt64) -> Int? {
        let key = ClientKey(address)
        return state.withLock { (state: inout Generations) -> Int? in
            let now = max(now, state.latest)
            state.latest = now
            let known = state.young[key] ?? state.old[key]
            let fullAt = max(known ?? now, now)
            let wait = fullAt - now
            guard wait <= tolerance else {
                // Who keeps asking must not be forgotten, or asking often enough would be a way around the limit.
                state.remember(key, fullAt, limit: generationSize)
                let seconds: UInt64 = (wait - tolerance - 1) / 1_000_000_000 + 1
                return Int(min(seconds, UInt64(Int32.max)))
            }
            let (next, overflows) = fullAt.addingReportingOverflow(interval)
            state.remember(key, overflows ? .max : next, limit: generationSize)
            return nil
        }
    }

    /// How many addresses are remembered.
    package var count: Int {
        state.withLock { (state: inout Generations) -> Int in state.young.count + state.old.count }
    }
}
