import Glibc
import Platform
import Synchronization

/// A real PgBouncer before a cluster, on a port of its own; it takes every user as `postgres`, without a password.
///
/// It ends with the last reference, and with the test process: a shell holds the line to us and ends it.
package final class PgBouncer: Sendable {
    /// The thing that its clients share: connections to the server for a session, a transaction or a statement.
    package enum PoolMode: String, CaseIterable, Sendable {
        case session, transaction, statement
    }

    private static let program: String = "/usr/sbin/pgbouncer"

    /// The port it listens at, on 127.0.0.1.
    package let port: UInt16
    package let mode: PoolMode
    private let folder: TemporaryFolder
    private let words: [String]
    /// The shell; nil while it does not run.
    private let running: Mutex<HeldProcess?> = Mutex(nil)

    /// Starts it and returns once it takes connections; throws where it is not installed, saying what to do.
    ///
    /// - Parameter settings: of `pgbouncer.ini`, beside ours or instead of them.
    package init(before cluster: PostgreSQLCluster, _ mode: PoolMode, settings: [String: String] = [:]) throws {
        guard access(Self.program, X_OK) == 0 else { throw TestFailure("PgBouncer is not installed; run `make setup`") }
        folder = try TemporaryFolder()
        self.mode = mode
        port = try Loopback.freePort()
        let defaults: [String: String] = [
            "listen_addr": "127.0.0.1", "listen_port": "\(port)", "unix_socket_dir": "", "auth_type": "any",
            "pool_mode": mode.rawValue, "max_client_conn": "500", "default_pool_size": "8",
        ]
        let options = defaults.merging(settings) { $1 }.map { "\($0.key) = \($0.value)" }
        let file = folder.path + "/pgbouncer.ini"
        let server = "* = host=127.0.0.1 port=\(cluster.port) user=postgres"
        let text = "[databases]\n\(server)\n[pgbouncer]\n\(options.joined(separator: "\n"))\n"
        try FileSystem.write(Array(text.utf8), to: file)
        words = cluster.programs.words(path: Self.program) + ["--quiet", file]
        if let account = cluster.programs.account {
            for path in [folder.path, file] { chown(path, account.user, account.group) }
        }
        try start()
    }

    deinit { stop() }

    /// The address of a database of the cluster, through here.
    package func url(_ url: String, of cluster: PostgreSQLCluster) -> String {
        url.replacing(":\(cluster.port)/", with: ":\(port)/")
    }

    package func start() throws {
        let script = "\"$@\" & while read -r line; do :; done; kill -KILL $!; wait $! 2>/dev/null"
        let log = folder.path + "/pgbouncer.log"
        let shell = try HeldProcess(
            ["/bin/sh", "-c", script, "sh"] + words,
            SpawnOptions(environment: ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"], output: log, errors: log)
        )
        running.withLock { $0 = shell }
        try Deadline.wait(seconds: 20, for: "PgBouncer to take connections") { () -> Void? in
            guard let descriptor = Loopback.connect(to: port) else { return nil }
            defer { close(descriptor) }
            var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            guard poll(&entry, 1, 100) == 1, Loopback.connectFault(of: descriptor) == 0 else { return nil }
            return ()
        }
    }

    /// Ends it, and all connections with it.
    package func stop() {
        running.withLock { $0.take() }?.end()
    }
}
