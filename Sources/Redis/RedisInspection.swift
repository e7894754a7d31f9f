import Platform

/// What a Redis tells of itself before anybody relies on it.
package struct RedisInspection: Sendable {
    /// Such as `7.0.15`; nil where the user may not ask.
    package let version: String?

    /// The oldest version that does what is asked of it.
    package static let oldestMajor: Int = 6

    /// Asks the server, or a node of the cluster and the one that has the key of `probe`; blocks while it does.
    ///
    /// - Parameter probe: what it has to be able to do.
    package init(_ options: RedisOptions, probe: RedisCommand) throws(RedisFailure) {
        let client = RedisClient(options)
        let results = client.perform([probe, RedisCommand(["INFO", "server"])])
        _ = try results[0].get()
        version = (try? results[1].get().text).flatMap { $0 }.flatMap(Self.version)
        guard options.isCluster else { return }
        guard let state = try? client.perform([RedisCommand(["CLUSTER", "INFO"])])[0].get().text else { return }
        guard state.contains("cluster_state:ok") else { throw .unready(RedisRefusal("CLUSTERDOWN")) }
    }

    /// True where the version is known and too old.
    package var isTooOld: Bool {
        guard let major = version?.split(separator: ".").first.flatMap({ Int($0) }) else { return false }
        return major < Self.oldestMajor
    }

    private static func version(_ info: String) -> String? {
        let name = "redis_version:"
        let line = info.split(whereSeparator: \.isNewline).first { $0.hasPrefix(name) }
        return line.map { String($0.dropFirst(name.count).prefix(32)) }.map { Terminal.printable($0) }
    }
}
