import Crypto
import Redis

extension SettingSection {
    static let redis = SettingSection(
        title: "Redis",
        settings: [
            Setting(
                "REDIS_URL",
                \.redis.url,
                .redis,
                old: [.redisHost],
                unset: "each process limits by itself",
                conflict: { conflict($0.redis) },
                note: {
                    $0.redis.url != nil && $0.rateLimitMode == .off ? "has no use while rate limits are off" : nil
                },
                "The Redis through which processes share their rate limits.",
                details: """
                    redis://[[user]:password@]host[:port][/database]; in user and password %2F for /, %40 for @, %25 for %.
                    Of a cluster one or more of its nodes, host:port,host:port. TLS (rediss://) is refused: let stunnel
                    encrypt, or reach Redis in a private network.
                    """
            ),
            Setting(
                "REDIS_PASSWORD",
                \.redis.password,
                .anySecret,
                note: { $0.redis.password != nil && $0.redis.options == nil ? "has no use without REDIS_URL" : nil },
                "The password of Redis, where `REDIS_URL` holds none."
            ),
            Setting(
                "REDIS_CLUSTER_ENABLED",
                \.redis.isCluster,
                .bool,
                note: { configuration in
                    guard configuration.redis.isCluster, configuration.redis.options == nil else { return nil }
                    return "has no use without REDIS_URL or REDIS_CLUSTER_NODES"
                },
                "Redis is a cluster."
            ),
            Setting(
                "REDIS_CLUSTER_NODES",
                \.redis.nodes,
                .redisNodes,
                note: { configuration in
                    guard !configuration.redis.nodes.isEmpty, !configuration.redis.isCluster else { return nil }
                    return "has no use without REDIS_CLUSTER_ENABLED=true"
                },
                "Some nodes of the cluster, separated by commas; they tell of the others."
            ),
        ]
    )

    private static func conflict(_ redis: RedisSettings) -> String? {
        guard let url = redis.url else { return nil }
        if let password = url.password, let other = redis.password, password != other {
            return "and REDIS_PASSWORD hold different passwords; remove one of them"
        }
        if redis.isCluster, url.database != 0 { return "names a database; a cluster has only 0" }
        if !redis.isCluster, url.nodes.count > 1 {
            return "names several servers; set REDIS_CLUSTER_ENABLED=true, or name one"
        }
        return nil
    }
}

extension SettingType where Value == RedisURL? {
    /// An address of Redis, told apart from another by its hosts alone.
    fileprivate static var redis: SettingType {
        SettingType(
            requirement: "redis://host[:port]",
            example: "redis://redis.example.org:6379",
            isSecret: true,
            parse: { (text) throws(SettingRefusal) in
                do throws(RedisURL.Fault) { return try RedisURL(text) } catch {
                    switch error {
                    case .malformed:
                        throw SettingRefusal(rule: "must be redis://[[user]:password@]host[:port][/database]")
                    case .encrypted:
                        let instead = "let stunnel encrypt, or reach Redis in a private network by redis://"
                        throw SettingRefusal(rule: "asks for TLS, which is not spoken to Redis; \(instead)")
                    }
                }
            },
            print: { $0.map { $0.nodes.map(\.text).joined(separator: ",") } ?? "" }
        )
    }
}

extension SettingType where Value == [RedisAddress] {
    fileprivate static var redisNodes: SettingType {
        SettingType(
            "host[:port],host[:port]",
            example: "redis-1:6379,redis-2:6379",
            print: { $0.map(\.text).joined(separator: ",") },
            read: { text in
                let parts = text.split(separator: ",", omittingEmptySubsequences: false)
                let nodes = parts.compactMap { RedisAddress($0.trimmingBlanks()) }
                return nodes.count == parts.count ? nodes : nil
            }
        )
    }
}
