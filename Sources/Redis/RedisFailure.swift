import Platform

/// Why Redis did not do what was asked; never with a part of an address, a password or an answer but its code.
package enum RedisFailure: Error, Sendable, Equatable, CustomStringConvertible {
    /// The name of the host has no address.
    case unknownHost
    /// No connection, or it broke.
    case unreachable(SystemError)
    /// The node closed the connection.
    case closed
    case timedOut
    /// It failed a moment ago and is not asked again yet.
    case resting
    /// The node cannot work now, and may later.
    case unready(RedisRefusal)
    /// The node refuses this client's user or password.
    case notAuthenticated(RedisRefusal)
    /// The node refuses the command.
    case refused(RedisRefusal)
    /// No node of the cluster is known to have the slot.
    case slotUnserved
    /// The nodes of the cluster send us to and fro.
    case redirectedTooOften
    /// It is a cluster, and we were told that it is none.
    case isCluster
    /// It is none, and we were told that it is a cluster.
    case isNoCluster
    /// What came is no RESP2, or longer than anything that was asked for.
    case notRedis
    /// The thread that waits was told to end.
    case stopped

    package var description: String {
        switch self {
        case .unknownHost: "the name of the host has no address"
        case .unreachable(let error): "no connection: \(error.text)"
        case .closed: "the connection was closed"
        case .timedOut: "no answer in time"
        case .resting: "it failed a moment ago"
        case .unready(let refusal): "it cannot work now (\(refusal))"
        case .notAuthenticated(let refusal): "it refuses the user or the password (\(refusal))"
        case .refused(let refusal): "it refuses the command (\(refusal))"
        case .slotUnserved: "no node of the cluster has the slot"
        case .redirectedTooOften: "the nodes of the cluster do not agree on who has the slot"
        case .isCluster: "it is a cluster; set REDIS_CLUSTER_ENABLED=true"
        case .isNoCluster: "it is no cluster; set REDIS_CLUSTER_ENABLED=false"
        case .notRedis: "the answer is not Redis's"
        case .stopped: "it was told to stop"
        }
    }
}
