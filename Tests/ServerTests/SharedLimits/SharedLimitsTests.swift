import ContractRuntime
import Crypto
import Glibc
import Logging
import Metrics
import Platform
import Redis
import Synchronization
import TestSupport
import TestTraits
import Testing

@testable import Server

/// Several processes' limits that a Redis joins.
@Suite(.blocking) struct SharedLimitsTests {
    /// Ten a second, twenty at once.
    static let limit = RateLimit(burst: 20, interval: 100_000_000)
    /// Twenty, and nothing more while a test runs.
    private static let slow = RateLimit(burst: 20, interval: 60_000_000_000)

    /// The limits of one process, with its thread.
    final class Process: Sendable {
        let limits: RateLimits
        let sink = MemorySink()
        private let registry = MetricRegistry()
        private let worker: Worker

        init(_ options: RedisOptions, limit: RateLimit = SharedLimitsTests.limit) throws {
            limits = RateLimits([.apiAddress: limit], isShared: true)
            let shared = SharedLimits(limits, options, logger: Logger(level: .debug, format: .json, sink: sink))
            shared.register(in: registry)
            worker = shared.worker
            try worker.start()
        }

        func take(_ client: UInt64) -> Bool {
            limits[.apiAddress]?.take(client, now: SystemClock.monotonicNanoseconds()) == nil
        }

        func wait(_ client: UInt64) -> Int? {
            limits[.apiAddress]?.wait(client, now: SystemClock.monotonicNanoseconds())
        }

        func metric(_ name: String) -> Int? {
            let text = String(decoding: registry.render(), as: UTF8.self)
            let line = text.split(separator: "\n").first { $0.hasPrefix("telegram_backend_redis_\(name) ") }
            return line?.split(separator: " ").last.flatMap { Int($0) }
        }

        func waitUntil(isUp: Bool) throws {
            try Deadline.wait(seconds: 30, for: "Redis to be \(isUp ? "up" : "away")") {
                metric("up") == (isUp ? 1 : 0) ? () : nil
            }
        }

        func lines(_ text: String) -> Int { sink.lines.count { $0.contains(text) } }

        /// Ends its thread.
        func stop() async throws {
            let work = Task(executorPreference: try BlockingExecutor()) { [worker] in try await worker.run() }
            work.cancel()
            try await work.value
        }
    }

    static func options(_ servers: RedisServer...) -> RedisOptions {
        var options = RedisOptions()
        options.nodes = servers.map { RedisAddress(host: "127.0.0.1", port: $0.port) }
        // A busy machine is no Redis that is away.
        options.answerMilliseconds = 5_000
        return options
    }

    private func processes(
        _ count: Int,
        _ options: RedisOptions,
        limit: RateLimit = SharedLimitsTests.limit
    ) throws -> [Process] {
        let processes = try (0..<count).map { _ in try Process(options, limit: limit) }
        for process in processes { try process.waitUntil(isUp: true) }
        return processes
    }

    @Test func whatOneTookTheOthersKnow() async throws {
        let server = try RedisServer()
        let processes = try processes(2, Self.options(server), limit: Self.slow)
        for _ in 0..<20 { #expect(processes[0].take(7)) }
        #expect(!processes[0].take(7))
        try Deadline.wait(seconds: 10, for: "the bucket in Redis") {
            try server.ask("KEYS", "rl:{api:*").isEmpty ? nil : ()
        }
        // The other one has not heard of the client: it lets one pass, and learns.
        #expect(processes[1].take(7))
        try Deadline.wait(seconds: 10, for: "the other process to know") { processes[1].wait(7) == nil ? nil : () }
        #expect(processes[1].wait(8) == nil, "another client is not limited")
        let keys = try server.ask("KEYS", "*").split(separator: "\n").filter { !$0.contains("probe") }
        #expect(keys.count == 1 && keys.first?.hasPrefix("rl:{api:") == true, "\(keys)")
        let key = try #require(keys.first)
        let left = try server.ask("PTTL", String(key))
        let milliseconds = try #require(Int(left))
        #expect((1...21 * 60_000 + 2).contains(milliseconds), "a full bucket is forgotten")
        for process in processes { try await process.stop() }
    }

    /// What `n` processes let pass beyond a limit, whoever asks however: a bucket each but one.
    @Test(arguments: [2, 3]) func processesTogetherKeepTheLimit(count: Int) async throws {
        let server = try RedisServer()
        let processes = try processes(count, Self.options(server))
        let start = SystemClock.monotonicNanoseconds()
        var admitted = 0
        // One client asks all processes in turn, as fast as they answer.
        var now = start
        while now - start < 2_000_000_000 {
            for process in processes where process.take(7) { admitted += 1 }
            now = SystemClock.monotonicNanoseconds()
        }
        let most = Self.limit.burst + Int((now - start) / Self.limit.interval) + 1
        // A bucket that was full is counted from when Redis hears of it, a moment later.
        #expect(admitted >= most - 10, "nobody is refused what the limit allows")
        #expect(admitted <= most + (count - 1) * Self.limit.burst)
        print("shared limit: \(count) processes let \(admitted) pass where one would let \(most), client at full speed")
        for process in processes { try await process.stop() }
        withExtendedLifetime(server) {}
    }

    /// A client that keeps to a few times the limit gets little more than it.
    @Test func aSteadyClientGetsLittleMore() async throws {
        let server = try RedisServer()
        let processes = try processes(3, Self.options(server))
        let start = SystemClock.monotonicNanoseconds()
        var (admitted, asked) = (0, 0)
        var now = start
        while now - start < 2_000_000_000 {
            // 100 a second, ten times the limit, spread over the processes.
            if Int((now - start) / 10_000_000) >= asked {
                if processes[asked % 3].take(7) { admitted += 1 }
                asked += 1
            }
            poll(nil, 0, 1)
            now = SystemClock.monotonicNanoseconds()
        }
        let most = Self.limit.burst + Int((now - start) / Self.limit.interval) + 1
        #expect(admitted <= most + 2 * Self.limit.burst)
        print("shared limit: 3 processes let \(admitted) pass where one would let \(most), client at 100 a second")
        for process in processes { try await process.stop() }
        withExtendedLifetime(server) {}
    }

    @Test func whileRedisIsAwayEachProcessLimitsByItself() async throws {
        let server = try RedisServer()
        let processes = try processes(2, Self.options(server), limit: Self.slow)
        server.stop()
        for process in processes {
            for _ in 0..<20 { #expect(process.take(7)) }
            #expect(!process.take(7))
            try process.waitUntil(isUp: false)
        }
        // Failures go on being counted; the log hears of the change alone.
        try Deadline.wait(seconds: 20, for: "more failures") {
            (processes[0].metric(#"settlements_total{result="failed"}"#) ?? 0) >= 3 ? () : nil
        }
        #expect(processes[0].metric("lost_tokens_total") == 20)
        #expect(processes[0].lines("Redis is away") == 1)
        try server.start()
        for process in processes { try process.waitUntil(isUp: true) }
        #expect(processes[0].lines("Redis is away") == 1)
        #expect(processes[0].lines("rate limits are shared through Redis") == 2)
        #expect(processes[0].take(9))
        try Deadline.wait(seconds: 10, for: "the bucket in Redis") {
            try server.ask("KEYS", "rl:{api:*").isEmpty ? nil : ()
        }
        for process in processes { try await process.stop() }
    }

    @Test func limitsAreSharedThroughAClusterToo() async throws {
        let cluster = try RedisCluster(password: "cluster password")
        var options = Self.options(cluster.nodes[0])
        (options.isCluster, options.password) = (true, Secret("cluster password"))
        let processes = try processes(2, options, limit: Self.slow)
        for client in 0..<100 {
            for _ in 0..<20 { #expect(processes[0].take(UInt64(client))) }
        }
        let primaries = try cluster.nodes.filter { try $0.ask("ROLE").hasPrefix("master") }
        try Deadline.wait(seconds: 10, for: "the buckets in Redis") {
            let keys = try primaries.map { try $0.ask("KEYS", "rl:{api:*").split(separator: "\n").count }
            return keys.reduce(0, +) == 100 && !keys.contains(0) ? () : nil
        }
        for client in 0..<100 { #expect(processes[1].take(UInt64(client))) }
        for client in 0..<100 {
            try Deadline.wait(seconds: 10, for: "the other process to know") {
                processes[1].wait(UInt64(client)) == nil ? nil : ()
            }
        }
        for process in processes {
            #expect(process.metric(#"settlements_total{result="failed"}"#) == 0)
            try await process.stop()
        }
    }
}
