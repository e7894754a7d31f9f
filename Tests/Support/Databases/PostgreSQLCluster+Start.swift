import Glibc
import Synchronization

extension PostgreSQLCluster {
    /// How a server is asked to stop.
    package enum StopMode: Sendable {
        /// Waits for all clients to leave.
        case smart
        /// Ends the clients' sessions and writes a checkpoint.
        case fast
        /// Ends at once; the next start recovers from the log.
        case immediate
    }

    private static let patience: Double = 60

    /// Starts a server that was stopped or has ended, at the same port, and waits until it takes connections.
    package func start() throws {
        guard identifier == nil || hasEnded() else { throw TestFailure("the server runs already") }
        // Somebody may have the port for a moment.
        try Deadline.wait(seconds: Self.patience, for: "port \(port)") { try launch() ? () : nil }
    }

    /// Asks the server to stop and waits for its end.
    package func stop(_ mode: StopMode, seconds: Double = 60) throws {
        try askToStop(mode)
        try waitForEnd(seconds: seconds)
    }

    /// Asks the server to stop and goes on.
    package func askToStop(_ mode: StopMode) throws {
        guard let server = identifier else { throw TestFailure("no server to stop") }
        let signal: Int32 =
            switch mode {
            case .smart: SIGTERM
            case .fast: SIGINT
            case .immediate: SIGQUIT
            }
        kill(server, signal)
    }

    /// Waits until the server has ended, of itself or because it was asked to.
    package func waitForEnd(seconds: Double = 60) throws {
        try Deadline.wait(seconds: seconds, for: "the end of the server") { hasEnded() ? () : nil }
    }

    /// Finds a port that is free and starts there; tries others where somebody was faster.
    func startAtFreePort() throws {
        for _ in 0..<20 {
            let port = try Loopback.freePort()
            state.withLock { $0.port = port }
            try configure(["port": String(port), "unix_socket_directories": folder.path])
            if try launch() { return }
        }
        throw TestFailure("found no free port: \(logText.suffix(2_000))")
    }

    /// True where there is no server, or it has just been waited for.
    func hasEnded() -> Bool {
        state.withLock { state in
            guard let server = state.server else { return true }
            guard waitpid(server, nil, WNOHANG) == server else { return false }
            unlink(folder.path + "/server.pid")
            state.server = nil
            return true
        }
    }

    /// Starts the server and waits until it takes connections; false where its port is somebody else's.
    private func launch() throws -> Bool {
        let logged = logText.utf8.count
        // The shell becomes the server, so that its number stays the same; the watchdog's line stays open in it until
        // that number is on disk, so that no server can be started unseen.
        let words: [String] =
            ["/usr/bin/env", "-C", "/"] + entering
            + ["sh", "-c", "echo $$ >\"$0\"; exec \"$@\" 9>&-", folder.path + "/server.pid"]
            + programs.words("postgres") + ["-D", data]
        let options = SpawnOptions(
            environment: ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"],
            output: log,
            errors: log,
            handed: (number: 9, own: watchdog.hold),
            ownSession: true
        )
        let server = try spawn(words, options)
        state.withLock { $0.server = server }
        return try Deadline.wait(seconds: Self.patience, for: "a server that takes connections") {
            if isReady(server) { return true }
            guard hasEnded() else { return nil }
            let reason = String(decoding: logText.utf8.dropFirst(logged), as: UTF8.self)
            if reason.contains("Address already in use") { return false }
            throw TestFailure("the server ended at its start: \(reason)")
        }
    }

    /// The first line of the lock file is the server's number, the eighth what it is doing.
    private func isReady(_ server: Int32) -> Bool {
        let lines = Files.text(of: visible(data + "/postmaster.pid"))
            .split(separator: "\n", omittingEmptySubsequences: false)
        return lines.count >= 8 && lines[0] == String(server) && lines[7].hasPrefix("ready")
    }
}
