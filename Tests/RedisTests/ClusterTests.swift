import Crypto
import Synchronization
import TestSupport
import TestTraits
import Testing

@testable import Redis

/// A client and a real cluster of six nodes, which all tests share; what one does to it, it undoes.
@Suite(.serialized, .blocking) struct RedisClusterTests {
    private static let password = "cluster password"
    private static let shared: Mutex<RedisCluster?> = Mutex(nil)

    private let cluster: RedisCluster

    init() throws {
        cluster = try Self.shared.withLock { shared in
            if let shared { return shared }
            let made = try RedisCluster(password: Self.password)
            shared = made
            return made
        }
    }

    private func client(change: (inout RedisOptions) -> Void = { _ in }) -> RedisClient {
        var options = RedisClientTests.options(cluster.nodes[5], password: Self.password)
        options.isCluster = true
        change(&options)
        return RedisClient(options)
    }

    private func value(_ key: String) throws -> String { try cluster.nodes[0].ask("-c", "GET", key) }

    @Test func everyKeyGoesToItsPrimary() throws {
        let client = client()
        let keys = (0..<500).map { "spread:{\($0)}" }
        for round in 1...2 {
            let values = client.perform(keys.map { RedisClientTests.count($0) }).map { try? $0.get().integer }
            #expect(values == keys.map { _ in Int64(round) })
        }
        for node in cluster.nodes { try node.ask("SCRIPT", "FLUSH") }
        let values = client.perform(keys.map { RedisClientTests.count($0) }).map { try? $0.get().integer }
        #expect(values == keys.map { _ in 3 }, "nodes that forgot the script are sent it again")
    }

    @Test func keysOfASlotThatMovesAreFoundWhereTheyAre() throws {
        let client = client()
        let keys = (0..<20).map { "{moving}:\($0)" }
        let count = { client.perform(keys.map { RedisClientTests.count($0) }).map { try? $0.get().integer } }
        #expect(count() == keys.map { _ in 1 })
        let slot = HashSlot(Array("moving".utf8)).number
        let source = try cluster.primary(of: slot)
        let target = try cluster.otherPrimary(than: source)
        let (sourceID, targetID) = (try source.ask("CLUSTER", "MYID"), try target.ask("CLUSTER", "MYID"))
        try target.ask("CLUSTER", "SETSLOT", "\(slot)", "IMPORTING", sourceID)
        try source.ask("CLUSTER", "SETSLOT", "\(slot)", "MIGRATING", targetID)
        // Half of the keys are there already: ASK for them, and for what is new.
        let migrate: [String] = [
            "MIGRATE", "127.0.0.1", "\(target.port)", "", "0", "5000", "AUTH", Self.password, "KEYS",
        ]
        try source.ask(migrate + keys.prefix(10))
        try target.ask("SCRIPT", "FLUSH")
        #expect(count() == keys.map { _ in 2 })
        #expect(try client.perform([RedisClientTests.count("{moving}:new")])[0].get() == .integer(1))
        try source.ask(migrate + keys.dropFirst(10))
        for node in [target, source] { try node.ask("CLUSTER", "SETSLOT", "\(slot)", "NODE", targetID) }
        // The map is old: MOVED.
        #expect(count() == keys.map { _ in 3 })
        #expect(count() == keys.map { _ in 4 })
        #expect(try value("{moving}:0") == "4")
    }

    @Test func aPrimaryThatDiesIsReplaced() throws {
        let client = client { $0.answerMilliseconds = 100 }
        #expect(try client.perform([RedisClientTests.count("{failing}")])[0].get() == .integer(1))
        // The replica has it, too.
        let primary = try cluster.primary(of: HashSlot(Array("failing".utf8)).number)
        try primary.ask("WAIT", "1", "5000")
        primary.stop()
        let others = (0..<100).map { "{other\($0)}" }
        let alive = client.perform(others.map { RedisClientTests.count($0) }).count { (try? $0.get()) != nil }
        #expect(alive > 20, "the other primaries are asked all the same")
        #expect(try RedisClientTests.answer(client, RedisClientTests.count("{failing}")) >= 1)
        try primary.start()
        try cluster.waitUntilWell()
    }

    @Test func aClientWithoutClusterSaysWhatToDo() throws {
        let key = try #require(
            (0..<100).map { "{\($0)}" }.first { key in
                try cluster.primary(of: HashSlot(Array(key.utf8)).number).port != cluster.nodes[0].port
            }
        )
        let client = RedisClient(RedisClientTests.options(cluster.nodes[0], password: Self.password))
        #expect(throws: RedisFailure.isCluster) { try client.perform([RedisClientTests.count(key)])[0].get() }
    }

    @Test func aClusterOfWhichNobodyAnswersFailsAtOnce() throws {
        var options = RedisOptions()
        options.isCluster = true
        options.nodes = [RedisAddress(host: "127.0.0.1", port: 1), RedisAddress(host: "no-such-host.invalid")]
        let client = RedisClient(options)
        #expect(throws: RedisFailure.self) { try client.perform([RedisClientTests.count("a")])[0].get() }
    }
}
