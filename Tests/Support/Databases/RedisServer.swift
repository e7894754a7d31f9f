import Glibc
import Platform
import Synchronization

/// A real Redis server on a port of its own, without a disk.
///
/// It ends with the last reference, and with the test process: a shell holds the line to us and ends it.
package final class RedisServer: Sendable {
    static let program: String = "/usr/bin/redis-server"

    /// The port it listens at, on 127.0.0.1.
    package let port: UInt16
    private let password: String?
    private let folder: TemporaryFolder
    private let words: [String]
    /// The shell; nil while it does not run.
    private let running: Mutex<HeldProcess?> = Mutex(nil)

    /// Starts it and returns once it answers; throws where it is not installed, saying what to do.
    ///
    /// - Parameter settings: of `redis.conf`, beside ours or instead of them.
    package init(password: String? = nil, settings: [String: String] = [:]) throws {
        guard access(Self.program, X_OK) == 0 else { throw TestFailure("Redis is not installed; run `make setup`") }
        folder = try TemporaryFolder()
        self.password = password
        port = try Loopback.freePort()
        var options: [String: String] = [
            "port": "\(port)", "bind": "127.0.0.1", "dir": folder.path, "save": "\"\"", "appendonly": "no",
        ]
        if let password { options["requirepass"] = "\"\(password)\"" }
        let lines = options.merging(settings) { $1 }.map { "\($0.key) \($0.value)\n" }
        let file = folder.path + "/redis.conf"
        try FileSystem.write(Array(lines.joined().utf8), to: file)
        words = [Self.program, file]
        try start()
    }

    deinit { stop() }

    package var address: String { "127.0.0.1:\(port)" }

    /// Starts it again.
    package func start() throws {
        let script =
            "file=$1; shift; \"$@\" & echo $! >\"$file\"; while read -r line; do :; done; "
            + "kill -KILL $!; wait $! 2>/dev/null"
        let log = folder.path + "/redis.log"
        let shell = try HeldProcess(
            ["/bin/sh", "-c", script, "sh", folder.path + "/pid"] + words,
            SpawnOptions(environment: ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"], output: log, errors: log)
        )
        running.withLock { $0 = shell }
        try Deadline.wait(seconds: 20, for: "Redis to answer: \(Files.text(of: log))") {
            try? ask("PING") == "PONG" ? () : nil
        }
    }

    /// Kills it, and all connections with it.
    package func stop() {
        running.withLock { $0.take() }?.end()
    }

    /// Stops it where it stands: connections stay open and nobody answers.
    package func freeze() throws {
        let server = try identifier()
        kill(server, SIGSTOP)
        try Deadline.wait(seconds: 20, for: "Redis to stop") { ProcessTable.isStopped(server) ? () : nil }
    }

    /// Lets it go on.
    package func thaw() throws { kill(try identifier(), SIGCONT) }

    /// What `redis-cli` prints for a command, without the line's end.
    @discardableResult
    package func ask(_ words: String...) throws -> String { try ask(words) }

    /// The same for words that are in a list.
    @discardableResult
    package func ask(_ words: [String], seconds: Double = 30) throws -> String {
        let output = try Command.output(
            of: ["redis-cli", "-p", "\(port)"] + words,
            environment: password.map { ["REDISCLI_AUTH": $0] } ?? [:],
            seconds: seconds
        )
        return String(output.hasSuffix("\n") ? output.dropLast() : output[...])
    }

    private func identifier() throws -> Int32 {
        let text = Files.text(of: folder.path + "/pid").split(separator: "\n").first
        guard let text, let number = Int32(text) else { throw TestFailure("Redis has no process") }
        return number
    }
}
