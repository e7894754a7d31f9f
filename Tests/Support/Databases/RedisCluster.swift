/// A real cluster of six nodes: three primaries, each with a replica.
package final class RedisCluster: Sendable {
    package let nodes: [RedisServer]
    private let password: String?

    /// Starts the nodes and returns once all agree that the cluster works.
    package init(password: String? = nil) throws {
        var nodes: [RedisServer] = []
        for _ in 0..<6 {
            var settings: [String: String] = [
                "cluster-enabled": "yes",
                "cluster-port": "\(try Loopback.freePort())",
                // Milliseconds without a word until a node counts as gone.
                "cluster-node-timeout": "1000",
                "cluster-replica-validity-factor": "0",
                "repl-diskless-sync-delay": "0",
            ]
            settings["masterauth"] = password.map { "\"\($0)\"" }
            nodes.append(try RedisServer(password: password, settings: settings))
        }
        self.nodes = nodes
        self.password = password
        let create: [String] = ["--cluster", "create"] + nodes.map(\.address)
        try nodes[0].ask(create + ["--cluster-replicas", "1", "--cluster-yes"])
        try waitUntilWell()
    }

    /// Waits until every node that answers says that all slots are served, and every replica follows.
    package func waitUntilWell() throws {
        try Deadline.wait(seconds: 30, for: "the cluster") {
            try nodes.allSatisfy { node in
                guard let info = try? node.ask("CLUSTER", "INFO") else { return true }
                guard info.contains("cluster_state:ok") else { return false }
                let replication = try node.ask("INFO", "replication")
                return !replication.contains("role:slave") || replication.contains("master_link_status:up")
            } ? () : nil
        }
    }

    /// The node that has a slot, as the nodes say.
    package func primary(of slot: Int) throws -> RedisServer {
        for node in nodes {
            guard let text = try? node.ask("CLUSTER", "NODES") else { continue }
            for line in text.split(separator: "\n") {
                let words = line.split(separator: " ")
                guard words.count > 8, words[2].contains("master"), !words[2].contains("fail") else { continue }
                let has = words[8...].contains { range in
                    let ends = range.split(separator: "-").compactMap { Int($0) }
                    return ends.first.map { (first: Int) in (first...(ends.last ?? first)).contains(slot) } ?? false
                }
                let port = words[1].split(separator: "@").first?.split(separator: ":").last
                if has, let node = nodes.first(where: { "\($0.port)" == port.map(String.init) }) { return node }
            }
        }
        throw TestFailure("no node has slot \(slot)")
    }

    /// A primary other than `node`.
    package func otherPrimary(than node: RedisServer) throws -> RedisServer {
        for other in nodes where other.port != node.port {
            if try other.ask("ROLE").hasPrefix("master") { return other }
        }
        throw TestFailure("there is one primary alone")
    }
}
