import Crypto

/// How Redis is reached, and how long it may take.
package struct RedisOptions: Sendable {
    /// The server; of a cluster some nodes that tell of the others.
    package var nodes: [RedisAddress] = []
    package var isCluster: Bool = false
    /// nil: the user `default`.
    package var user: Secret?
    package var password: Secret?
    /// The number of the database; a cluster has only 0.
    package var database: Int = 0
    /// How long a connection may take, and the first commands on it.
    package var connectMilliseconds: Int = 500
    /// How long the answers to all that is sent at once may take.
    package var answerMilliseconds: Int = 500

    package init() {}
}
