import Glibc
import Impl
import Logging
import Server
import Synchronization
import Telegram
import TestSupport

/// The server in the tests' process, as `serve` builds it, on a port that the system chose.
///
/// It calls no Telegram beyond this machine: a configuration that would is refused.
package final class InMemoryServer: RunningServer {
    /// Seconds that starting and stopping may take on a busy machine.
    private static let patience: Double = 30

    private struct Progress {
        var port: UInt16?
        var exitCode: Int32?
        var fault: String = ""
    }

    package let port: UInt16
    package let database: TestDatabase
    private let backend: Backend
    private let sink: MemorySink
    private let progress: Shared

    /// Starts the server and returns once it listens; the folder of its database goes once it has ended.
    ///
    /// - Parameters:
    ///   - settings: the whole environment beside `PORT`, `DATABASE_URL` and `LOG_FORMAT`.
    ///   - system: what its new database is on.
    ///   - change: makes of the configuration what no environment could.
    package init(
        _ settings: [String: String] = ServerSettings.standard,
        on system: TestDatabase.System = .sqlite,
        change: (inout Configuration) -> Void = { _ in }
    ) throws {
        let folder = try TemporaryFolder()
        let database = try TestDatabase(system, in: folder)
        var values: [String: String] = ["DB_POOL_SIZE": "3"].merging(settings) { $1 }
        values["PORT"] = "0"
        values["DATABASE_URL"] = database.url
        var configuration = try Configuration(values: values)
        change(&configuration)
        guard configuration.access.botToken == nil || configuration.botAPI.baseURL.hasPrefix("http://127.0.0.1:") else {
            throw TestFailure("the bot would call \(configuration.botAPI.baseURL)")
        }
        let sink = MemorySink()
        let logger = Logger(level: configuration.log.level, format: .json, sink: sink)
        let backend = try Backend.build(configuration, logger: logger)
        let progress = Shared()
        // On a thread of its own: it ends, and lets go of its connections, however busy the threads of all tasks are.
        Task.detached(executorPreference: try BlockingExecutor()) {
            let result: Progress
            do {
                try await backend.run { port in progress.state.withLock { $0.port = port } }
                result = Progress(exitCode: 0)
            } catch {
                result = Progress(exitCode: 1, fault: "\(error)")
            }
            withExtendedLifetime((folder, database)) {}
            progress.state.withLock { $0 = result }
        }
        self.database = database
        self.backend = backend
        self.sink = sink
        self.progress = progress
        port = try Deadline.wait(seconds: Self.patience, for: "a server that listens") {
            let state = progress.state.withLock { $0 }
            if state.exitCode != nil { throw TestFailure("the server ended at start: \(state.fault)") }
            return state.port
        }
    }

    deinit { backend.stop(signal: SIGTERM) }

    package var logText: String { sink.lines.map { $0 + "\n" }.joined() }

    package func askToStop() { backend.stop(signal: SIGTERM) }

    package func terminate() throws -> Int32 {
        askToStop()
        return try Deadline.wait(seconds: Self.patience, for: "the server's end") {
            progress.state.withLock { $0.exitCode }
        }
    }

    private final class Shared: Sendable {
        let state: Mutex<Progress> = Mutex(Progress())
    }
}
