import Crypto
import Redis

/// Where the Redis is that processes share, as the operator says.
package struct RedisSettings: Sendable {
    package var url: RedisURL?
    package var password: Secret?
    package var isCluster: Bool = false
    /// Nodes of the cluster, beside those of the address.
    package var nodes: [RedisAddress] = []

    /// How to reach it; nil where there is none.
    package var options: RedisOptions? {
        var options = RedisOptions()
        options.nodes = url?.nodes ?? []
        if isCluster { options.nodes += nodes.filter { !options.nodes.contains($0) } }
        guard !options.nodes.isEmpty else { return nil }
        options.isCluster = isCluster
        options.user = url?.user
        options.password = url?.password ?? password
        options.database = url?.database ?? 0
        return options
    }
}
