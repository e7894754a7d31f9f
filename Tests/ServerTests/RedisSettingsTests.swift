import Crypto
import Redis
import Server
import Testing

/// The settings of Redis.
@Suite struct RedisSettingsTests {
    private func refusal(_ values: [String: String]) throws -> String {
        let error = try #require(throws: (any Error).self) { try Configuration(values: values) }
        return "\(error)"
    }

    @Test(arguments: [
        (["REDIS_URL": "rediss://:hunter2@h"], "REDIS_URL: asks for TLS, which is not spoken to Redis; let stunnel"),
        (["REDIS_URL": "hunter2"], "REDIS_URL: must be redis://"),
        (["REDIS_URL": "redis://h:hunter2"], "REDIS_URL: must be redis://"),
        (
            ["REDIS_URL": "redis://:hunter2@h", "REDIS_PASSWORD": "hunter3"],
            "REDIS_URL: and REDIS_PASSWORD hold different passwords"
        ),
        (["REDIS_URL": "redis://h/1", "REDIS_CLUSTER_ENABLED": "true"], "REDIS_URL: names a database; a cluster has"),
        (["REDIS_URL": "redis://a,b"], "REDIS_URL: names several servers; set REDIS_CLUSTER_ENABLED=true"),
        (["REDIS_CLUSTER_NODES": "a:1,,b:2"], "REDIS_CLUSTER_NODES: must be host[:port],host[:port]"),
    ])
    func whatCannotBeUsedIsRefused(values: [String: String], start: String) throws {
        let description = try refusal(values)
        #expect(description.hasPrefix(start), "\(description)")
        #expect(!description.contains("hunter"))
    }

    @Test(arguments: [
        (["REDIS_PASSWORD": "abcdef"], "REDIS_PASSWORD: has no use without REDIS_URL"),
        (["REDIS_CLUSTER_ENABLED": "true"], "REDIS_CLUSTER_ENABLED: has no use without REDIS_URL or"),
        (["REDIS_CLUSTER_NODES": "a"], "REDIS_CLUSTER_NODES: has no use without REDIS_CLUSTER_ENABLED=true"),
        (["REDIS_URL": "redis://h"], "REDIS_URL: has no use while rate limits are off"),
    ])
    func whatHasNoUseIsWarnedOf(values: [String: String], start: String) throws {
        let warnings = try Configuration(values: values).warnings.map { "\($0.key): \($0.advice)" }
        #expect(warnings.contains { $0.hasPrefix(start) }, "\(warnings)")
    }

    @Test func nodesOfBothSettingsCount() throws {
        let values = [
            "REDIS_URL": "redis://a:1,b:2", "REDIS_CLUSTER_ENABLED": "yes", "REDIS_CLUSTER_NODES": "b:2, c:3",
            "REDIS_PASSWORD": "secret",
        ]
        let options = try #require(try Configuration(values: values).redis.options)
        #expect(options.nodes.map(\.text) == ["a:1", "b:2", "c:3"])
        #expect(options.isCluster && options.password?.revealed == "secret")
    }
}
