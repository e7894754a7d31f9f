import ContractRuntime
import Glibc
import Logging
import Metrics
import Platform
import Redis
import Synchronization

/// Lets processes share their rate limits through Redis.
///
/// Requests are decided here and now, by what this process knows. A thread of its own tells Redis what was taken, fifty
/// times a second at most, and takes in what all processes have taken together. What cannot be told is dropped: while
/// Redis is away, each process limits by itself.
final class SharedLimits: Sendable {
    /// Milliseconds between two settlements.
    private static let pause: Int32 = 20
    /// The buckets of one pipeline.
    private static let most: Int = 1_000
    /// Milliseconds after which Redis is asked although nothing was taken, and while it is away.
    private static let probeMilliseconds: (well: UInt64, away: UInt64) = (5_000, 500)

    private let limits: RateLimits
    private let options: RedisOptions
    private let health: RedisHealth
    private let thread: Mutex<StoppableThread?> = Mutex(nil)

    /// - Parameter limits: told that they are shared.
    init(_ limits: RateLimits, _ options: RedisOptions, logger: Logger) {
        self.limits = limits
        self.options = options
        health = RedisHealth(logger: logger)
    }

    var worker: Worker { Worker("shared-limits", start: start, stop: stop) }

    /// Shows how it goes.
    func register(in registry: MetricRegistry) { health.register(in: registry) }

    private func start() throws {
        let started = try StoppableThread(name: "shared-limits") { [self] end in run(until: end) }
        thread.withLock { $0 = started }
    }

    private func stop() async { await thread.withLock { $0.take() }?.stop() }

    private func run(until end: Int32) {
        let client = RedisClient(options, stop: end)
        var entry = pollfd(fd: end, events: Int16(POLLIN), revents: 0)
        var nextProbe: UInt64 = 0
        repeat {
            let spendings = limits.takeSpendings()
            let now = SystemClock.monotonicNanoseconds()
            if spendings.isEmpty, now < nextProbe { continue }
            settle(spendings, client)
            let pause = health.isUp == true ? Self.probeMilliseconds.well : Self.probeMilliseconds.away
            nextProbe = SystemClock.monotonicNanoseconds() + pause * 1_000_000
        } while poll(&entry, 1, Self.pause) <= 0
    }

    /// Tells what was taken and takes in the answers; without anything to tell, asks whether Redis works.
    private func settle(_ spendings: [RateLimitSpending], _ client: RedisClient) {
        let start = SystemClock.monotonicNanoseconds()
        var failure: RedisFailure?
        var lost = 0
        var next = 0
        repeat {
            let pipeline = spendings[next..<min(next + Self.most, spendings.count)]
            next = pipeline.endIndex
            // The clock that Redis reads comes later: nobody waits longer than the shared bucket asks for.
            let asked = SystemClock.monotonicNanoseconds()
            let commands = pipeline.isEmpty ? [SharedBucket.probe] : pipeline.map(SharedBucket.command)
            var answers = 0
            for (index, result) in client.perform(commands).enumerated() {
                let spending = pipeline.isEmpty ? nil : pipeline[pipeline.startIndex + index]
                do throws(RedisFailure) {
                    guard let wait = try result.get().integer, wait >= 0 else { throw .notRedis }
                    answers += 1
                    guard let spending else { continue }
                    limits.learn(spending.key, fullAt: asked.addingClamped(UInt64(wait).multipliedClamped(by: 1_000)))
                } catch {
                    if failure == nil || failure == .resting { failure = error }
                    lost += spending?.tokens ?? 0
                }
            }
            if answers == 0 {
                lost += spendings[next...].reduce(0) { $0 + $1.tokens }
                break
            }
        } while next < spendings.count
        health.note(failure, lostTokens: lost, nanoseconds: SystemClock.monotonicNanoseconds() - start)
    }
}

extension UInt64 {
    fileprivate func addingClamped(_ other: UInt64) -> UInt64 {
        let (sum, overflows) = addingReportingOverflow(other)
        return overflows ? .max : sum
    }

    fileprivate func multipliedClamped(by other: UInt64) -> UInt64 {
        let (product, overflows) = multipliedReportingOverflow(by: other)
        return overflows ? .max : product
    }
}
