import ContractRuntime
import Testing

@Suite struct RateLimiterTests {
    private static let second: UInt64 = 1_000_000_000

    @Test("a burst passes, then one request an interval")
    func burst() {
        let limiter = RateLimiter(burst: 3, interval: Self.second, capacity: 100)
        for _ in 0..<3 { #expect(limiter.retryAfter(address: "192.0.2.1", now: 0) == nil) }
        #expect(limiter.retryAfter(address: "192.0.2.1", now: 0) == 1)
        #expect(limiter.retryAfter(address: "192.0.2.1", now: Self.second - 1) == 1)
        #expect(limiter.retryAfter(address: "192.0.2.1", now: Self.second) == nil)
        #expect(limiter.retryAfter(address: "192.0.2.1", now: Self.second) == 1)
        for _ in 0..<3 { #expect(limiter.retryAfter(address: "192.0.2.1", now: 100 * Self.second) == nil) }
        #expect(limiter.retryAfter(address: "192.0.2.1", now: 100 * Self.second) == 1)
    }

    @Test("the answer is when the next request will pass")
    func retryAfter() {
        let limiter = RateLimiter(burst: 1, interval: 30 * Self.second, capacity: 100)
        #expect(limiter.retryAfter(address: "a", now: 5) == nil)
        #expect(limiter.retryAfter(address: "a", now: 5) == 30)
        #expect(limiter.retryAfter(address: "a", now: 5 + 29 * Self.second) == 1)
        #expect(limiter.retryAfter(address: "a", now: 5 + 30 * Self.second) == nil)
    }

    @Test("refused requests cost nothing")
    func refusals() {
        let limiter = RateLimiter(burst: 1, interval: Self.second, capacity: 100)
        #expect(limiter.retryAfter(address: "a", now: 0) == nil)
        for _ in 0..<1_000 { #expect(limiter.retryAfter(address: "a", now: 0) == 1) }
        #expect(limiter.retryAfter(address: "a", now: Self.second) == nil)
    }

    @Test("IPv4 addresses count alone, IPv6 addresses by their /64")
    func addresses() {
        let limiter = RateLimiter(burst: 1, interval: Self.second, capacity: 100)
        let same: [[String]] = [
            ["192.0.2.1", "::ffff:192.0.2.1"], ["192.0.2.2"],
            ["2001:db8::1", "2001:db8:0:0:ffff::", "2001:DB8:0:0:1:2:3:4%eth0", "2001:db8::1.2.3.4"],
            ["2001:db8:0:1::"], ["1::"], ["0:1::", "0:1:0:0:1:2:3:4"], ["::1", "::", "::8", "0::1:2:3:4"],
            ["1:2:3:4::", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:1.2.3.4"], ["1::4:5:6:7:8", "1:0:0:4::"],
            ["unix", "", "1.2.3"],
        ]
        for group in same {
            for (index, address) in group.enumerated() {
                #expect((limiter.retryAfter(address: address, now: 0) == nil) == (index == 0), "\(address)")
            }
        }
    }

    @Test("memory is bounded, and who keeps asking stays limited")
    func capacity() {
        let limiter = RateLimiter(burst: 1, interval: 1_000 * Self.second, capacity: 64)
        #expect(limiter.retryAfter(address: "192.0.2.1", now: 0) == nil)
        for number in 0..<10_000 {
            _ = limiter.retryAfter(address: "10.0.\(number / 256).\(number % 256)", now: UInt64(number))
            #expect(limiter.count <= 65)
            #expect(limiter.retryAfter(address: "192.0.2.1", now: UInt64(number)) != nil)
        }
    }

    @Test("extreme values and a clock that goes back are answered")
    func extremes() {
        let limiter = RateLimiter(burst: .max, interval: .max, capacity: .min)
        for now: UInt64 in [.max, 0, 1, .max] { #expect(limiter.retryAfter(address: "a", now: now) == nil) }
        let strict = RateLimiter(burst: .min, interval: .max, capacity: 2)
        #expect(strict.retryAfter(address: "a", now: 1) == nil)
        #expect(strict.retryAfter(address: "a", now: 0) == Int(Int32.max))
        let steady = RateLimiter(burst: 1, interval: 10, capacity: 2)
        #expect(steady.retryAfter(address: "a", now: 100) == nil)
        #expect(steady.retryAfter(address: "a", now: 50) == 1)
    }
}
