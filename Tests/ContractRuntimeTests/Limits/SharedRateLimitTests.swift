import ContractRuntime
import HTTPTypes
import Testing

/// What all processes have spent, as a server that they share would keep it.
private struct SharedBuckets {
    private var fullAt: [String: UInt64] = [:]

    /// One process's exchange: adds what it spent, and has it learn the sums.
    mutating func exchange(with limits: RateLimits, now: UInt64) {
        for spending in limits.takeSpendings() {
            let name = spending.key.description
            let sum = max(fullAt[name] ?? now, now) + UInt64(spending.tokens) * spending.limit.interval
            fullAt[name] = sum
            limits.learn(spending.key, fullAt: sum)
        }
    }
}

@Suite struct SharedRateLimitTests {
    private static let second: UInt64 = 1_000_000_000
    private let rates: [RateLimitBucket: RateLimit] = [
        .apiAddress: RateLimit(burst: 10, interval: second), .paymentUser: RateLimit(burst: 2, interval: second),
        .allMessages: RateLimit(burst: 5, interval: second),
    ]
    private let client = ClientKey(IPAddress(v4: 0xCB00_7105)).value

    @Test("processes that exchange what they spent have one limit together")
    func together() {
        let (first, second) = (RateLimits(rates, isShared: true), RateLimits(rates, isShared: true))
        var shared = SharedBuckets()
        for _ in 0..<6 { #expect(first[.apiAddress]?.take(client, now: 1) == nil) }
        shared.exchange(with: first, now: 1)
        for _ in 0..<4 { #expect(second[.apiAddress]?.take(client, now: 1) == nil) }
        shared.exchange(with: second, now: 1)
        #expect(second[.apiAddress]?.take(client, now: 1) == 1)
        // The first hears of the second's with its own next exchange.
        #expect(first[.apiAddress]?.take(client, now: 1) == nil)
        shared.exchange(with: first, now: 1)
        #expect(first[.apiAddress]?.take(client, now: 1) == 2)
        #expect(first[.apiAddress]?.take(client, now: 1 + 2 * Self.second) == nil)
    }

    @Test("what was taken between telling and learning comes on top")
    func inBetween() {
        let limits = RateLimits(rates, isShared: true)
        let key = RateLimitKey(.apiAddress, client)
        _ = limits[.apiAddress]?.take(client, now: 1)
        #expect(limits.takeSpendings() == [RateLimitSpending(key: key, tokens: 1, limit: rates[.apiAddress]!)])
        _ = limits[.apiAddress]?.take(client, now: 1)
        // All processes have spent nine: with the tenth, which was not told, the bucket is empty.
        limits.learn(key, fullAt: 1 + 9 * Self.second)
        #expect(limits[.apiAddress]?.take(client, now: 1) == 1)
        #expect(limits.takeSpendings().map(\.tokens) == [1])
        #expect(limits.takeSpendings().isEmpty)
    }

    @Test("what is learnt never makes a bucket fuller, and of strangers only what is not full is kept")
    func learning() {
        let limits = RateLimits(rates, isShared: true)
        for _ in 0..<2 { _ = limits[.paymentUser]?.take(42, now: 10 * Self.second) }
        limits.learn(RateLimitKey(.paymentUser, 42), fullAt: 1)
        #expect(limits[.paymentUser]?.take(42, now: 10 * Self.second) == 1)
        limits.learn(RateLimitKey(.paymentUser, 43), fullAt: 1)
        #expect(limits[.paymentUser]?.count == 1)
        limits.learn(RateLimitKey(.paymentUser, 44), fullAt: 15 * Self.second)
        #expect(limits[.paymentUser]?.take(44, now: 10 * Self.second) == 4)
        // A kind that is not limited here is another process's.
        limits.learn(RateLimitKey(.authUser, 1), fullAt: .max)
    }

    @Test("buckets have the same names everywhere")
    func names() {
        let v6 = IPAddress(Bytes("2001:db8:1:2:3:4:5:6"))
        let keys: [(RateLimitKey, String)] = [
            (RateLimitKey(.apiAddress, client), "api:203.0.113.5"),
            (RateLimitKey(.webhookAddress, ClientKey(v6).value), "webhook:2001:db8:1:2::/64"),
            (RateLimitKey(.authAddress, ClientKey(nil).value), "auth:unix"),
            (RateLimitKey(.paymentUser, 42), "payment:user:42"),
            (RateLimitKey(.userMessages, UInt64(bitPattern: -7)), "messages:user:-7"),
            (RateLimitKey(.allMessages, 0), "messages:all"),
        ]
        for (key, name) in keys { #expect(key.description == name) }
    }

    @Test("a process that shares nothing keeps no account")
    func alone() {
        let limits = RateLimits(rates)
        _ = limits[.apiAddress]?.take(client, now: 1)
        #expect(limits.takeSpendings().isEmpty)
    }

    @Test("clients beyond what is remembered between two exchanges are not told, in bounded memory")
    func bounded() {
        let limiter = RateLimiter(RateLimit(burst: 1, interval: 1), capacity: 16, isShared: true)
        for client: UInt64 in 1..<100_000 { _ = limiter.take(client, now: client) }
        #expect(limiter.takeSpendings().count <= 16)
    }
}
