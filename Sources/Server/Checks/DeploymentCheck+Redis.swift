import HTTPClient
import Redis

extension DeploymentCheck {
    /// What Redis tells.
    static let redis: [DeploymentCheck] = [
        DeploymentCheck(
            "redis",
            .warning,
            .always,
            settings: ["REDIS_URL", "REDIS_PASSWORD", "REDIS_CLUSTER_ENABLED", "REDIS_CLUSTER_NODES"],
            isForServe: false,
            "rate limits can be shared through Redis",
            remedy: "put Redis or REDIS_URL right; until then each process limits by itself"
        ) { context in
            switch context.redis {
            case .none: nil
            case .failure(let failure): .fault("Redis: \(failure)")
            case .success(let found) where found.isTooOld:
                .fault("Redis is \(found.version ?? "old"), older than \(RedisInspection.oldestMajor)")
            case .success(let found): .well(found.version.map { "Redis \($0)" })
            }
        },
        DeploymentCheck(
            "redis-network",
            .warning,
            .deployment,
            settings: ["REDIS_URL", "REDIS_CLUSTER_NODES"],
            "what is sent to Redis stays on this machine or in a private network",
            remedy: "reach it by a private address, or let stunnel encrypt on this machine"
        ) { context in
            guard let options = context.configuration.redis.options else { return nil }
            let open = options.nodes.filter { !PrivateNetwork.mayHold(host: $0.host) }
            return open.isEmpty ? .well : .fault("Redis is in no private network, and not encrypted")
        },
    ]
}
