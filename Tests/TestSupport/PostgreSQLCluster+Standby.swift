internal import Glibc

extension PostgreSQLCluster {
    /// A copy of this cluster that follows it and answers questions; it is on its own from `promote()` on.
    package func makeStandby(settings: [String: String] = [:]) throws -> PostgreSQLCluster {
        let standby: PostgreSQLCluster = try PostgreSQLCluster(diskOf: nil)
        let words: [String] = ["--dbname=\(url(of: "postgres"))", "--pgdata=\(standby.data)", "--write-recovery-conf"]
        try Command(
            programs.words("pg_basebackup") + words + ["--checkpoint=fast", "--no-sync"],
            environment: ["HOME": folder.path],
            holding: standby.watchdog.hold
        ).output()
        try standby.configure(["hot_standby": "on"].merging(settings) { $1 })
        try standby.startAtFreePort()
        return standby
    }

    /// Makes a standby a server that takes writes, and waits until it does.
    package func promote() throws {
        guard try query("SELECT pg_promote(true, 60)", in: url(of: "postgres")) == "t" else {
            throw TestFailure("the standby was not promoted within a minute")
        }
    }
}
