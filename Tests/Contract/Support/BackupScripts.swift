internal import TestSupport

/// `scripts/backup` and `scripts/restore` on one database.
struct BackupScripts {
    /// As the server would take it.
    let databaseURL: String
    /// Where backups go.
    let target: String
    /// The programs of PostgreSQL.
    var path: String = "/usr/bin:/bin"

    private var environment: [String: String] { ["DATABASE_URL": databaseURL, "PATH": path] }

    static func path(of script: String) -> String { "\(CommittedFile.checkout())/scripts/\(script)" }

    /// Starts a backup and goes on.
    func start(keep: Int = 14) throws -> Command {
        try Command(
            [Self.path(of: "backup"), "--target", target, "--keep", String(keep)],
            environment: environment
        )
    }

    /// Makes a backup; its path.
    func backUp(keep: Int = 14) throws -> String {
        try Self.file(of: start(keep: keep))
    }

    /// The path that a backup prints at its end.
    static func file(of backup: Command) throws -> String {
        let outcome = try backup.outcome()
        guard outcome.status == 0 else { throw TestFailure("no backup: \(outcome.errors)") }
        return String(outcome.output.dropLast())
    }

    /// Restores a file; what came of it.
    func restore(_ file: String, force: Bool = false) throws -> Command.Outcome {
        let words: [String] = [Self.path(of: "restore"), file] + (force ? ["--force"] : [])
        return try Command.run(words, environment: environment)
    }
}
