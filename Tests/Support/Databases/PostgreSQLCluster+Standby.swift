import Glibc

extension PostgreSQLCluster {
    /// A copy of this cluster that follows it and answers questions; it is on its own from `promote()` on.
    package func makeStandby(settings: [String: String] = [:]) throws -> PostgreSQLCluster {
        let standby = try PostgreSQLCluster(diskOf: nil)
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

    /// From here on a commit waits until a standby, known by its `cluster_name`, has it on disk; returns when that is
    /// so.
    package func waitForStandby(named name: String) throws {
        let postgres = url(of: "postgres")
        _ = try query("ALTER SYSTEM SET synchronous_standby_names = '\(name)'", in: postgres)
        _ = try query("SELECT pg_reload_conf()", in: postgres)
        try Deadline.wait(seconds: 30, for: "the standby \(name) to follow") {
            try query("SELECT sync_state FROM pg_stat_replication", in: postgres) == "sync" ? () : nil
        }
    }

    /// Makes a standby a server that takes writes, and waits until it does.
    package func promote() throws {
        guard try query("SELECT pg_promote(true, 60)", in: url(of: "postgres")) == "t" else {
            throw TestFailure("the standby was not promoted within a minute")
        }
    }
}
