import Glibc

/// The real `telegram-backend` in a process of its own, with a folder of its own, on a port that the system chose.
///
/// Whoever starts one ends it: `terminate()`, or `kill()`. What it logs stands in a file, so that a full pipe cannot
/// stop it.
package final class ServerProcess: RunningServer {
    /// Seconds that starting and stopping may take on a busy machine.
    private static let patience: Double = 30

    /// The port it listens at, on 127.0.0.1.
    package let port: UInt16
    package let database: TestDatabase
    /// Holds the logs, and SQLite's database.
    package let folder: TemporaryFolder
    /// The process's id.
    package let identifier: Int32
    private let log: String
    private var isRunning: Bool = true

    /// Starts the server and returns once it says where it listens.
    ///
    /// - Parameters:
    ///   - settings: the whole environment beside `PORT`, `DATABASE_URL` and `LOG_FORMAT`.
    ///   - system: what its new database is on.
    ///   - url: the address of a database that is there already, instead.
    ///   - folder: where SQLite's database is; what is stored there already is continued.
    ///   - peer: one whose database and folder it uses instead, beside it or after it.
    ///   - port: where it listens; 0: where the system chooses.
    ///   - listener: a socket that listens, handed over as a service manager does, instead.
    ///   - entering: the first words of its command: a program that becomes the one whose words follow.
    package init(
        _ settings: [String: String] = ServerSettings.standard,
        on system: TestDatabase.System = .sqlite,
        at url: String? = nil,
        in folder: TemporaryFolder? = nil,
        sharing peer: ServerProcess? = nil,
        port wanted: UInt16 = 0,
        listener: Int32? = nil,
        entering: [String] = []
    ) throws {
        let folder = try peer?.folder ?? folder ?? TemporaryFolder()
        let given = peer?.database ?? url.map { TestDatabase(at: $0) }
        let database = try given ?? TestDatabase(system, in: folder)
        // The tests' servers share one cluster's connections.
        var environment: [String: String] = ["DB_POOL_SIZE": "3"].merging(settings) { $1 }
        environment["PORT"] = String(wanted)
        environment["DATABASE_URL"] = database.url
        environment["LOG_FORMAT"] = "json"
        let log = folder.uniquePath("log")
        let executable = try BuildProducts.path(of: "telegram-backend")
        // env(1) changes the folder, where a `.env` would be read, and becomes the server: the process is the same. So
        // it is with sh(1), which knows the process that sockets are handed to.
        let shell: [String] = ["/bin/sh", "-c", "LISTEN_PID=$$ LISTEN_FDS=1 exec \"$0\" \"$@\""]
        let identifier = try spawn(
            ["/usr/bin/env", "-C", folder.path] + (listener == nil ? [] : shell) + entering + [executable, "serve"],
            SpawnOptions(environment: environment, errors: log, handed: listener.map { (number: 3, own: $0) })
        )
        self.database = database
        self.folder = folder
        self.identifier = identifier
        self.log = log
        do {
            port = try Deadline.wait(seconds: Self.patience, for: "the line that says where the server listens") {
                var status: Int32 = 0
                if waitpid(identifier, &status, WNOHANG) == identifier {
                    throw TestFailure("the server ended at start:\n\(Files.text(of: log))")
                }
                return Self.port(in: Files.text(of: log))
            }
        } catch {
            Glibc.kill(identifier, SIGKILL)
            throw error
        }
    }

    deinit {
        if isRunning { kill() }
    }

    /// All that it has logged, a JSON object a line. Lines may wait for a tenth of a second before they are written.
    package var logText: String { Files.text(of: log) }

    /// Ends it as a service manager does; returns the exit code, or 128 and the signal that killed it.
    package func terminate() throws -> Int32 {
        askToStop()
        return try waitForEnd()
    }

    /// Sends SIGTERM and goes on.
    package func askToStop() {
        Glibc.kill(identifier, SIGTERM)
    }

    /// Waits until it has ended.
    package func waitForEnd() throws -> Int32 {
        let identifier = identifier
        let status = try Deadline.wait(seconds: Self.patience, for: "the server's end") {
            var status: Int32 = 0
            return waitpid(identifier, &status, WNOHANG) == identifier ? status : nil
        }
        isRunning = false
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
    }

    /// Ends it without a warning, as a power failure would.
    package func kill() {
        Glibc.kill(identifier, SIGKILL)
        var status: Int32 = 0
        waitpid(identifier, &status, 0)
        isRunning = false
    }

    /// `{… "listening" … "server.port":40123 …}`
    private static func port(in log: String) -> UInt16? {
        for line in log.split(separator: "\n") where line.contains("\"listening\"") {
            guard let key = line.firstRange(of: "\"server.port\":") else { continue }
            return UInt16(line[key.upperBound...].prefix { $0.isNumber })
        }
        return nil
    }
}
