import Logging
import Metrics
import Platform
import Redis
import Synchronization

/// Whether Redis does what it is asked, told once when that changes.
final class RedisHealth: Sendable {
    /// Nanoseconds without a failure until it counts as well again: of a cluster one node may be away, and a connection
    /// may break again and again.
    private static let calm: UInt64 = 2_000_000_000

    private struct State {
        var isUp: Bool?
        var lastFailure: UInt64?
    }

    private let logger: Logger
    private let state: Mutex<State> = Mutex(State())
    private let settlements = Counters(MetricLabel("result", ["ok", "failed"]))
    private let lostTokens = Counters()
    private let times = Histograms(bounds: Histograms.answerTimes, scale: 1_000_000)

    init(logger: Logger) { self.logger = logger }

    /// nil before the first answer.
    var isUp: Bool? { state.withLock { $0.isUp } }

    /// Notes one settlement.
    ///
    /// - Parameters:
    ///   - failure: nil where all of it was answered.
    ///   - lostTokens: what was taken here and could not be told.
    func note(_ failure: RedisFailure?, lostTokens: Int, nanoseconds: UInt64) {
        guard failure != .stopped else { return }
        settlements.add(1, failure == nil ? 0 : 1)
        self.lostTokens.add(lostTokens)
        times.observe(Int(nanoseconds / 1_000))
        let now = SystemClock.monotonicNanoseconds()
        let hasChanged = state.withLock { state in
            let wasUp = state.isUp
            if failure != nil {
                (state.isUp, state.lastFailure) = (false, now)
            } else if state.lastFailure.map({ now - $0 >= Self.calm }) ?? true {
                state.isUp = true
            }
            return state.isUp != wasUp
        }
        guard hasChanged else { return }
        if let failure {
            logger.warning(
                "Redis is away; each process limits by itself",
                [.errorDetail: .string(failure.description)]
            )
        } else {
            logger.notice("rate limits are shared through Redis")
        }
    }

    func register(in registry: MetricRegistry) {
        let name = "telegram_backend_redis"
        registry.gauge("\(name)_up", "1 where Redis answers and rate limits are shared, else 0.") { [self] in
            isUp.map { $0 ? 1 : 0 }
        }
        registry.add("\(name)_settlements_total", "Times that Redis was told what was taken.", settlements)
        registry.add("\(name)_lost_tokens_total", "Tokens that Redis could not be told of.", lostTokens)
        registry.add("\(name)_settlement_duration_seconds", "Until Redis had answered.", times)
    }
}
