import ContractRuntime
import Crypto
import Redis
import TestSupport
import TestTraits
import Testing

@testable import Server

/// The arithmetic of a bucket in Redis.
@Suite(.blocking) struct SharedBucketTests {
    private let server: RedisServer
    private let client: RedisClient

    init() throws {
        server = try RedisServer()
        client = RedisClient(SharedLimitsTests.options(server))
    }

    /// Milliseconds until the bucket is full; four seconds for each token.
    private func take(_ tokens: Int, burst: Int = 10) throws -> Int {
        let limit = RateLimit(burst: burst, interval: 4_000_000_000)
        let spending = RateLimitSpending(key: RateLimitKey(.paymentUser, 42), tokens: tokens, limit: limit)
        let microseconds = try client.perform([SharedBucket.command(spending)])[0].get().integer
        return Int(try #require(microseconds)) / 1_000
    }

    @Test func whatAllTookAddsUp() throws {
        #expect(try take(1) == 4_000)
        // Seconds may pass between two commands, not many.
        #expect((8_000...12_000).contains(try take(2)))
        #expect(try server.ask("KEYS", "rl:*") == "rl:{payment:user:42}")
        let left = try server.ask("PTTL", "rl:{payment:user:42}")
        let milliseconds = try #require(Int(left))
        #expect((4_000...12_002).contains(milliseconds))
    }

    @Test func nobodyIsLockedOutForLong() throws {
        #expect(try take(1_000, burst: 10) == 16 * 10 * 4_000)
        // The server's clock was put back by a year.
        let full = try server.ask("GET", "rl:{payment:user:42}")
        let number = try #require(Int(full))
        try server.ask("SET", "rl:{payment:user:42}", "\(number + 31_536_000_000_000)")
        #expect(try take(1, burst: 10) == 16 * 10 * 4_000)
    }

    @Test func anotherValueUnderTheKeyCountsAsFull() throws {
        try server.ask("SET", "rl:{payment:user:42}", "not a number")
        #expect(try take(1) == 4_000)
    }

    /// The commands that docs/rate-limits.md names are all that a user needs.
    @Test func aUserOfFewRightsIsEnough() throws {
        try server.ask(
            "ACL",
            "SETUSER",
            "limits",
            "on",
            ">secret",
            "~rl:*",
            "+evalsha",
            "+eval",
            "+get",
            "+set",
            "+time"
        )
        var options = SharedLimitsTests.options(server)
        (options.user, options.password) = (Secret("limits"), Secret("secret"))
        let client = RedisClient(options)
        #expect(try client.perform([SharedBucket.probe])[0].get() == .integer(0))
        let found = try RedisInspection(options, probe: SharedBucket.probe)
        #expect(found.version == nil && !found.isTooOld)
        #expect(throws: RedisFailure.self) { try client.perform([RedisCommand(["GET", "other"])])[0].get() }
    }

    @Test func aProbeLeavesNothing() throws {
        #expect(try client.perform([SharedBucket.probe])[0].get() == .integer(0))
        try Deadline.wait(seconds: 10, for: "the probe to be forgotten") {
            try server.ask("DBSIZE").hasSuffix("0") ? () : nil
        }
    }
}
