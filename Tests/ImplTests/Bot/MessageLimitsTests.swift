import ContractRuntime
import Synchronization
import Testing

@testable import Impl

@Suite struct MessageLimitsTests {
    private final class Clock: Sendable {
        let now: Atomic<UInt64> = Atomic(0)
        let noted: Mutex<[MessageLimits.Excess]> = Mutex([])
    }

    private let clock = Clock()
    private let rates: [RateLimitBucket: RateLimit] = [
        .userMessages: RateLimit(burst: 2, interval: 1_000_000_000_000),
        .allMessages: RateLimit(burst: 5, interval: 1_000_000_000_000),
    ]

    private func limits(refuses: Bool = true) -> MessageLimits {
        MessageLimits(
            RateLimits(rates),
            refuses: refuses,
            now: { [clock] in clock.now.load(ordering: .relaxed) },
            noted: { [clock] excess in clock.noted.withLock { $0.append(excess) } }
        )
    }

    @Test("a user's messages beyond the limit are not answered, and the user is told once a minute")
    func user() {
        let limits = limits()
        let verdicts = (0..<4).map { _ in limits.verdict(on: 7, mayTell: true) }
        #expect(verdicts == [.answered, .answered, .told(.user), .ignored])
        clock.now.add(59_000_000_000, ordering: .relaxed)
        #expect(limits.verdict(on: 7, mayTell: true) == .ignored)
        clock.now.add(1_000_000_000, ordering: .relaxed)
        #expect(limits.verdict(on: 7, mayTell: true) == .told(.user))
        #expect(limits.verdict(on: 8, mayTell: true) == .answered)
        #expect(clock.noted.withLock { $0 } == [.user, .user, .user, .user])
    }

    @Test("messages of all together have a limit, of which those beyond a user's take nothing")
    func all() {
        let limits = limits()
        for _ in 0..<9 { _ = limits.verdict(on: 1, mayTell: false) }
        #expect((2...4).map { limits.verdict(on: $0, mayTell: true) } == [.answered, .answered, .answered])
        #expect((5...6).map { limits.verdict(on: $0, mayTell: true) } == [.told(.all), .told(.all)])
        #expect(clock.noted.withLock { $0 }.suffix(2) == [.all, .all])
    }

    @Test("a group is never told, and leaves the notice to the private chat")
    func group() {
        let limits = limits()
        let verdicts = (0..<3).map { _ in limits.verdict(on: 7, mayTell: false) }
        #expect(verdicts == [.answered, .answered, .ignored])
        #expect(limits.verdict(on: 7, mayTell: true) == .told(.user))
    }

    @Test("shadow mode counts, and everything is answered")
    func shadow() {
        let limits = limits(refuses: false)
        #expect((0..<4).allSatisfy { _ in limits.verdict(on: 7, mayTell: true) == .answered })
        #expect(clock.noted.withLock { $0 } == [.user, .user])
    }
}
