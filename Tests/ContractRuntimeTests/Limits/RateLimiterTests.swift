import ContractRuntime
import Testing

@Suite struct RateLimiterTests {
    private static let second: UInt64 = 1_000_000_000

    private func limiter(burst: Int, interval: UInt64, capacity: Int = 64, isShared: Bool = false) -> RateLimiter {
        RateLimiter(RateLimit(burst: burst, interval: interval), capacity: capacity, isShared: isShared)
    }

    @Test("a burst passes, then one request an interval")
    func burst() {
        let limiter = limiter(burst: 3, interval: Self.second)
        for _ in 0..<3 { #expect(limiter.take(1, now: 0) == nil) }
        #expect(limiter.take(1, now: 0) == 1)
        #expect(limiter.take(1, now: Self.second - 1) == 1)
        #expect(limiter.wait(1, now: Self.second) == nil)
        #expect(limiter.take(1, now: Self.second) == nil)
        #expect(limiter.take(1, now: Self.second) == 1)
        for _ in 0..<3 { #expect(limiter.take(1, now: 100 * Self.second) == nil) }
        #expect(limiter.take(1, now: 100 * Self.second) == 1)
    }

    @Test("the answer is when the next request will pass")
    func retryAfter() {
        let limiter = limiter(burst: 1, interval: 30 * Self.second)
        #expect(limiter.take(1, now: 5) == nil)
        #expect(limiter.take(1, now: 5) == 30)
        #expect(limiter.wait(1, now: 5) == 30)
        #expect(limiter.take(1, now: 5 + 29 * Self.second) == 1)
        #expect(limiter.take(1, now: 5 + 30 * Self.second) == nil)
    }

    @Test("refused requests, and looking, cost nothing")
    func refusals() {
        let limiter = limiter(burst: 1, interval: Self.second)
        for _ in 0..<1_000 { #expect(limiter.wait(1, now: 0) == nil) }
        #expect(limiter.count == 0)
        #expect(limiter.take(1, now: 0) == nil)
        for _ in 0..<1_000 { #expect(limiter.take(1, now: 0) == 1) }
        #expect(limiter.take(1, now: Self.second) == nil)
    }

    @Test("clients are limited apart from each other, number 0 included")
    func clients() {
        let limiter = limiter(burst: 1, interval: Self.second)
        for client: UInt64 in [0, 1, .max, 0xFFFE << 32] {
            #expect(limiter.take(client, now: 5) == nil)
            #expect(limiter.take(client, now: 5) == 1)
        }
    }

    @Test("memory is bounded, and a million clients do not make a limited one free")
    func capacity() {
        let limiter = limiter(burst: 3, interval: 1_000 * Self.second, capacity: 1 << 10)
        for _ in 0..<3 { #expect(limiter.take(1, now: 0) == nil) }
        for client: UInt64 in 2..<1_000_000 { #expect(limiter.take(client, now: client) == nil) }
        #expect(limiter.count <= 1 << 10)
        #expect(limiter.take(1, now: 1_000_000) != nil)
    }

    @Test("one bucket for all is enough where all are counted together")
    func single() {
        let limiter = limiter(burst: 2, interval: Self.second, capacity: 1)
        #expect((0..<3).map { _ in limiter.take(0, now: 7) } == [nil, nil, 1])
        #expect(limiter.count == 1)
    }

    @Test("extreme values and a clock that goes back are answered")
    func extremes() {
        let limiter = limiter(burst: .max, interval: .max, capacity: .min)
        for now: UInt64 in [.max, 0, 1, .max] { #expect(limiter.take(1, now: now) == nil) }
        let strict = self.limiter(burst: .min, interval: .max, capacity: 2)
        #expect(strict.take(1, now: 1) == nil)
        #expect(strict.take(1, now: 0) == Int(Int32.max))
        let steady = self.limiter(burst: 1, interval: 10, capacity: 2)
        #expect(steady.take(1, now: 100) == nil)
        #expect(steady.take(1, now: 50) == 1)
    }

    @Test("rates a second let two seconds' worth come at once, those a minute a minute's")
    func rates() {
        #expect(RateLimit.perSecond(10) == RateLimit(burst: 20, interval: Self.second / 10))
        #expect(RateLimit.perSecond(10)?.window == 2)
        #expect(RateLimit.perMinute(2) == RateLimit(burst: 2, interval: 30 * Self.second))
        #expect(RateLimit.perMinute(30)?.window == 60)
        #expect(RateLimit.perSecond(0) == nil && RateLimit.perMinute(0) == nil)
        #expect(RateLimit(burst: .max, interval: .max).window == .max)
    }
}
