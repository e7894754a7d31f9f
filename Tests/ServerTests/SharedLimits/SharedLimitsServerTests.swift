import TestBackend
import TestSupport
import TestTraits
import Testing

@testable import Server

/// Servers that share their limits.
@Suite(.blocking) struct SharedLimitsServerTests {
    private static let password = "canary-of-redis"

    private func settings(_ redis: RedisServer, rate: Int) -> [String: String] {
        ServerSettings.standard(with: [
            "REDIS_URL": "redis://127.0.0.1:\(redis.port)", "REDIS_PASSWORD": Self.password,
            "RATE_LIMIT_API": "\(rate)", "LOG_LEVEL": "info",
        ])
    }

    /// One request with wrong credentials, which is its address's.
    private func status(_ connection: HTTPConnection) throws -> Int {
        try connection.exchange(HTTPMessage("GET", "/api/v1/telegram/applications/")).status
    }

    private func waitUntilShared(_ server: InMemoryServer, times: Int = 1) throws {
        try Deadline.wait(seconds: 30, for: "shared limits") {
            server.logLines(with: "rate limits are shared through Redis").count >= times ? () : nil
        }
    }

    @Test func threeServersAdmitLittleMoreThanOne() throws {
        let redis = try RedisServer(password: Self.password)
        let servers = try (0..<3).map { _ in try InMemoryServer(settings(redis, rate: 5)) }
        for server in servers { try waitUntilShared(server) }
        let connections = try servers.map { try HTTPConnection(port: $0.port) }
        let start = ContinuousClock.now
        var admitted = 0
        var refused = 0
        for _ in 0..<100 {
            for connection in connections {
                switch try status(connection) {
                case 401: admitted += 1
                case 429: refused += 1
                case let other: throw TestFailure("the status is \(other)")
                }
            }
        }
        let seconds = Double((ContinuousClock.now - start).components.seconds) + 1
        // Ten at once and five a second, and a bucket for each server but one.
        #expect(Double(admitted) <= 10 + 5 * seconds + 2 * 10)
        #expect(refused > 200)
        for server in servers {
            #expect(!server.logText.contains(Self.password))
            #expect(try server.terminate() == 0)
        }
    }

    /// Nobody waits for Redis: requests take as long while it hangs as before.
    @Test func requestsAreAsFastWhileRedisHangs() throws {
        let redis = try RedisServer(password: Self.password)
        let server = try InMemoryServer(settings(redis, rate: 100_000))
        try waitUntilShared(server)
        let connection = try HTTPConnection(port: server.port)
        func times(_ count: Int) throws -> [Duration] {
            var times: [Duration] = []
            for _ in 0..<count {
                let start = ContinuousClock.now
                let status = try status(connection)
                times.append(.now - start)
                #expect(status == 401)
            }
            return times.sorted()
        }
        _ = try times(200)
        let before = try times(1_000)
        try redis.freeze()
        let during = try times(1_000)
        try Deadline.wait(seconds: 30, for: "the warning") {
            _ = try times(10)
            return server.logLines(with: "Redis is away").isEmpty ? nil : ()
        }
        let after = try times(1_000)
        print("requests, median: \(before[500]) with Redis, \(during[500]) and \(after[500]) while it hangs")
        // A request that waited for Redis would take half a second.
        for times in [during, after] {
            #expect(times[500] < before[500] * 3 + .milliseconds(1))
            #expect(times[990] < .milliseconds(250))
        }
        try redis.thaw()
        try waitUntilShared(server, times: 2)
        #expect(server.logLines(with: "Redis is away").count == 1)
        #expect(!server.logText.contains(Self.password))
        #expect(try server.terminate() == 0)
    }

    /// A server that cannot reach Redis starts and stops as any other.
    @Test func aServerWithoutItsRedisServes() throws {
        let redis = try RedisServer(password: Self.password)
        redis.stop()
        let server = try InMemoryServer(settings(redis, rate: 5))
        let connection = try HTTPConnection(port: server.port)
        #expect(try status(connection) == 401)
        try Deadline.wait(seconds: 30, for: "the warning") {
            server.logLines(with: "Redis is away").isEmpty ? nil : ()
        }
        let start = ContinuousClock.now
        #expect(try server.terminate() == 0)
        #expect(ContinuousClock.now - start < .seconds(5))
    }
}
