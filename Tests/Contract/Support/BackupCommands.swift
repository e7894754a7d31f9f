import TestSupport

/// `backup` and `restore` of one database.
struct BackupCommands {
    /// As the server would take it.
    let databaseURL: String
    /// The place where backups go.
    let target: String
    /// The programs of PostgreSQL.
    var path: String = "/usr/bin:/bin"

    private var environment: [String: String] { ["DATABASE_URL": databaseURL, "PATH": path] }

    private static func words(_ arguments: [String]) throws -> [String] {
        [try BuildProducts.path(of: "telegram-backend")] + arguments
    }

    /// Starts a backup and goes on.
    func start(keep: Int = 14) throws -> Command {
        try Command(
            Self.words(["backup", "--to", target, "--keep", String(keep)]),
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

    /// Starts to restore a file and goes on.
    func startToRestore(_ file: String, force: Bool = false) throws -> Command {
        try Command(Self.words(["restore", file] + (force ? ["--force"] : [])), environment: environment)
    }

    /// Restores a file; what came of it.
    func restore(_ file: String, force: Bool = false) throws -> Command.Outcome {
        try startToRestore(file, force: force).outcome()
    }
}
