import ContractRuntime
import Redis

/// A token bucket that processes share, as Redis keeps it: one number, the time at which it will be full again.
///
/// Times are Redis's own, so that the clocks of the processes do not matter. A bucket that is full is forgotten.
enum SharedBucket {
    /// The farthest that a bucket may be ahead, in times that it takes to become full: more than so many processes can
    /// bring it to before they hear of each other. So a server whose clock was put back does not lock anybody out for
    /// long.
    static let mostWindows: UInt64 = 16

    /// `KEYS[1]`: the bucket. `ARGV`: tokens that were taken, microseconds for each, and how far ahead it may be. Gives
    /// the microseconds until it is full.
    private static let script = RedisScript(
        """
        local time = redis.call('TIME')
        local now = time[1] * 1000000 + time[2]
        local full = tonumber(redis.call('GET', KEYS[1]) or now) or now
        full = math.min(math.max(full, now) + ARGV[1] * ARGV[2], now + ARGV[3])
        redis.call('SET', KEYS[1], string.format('%.0f', full), 'PX', math.ceil((full - now) / 1000) + 1)
        return math.ceil(full - now)
        """
    )

    /// Adds what was taken here to what all have taken, and asks when the bucket is full.
    static func command(_ spending: RateLimitSpending) -> RedisCommand {
        command(
            "\(spending.key)",
            tokens: spending.tokens,
            interval: spending.limit.interval,
            most: spending.limit.interval.multipliedReportingOverflow(by: UInt64(spending.limit.burst) * mostWindows)
        )
    }

    /// Takes nothing of a bucket that nobody has: it shows that all of it works.
    static let probe: RedisCommand = command("probe", tokens: 0, interval: 1, most: (1, false))

    private static func command(
        _ name: String,
        tokens: Int,
        interval: UInt64,
        most: (partialValue: UInt64, overflow: Bool)
    ) -> RedisCommand {
        RedisCommand(
            script,
            key: Array("rl:{\(name)}".utf8),
            arguments: [
                "\(tokens)", microseconds(interval), microseconds(most.overflow ? .max : most.partialValue),
            ]
        )
    }

    /// Nanoseconds as microseconds with their fraction.
    private static func microseconds(_ nanoseconds: UInt64) -> String {
        let fraction = String(nanoseconds % 1_000 + 1_000).dropFirst()
        return "\(nanoseconds / 1_000).\(fraction)"
    }
}
