import Server
import TestSupport
import TestTraits
import Testing

/// What Redis tells.
@Suite(.blocking) struct RedisCheckTests {
    private func line(_ values: [String: String], _ id: String = "redis") -> CheckReport.Line? {
        var context = CheckContext(ConfigurationReading(values: values))
        context.lookAtRedis()
        return CheckReport(context).lines.first { $0.id == id }
    }

    @Test func aServerThatWorksIsWell() throws {
        let server = try RedisServer(password: "hunter2")
        let values = ["REDIS_URL": "redis://127.0.0.1:\(server.port)/1", "REDIS_PASSWORD": "hunter2"]
        let found = try #require(line(values))
        #expect(found.isWell && found.level == .warning)
        #expect(found.message.contains(/\(Redis [0-9]+\.[0-9.]+\)/), "\(found.message)")
        let refused = try #require(line(values.merging(["REDIS_PASSWORD": "hunter3"]) { $1 }))
        #expect(!refused.isWell && refused.message.hasPrefix("Redis: it refuses the user or the password (WRONGPASS)"))
        #expect(!refused.message.contains("hunter"))
        let cluster = ["REDIS_URL": "redis://127.0.0.1:\(server.port)", "REDIS_CLUSTER_ENABLED": "true"]
        let alone = try #require(line(values.merging(cluster) { $1 }))
        #expect(alone.message.hasPrefix("Redis: it is no cluster; set REDIS_CLUSTER_ENABLED=false"))
        server.stop()
        let away = try #require(line(values))
        #expect(!away.isWell && away.message.hasPrefix("Redis: no connection: Connection refused"))
    }

    @Test func aReplicaIsAWarning() throws {
        let primary = try RedisServer()
        let replica = try RedisServer(settings: ["replicaof": "127.0.0.1 \(primary.port)"])
        let found = try #require(line(["REDIS_URL": "redis://127.0.0.1:\(replica.port)"]))
        #expect(!found.isWell && found.message.contains("it cannot work now"), "\(found.message)")
        primary.stop()
    }

    @Test func withoutRedisThereIsNothingToAsk() { #expect(line([:]) == nil) }

    @Test(arguments: [
        ("redis://127.0.0.1", true), ("redis://redis", true), ("redis://10.1.2.3", true), ("redis://[::1]", true),
        ("redis://redis.example.org", false), ("redis://192.0.2.7", false),
    ])
    func passwordsStayInPrivateNetworks(url: String, isWell: Bool) {
        let context = CheckContext(ConfigurationReading(values: ["REDIS_URL": url]))
        let found = CheckReport(context).lines.first { $0.id == "redis-network" }
        #expect(found?.isWell == isWell)
    }
}
