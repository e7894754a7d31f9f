import Glibc
import Synchronization

/// A real PostgreSQL server with a folder of its own, for tests; what it acknowledges is on disk, as in production.
///
/// It is reached at 127.0.0.1 and by a socket in its folder, as the user `postgres`, without a password. The server
/// ends and the folder goes with the last reference, and within moments where the test process ends in any other way.
package final class PostgreSQLCluster: Sendable {
    struct State: Sendable {
        var port: UInt16 = 0
        /// The server's process, where one was started and nobody has waited for its end.
        var server: Int32?
    }

    private static let common: Mutex<PostgreSQLCluster?> = Mutex(nil)

    let programs: PostgreSQLPrograms
    let folder: TemporaryFolder
    let watchdog: ClusterWatchdog
    /// True where the data lies in a file system of the watchdog's namespace.
    let isInMemory: Bool
    let state: Mutex<State> = Mutex(State())

    /// The cluster that all tests of this process share, each with databases of its own; started when first asked for.
    package static func shared() throws -> PostgreSQLCluster {
        try common.withLock { cluster in
            if let cluster { return cluster }
            let started = try PostgreSQLCluster()
            cluster = started
            return started
        }
    }

    /// Makes a cluster and starts it; throws where PostgreSQL is not installed, saying what to do.
    ///
    /// - Parameters:
    ///   - settings: of `postgresql.conf`, beside ours or instead of them.
    ///   - megabytes: puts the data on a file system of that size in memory, so that it can be filled; at least 100.
    ///     Where the machine forbids mounts, this throws.
    package convenience init(settings: [String: String] = [:], inMemoryOf megabytes: Int? = nil) throws {
        if let megabytes, megabytes < 100 { throw TestFailure("a new cluster needs 100 MB, not \(megabytes)") }
        try self.init(diskOf: megabytes)
        let words: [String] = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"]
        let command = entering + programs.words("initdb") + words
        // With the watchdog's line, so that it removes nothing while this writes.
        try Command(command + ["--no-sync", "--no-instructions", "-D", data], holding: watchdog.hold).output()
        try configure(Self.defaults.merging(settings) { $1 })
        try startAtFreePort()
    }

    /// A folder and a watchdog, no data yet.
    init(diskOf megabytes: Int?) throws {
        programs = try PostgreSQLPrograms()
        folder = try TemporaryFolder()
        isInMemory = megabytes != nil
        mkdir(folder.path + "/disk", 0o700)
        if let account = programs.account {
            for path in [folder.path, folder.path + "/disk"] { chown(path, account.user, account.group) }
        }
        do {
            watchdog = try ClusterWatchdog(folder: folder.path, megabytes: megabytes, account: programs.account)
        } catch {
            rmdir(folder.path + "/disk")
            throw error
        }
    }

    deinit {
        watchdog.end()
        if let server = identifier { waitpid(server, nil, 0) }
    }

    /// The port it listens at, on 127.0.0.1.
    package var port: UInt16 { state.withLock { $0.port } }

    /// The folder of its socket.
    package var socketFolder: String { folder.path }

    /// The folder of psql, pg_dump and the others.
    package var programFolder: String { programs.folder }

    /// All that the server has logged.
    package var logText: String { Files.text(of: log) }

    /// The server's first process; nil where it was stopped or killed.
    package var identifier: Int32? { state.withLock { $0.server } }

    /// The data folder as the server sees it.
    var data: String { folder.path + "/disk/data" }

    var log: String { folder.path + "/server.log" }

    /// The same place of the server's files as this process sees it.
    func visible(_ path: String) -> String {
        isInMemory ? "/proc/\(watchdog.identifier)/root\(path)" : path
    }

    /// The first words of a command that sees the data folder.
    var entering: [String] {
        guard isInMemory else { return [] }
        let enter: [String] = ["nsenter", "--target", String(watchdog.identifier), "--mount"]
        guard programs.account == nil else { return enter }
        // In the watchdog's user namespace we are root, as whom the server would refuse to start: one more gives us our
        // own number back.
        return enter + [
            "--user", "--preserve-credentials", "unshare", "--user", "--map-user=\(getuid())",
            "--map-group=\(getgid())",
        ]
    }

    private static let defaults: [String: String] = [
        "listen_addresses": "127.0.0.1",
        "max_connections": "600",
        "max_wal_senders": "4",
        "shared_buffers": "32MB",
        "fsync": "on",
        "synchronous_commit": "on",
        "full_page_writes": "on",
        // In the data folder: nothing stays behind in /dev/shm after a crash.
        "dynamic_shared_memory_type": "mmap",
        "log_line_prefix": "%m [%p] %d ",
    ]

    /// Adds to `postgresql.conf`, where the last line of a name counts.
    func configure(_ settings: [String: String]) throws {
        guard let file = fopen(visible(data + "/postgresql.conf"), "a") else {
            throw TestFailure("cannot configure a cluster: errno \(errno)")
        }
        defer { fclose(file) }
        for (name, value) in settings {
            let quoted = value.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
            fputs("\(name) = '\(quoted)'\n", file)
        }
    }
}
