import ContractRuntime
import HTTPTypes
import Synchronization
import Testing

@Suite struct RequestRateLimitsTests {
    /// A clock that stands still, requests of two users ("good" is 42), and what was told of excess.
    private final class Bench: Sendable {
        let excess: Mutex<[String]> = Mutex([])
        let responder: Mutex<ContractResponder<TinyContract>?> = Mutex(nil)

        init(_ rates: [RateLimitBucket: RateLimit], refuses: Bool = true) {
            let limits = RequestRateLimits(
                RateLimits(rates),
                refuses: refuses,
                user: { $0.principal(String.self) == nil ? nil : 42 },
                now: { 5_000_000_000 },
                noted: { _, excess in
                    self.excess.withLock { $0.append("\(excess.limitClass.rawValue) \(excess.isUsers)") }
                }
            )
            responder.withLock { $0 = ContractResponder(TinyContract(), policy: ContractPolicy(limits: limits)) }
        }

        /// The statuses of so many requests for notes, 0 where they are let in.
        func ask(_ count: Int, from address: UInt32 = 1, key: String? = nil) -> [Int] {
            (0..<count).map { _ in refusal(from: address, key: key)?.status ?? 0 }
        }

        func refusal(from address: UInt32 = 1, key: String? = nil) -> HTTPResponse? {
            withBytes("/notes/") { path in
                withRequest(key.map { [("X-Key", $0)] } ?? []) { request in
                    request.path = path
                    request.remote = IPAddress(v4: address)
                    guard case .reject(let response) = responder.withLock({ $0 })?.admit(request) else { return nil }
                    return response
                }
            }
        }
    }

    private static let two = RateLimit(burst: 2, interval: 1_000_000_000)
    private static let api: [RateLimitBucket: RateLimit] = [.apiAddress: two, .apiUser: two]

    @Test("users are counted as themselves, so that who shares their address does not share their limit")
    func users() {
        let bench = Bench(Self.api)
        #expect(bench.ask(3, key: "good") == [0, 0, 429])
        // The address has used up nothing, and the user has everywhere.
        #expect(bench.ask(1) == [401])
        #expect(bench.ask(1, from: 2, key: "good") == [429])
        #expect(bench.excess.withLock { $0 } == ["api true", "api true"])
    }

    @Test("who has no credentials, or wrong ones, is counted by address, and refused before they are looked at")
    func addresses() {
        for key in [nil, "bad", "weak"] {
            let bench = Bench(Self.api)
            let wrong = key == "weak" ? 403 : 401
            #expect(bench.ask(3, key: key) == [wrong, wrong, 429])
            #expect(bench.ask(1, key: "good") == [429])
            #expect(bench.ask(1, from: 2, key: key) == [wrong])
            #expect(bench.excess.withLock { $0 } == ["api false", "api false"])
        }
    }

    @Test("a refusal says what the limit is, and when to come back")
    func fields() throws {
        let bench = Bench([.apiAddress: RateLimit(burst: 20, interval: 100_000_000)])
        #expect(bench.ask(20).allSatisfy { $0 == 401 })
        let refusal = try #require(bench.refusal())
        let fields = refusal.fields.map { "\($0.name): \($0.value)" }
        #expect(fields.contains("Retry-After: 1"))
        #expect(fields.contains("RateLimit: \"api\";r=0;t=1"))
        #expect(fields.contains("RateLimit-Policy: \"api\";q=20;w=2"))
        #expect(String(decoding: refusal.body, as: UTF8.self).contains("Too many requests from this address"))
    }

    @Test("shadow mode tells what would be refused, once a request, and refuses nothing")
    func shadow() {
        let bench = Bench(Self.api, refuses: false)
        #expect(bench.ask(4, key: "good") == [0, 0, 0, 0])
        #expect(bench.excess.withLock { $0 } == ["api true", "api true"])
        #expect(bench.ask(3) == [401, 401, 401])
        #expect(bench.ask(1, key: "good") == [0])
        #expect(bench.excess.withLock { $0 }.suffix(2) == ["api false", "api false"])
    }

    @Test("a kind without a rate is not limited")
    func none() {
        #expect(Bench([:]).ask(100, key: "good").allSatisfy { $0 == 0 })
        #expect(Bench([.apiUser: Self.two]).ask(100).allSatisfy { $0 == 401 })
    }

    @Test("a flood of a million addresses does not refuse an address that asks seldom")
    func flood() {
        let limiter = RateLimiter(Self.two, capacity: 1 << 12)
        for address: UInt64 in 1...1_000_000 { _ = limiter.take(address, now: 5_000_000_000) }
        #expect(limiter.take(.max, now: 5_000_000_000) == nil)
        #expect(limiter.count <= 1 << 12)
    }
}
