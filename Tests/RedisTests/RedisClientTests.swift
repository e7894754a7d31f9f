import Crypto
import Glibc
import Platform
import TestSupport
import TestTraits
import Testing

@testable import Redis

/// A client and a real server.
@Suite(.blocking) struct RedisClientTests {
    private static let counting = RedisScript("return redis.call('INCRBY', KEYS[1], ARGV[1])")

    static func options(
        _ servers: RedisServer...,
        password: String? = nil,
        change: (inout RedisOptions) -> Void = { _ in }
    ) -> RedisOptions {
        var options = RedisOptions()
        options.nodes = servers.map { RedisAddress(host: "127.0.0.1", port: $0.port) }
        options.password = password.map { Secret($0) }
        change(&options)
        return options
    }

    static func count(_ key: String, by number: Int = 1) -> RedisCommand {
        RedisCommand(counting, key: Array(key.utf8), arguments: ["\(number)"])
    }

    /// Asks until the node has rested from its last failure.
    static func answer(_ client: RedisClient, _ command: RedisCommand) throws -> Int64 {
        try Deadline.wait(seconds: 20, for: "an answer") {
            let result = try #require(client.perform([command]).first)
            return try? result.get().integer
        }
    }

    @Test func manyCommandsGoTogetherAndAreAnsweredInOrder() throws {
        let server = try RedisServer()
        let client = RedisClient(Self.options(server))
        let counts = (1...2_000).map { Self.count("key:\($0 % 100)", by: $0) }
        let values = try client.perform(counts).map { try $0.get().integer }
        var sums: [Int: Int64] = [:]
        for (index, value) in values.enumerated() {
            sums[(index + 1) % 100, default: 0] += Int64(index + 1)
            #expect(value == sums[(index + 1) % 100])
        }
        server.stop()
    }

    @Test func aScriptThatTheServerForgotIsSentAgain() throws {
        let server = try RedisServer()
        let client = RedisClient(Self.options(server))
        for value in 1...3 {
            let values = client.perform([Self.count("a"), Self.count("b")]).map { try? $0.get().integer }
            #expect(values == [Int64(value), Int64(value)])
            try server.ask("SCRIPT", "FLUSH")
        }
    }

    @Test func wordsMayHoldAnyBytes() throws {
        let server = try RedisServer()
        let client = RedisClient(Self.options(server))
        let value = "a\r\n\0$5\r\n\u{e9}"
        let results = client.perform([
            RedisCommand(["SET", "k y", value]), RedisCommand(["GET", "k y"]), RedisCommand(["SET", "", ""]),
            RedisCommand(["GET", ""]), RedisCommand(["GET", "none"]), RedisCommand(["NOSUCHCOMMAND", "hunter2"]),
        ])
        #expect(try results[1].get() == .bytes(Array(value.utf8)))
        #expect(try results[3].get() == .bytes([]))
        #expect(try results[4].get() == .null)
        guard case .failure(let failure) = results[5] else { throw TestFailure("the command was taken") }
        #expect("\(failure)" == "it refuses the command (ERR)")
        server.stop()
    }

    @Test func passwordsAndDatabasesAreUsed() throws {
        let server = try RedisServer(password: "pass word")
        #expect(try server.ask("ACL", "SETUSER", "shop", "on", ">other", "~*", "+@all") == "OK")
        let plain = RedisClient(Self.options(server, password: "pass word") { $0.database = 3 })
        #expect(try plain.perform([Self.count("a")])[0].get() == .integer(1))
        #expect(try server.ask("-n", "3", "GET", "a") == "1")
        let user = RedisClient(Self.options(server, password: "other") { $0.user = Secret("shop") })
        #expect(try user.perform([Self.count("a")])[0].get() == .integer(1))
        for options in [Self.options(server), Self.options(server, password: "wrong")] {
            guard case .failure(.notAuthenticated(let refusal)) = RedisClient(options).perform([Self.count("a")])[0]
            else { throw TestFailure("a wrong password was taken") }
            #expect(["NOAUTH", "WRONGPASS"].contains(refusal.code))
        }
        server.stop()
    }

    @Test func aServerThatIsBackIsFoundAgain() throws {
        let server = try RedisServer()
        let client = RedisClient(Self.options(server))
        #expect(try client.perform([Self.count("a")])[0].get() == .integer(1))
        server.stop()
        #expect(throws: RedisFailure.self) { try client.perform([Self.count("a")])[0].get() }
        #expect(throws: RedisFailure.resting) { try client.perform([Self.count("a")])[0].get() }
        try server.start()
        #expect(try Self.answer(client, Self.count("a")) == 1)
    }

    @Test func aServerThatHangsIsGivenUpInTime() throws {
        let server = try RedisServer()
        let client = RedisClient(Self.options(server) { $0.answerMilliseconds = 50 })
        #expect(try client.perform([Self.count("a")])[0].get() == .integer(1))
        try server.freeze()
        #expect(throws: RedisFailure.timedOut) { try client.perform([Self.count("a")])[0].get() }
        try server.thaw()
        // What the frozen server had received by then may count, once.
        #expect([2, 3].contains(try Self.answer(client, Self.count("a"))))
    }

    @Test func whoIsToldToStopWaitsNoLonger() throws {
        let server = try RedisServer()
        let (end, stopper) = try Descriptor.pipe()
        try server.freeze()
        stopper.close()
        let client = RedisClient(Self.options(server) { $0.answerMilliseconds = 60_000 }, stop: end.number)
        let start = ContinuousClock.now
        #expect(throws: RedisFailure.stopped) { try client.perform([Self.count("a")])[0].get() }
        #expect(ContinuousClock.now - start < .seconds(30))
        try server.thaw()
    }

    @Test func serversThatCannotWorkNowAreUnready() throws {
        let primary = try RedisServer()
        let server = try RedisServer(settings: ["replicaof": "127.0.0.1 \(primary.port)"])
        let client = RedisClient(Self.options(server))
        guard case .failure(.unready(let refusal)) = client.perform([RedisCommand(["SET", "a", "1"])])[0] else {
            throw TestFailure("a replica took a write")
        }
        #expect(["READONLY", "MASTERDOWN", "LOADING"].contains(refusal.code))
        server.stop()
    }

    @Test func aHostHasItsAddressesTriedInTurn() throws {
        let server = try RedisServer()
        let limit = TimeLimit(milliseconds: 5_000, stop: -1)
        let good = try NameLookup(RedisAddress(host: "127.0.0.1", port: server.port)).addresses(within: limit)
        let bad = try NameLookup(RedisAddress(host: "127.0.0.1", port: 1)).addresses(within: limit)
        let connection = try NodeConnection(bad + good, RedisOptions(), within: limit)
        #expect(!connection.isStale)
        #expect(throws: RedisFailure.unreachable(SystemError(code: ECONNREFUSED))) {
            try NodeConnection(bad, RedisOptions(), within: limit)
        }
        #expect(throws: RedisFailure.unknownHost) {
            try NameLookup(RedisAddress(host: "no-such-host.invalid")).addresses(within: limit)
        }
        server.stop()
    }

    @Test func aServerThatIsNoClusterIsSaidToBeNone() throws {
        let server = try RedisServer()
        let client = RedisClient(Self.options(server) { $0.isCluster = true })
        #expect(throws: RedisFailure.isNoCluster) { try client.perform([Self.count("a")])[0].get() }
        server.stop()
    }
}
