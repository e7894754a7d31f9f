import Glibc
import Platform
import Storage

/// `backup`: a consistent copy of the database, checked before it counts.
enum BackupCommand {
    static func run(_ arguments: CommandLineArguments) async throws(CommandFailure) {
        guard let keep = Int(arguments[.keep] ?? "14"), keep >= 1 else {
            throw .notUnderstood("--keep must be a number, at least 1")
        }
        let settings = try arguments.settings(["DATABASE_URL", "BACKUP_FOLDER"])
        let target = arguments[.target] ?? settings.backups.folder ?? "backups"
        let database = settings.database
        umask(0o077)
        try await stoppable { () throws(CommandFailure) -> CommandFailure? in
            let folder = try BackupFolder(target)
            let path =
                switch database {
                case .sqlite(let path): try await copy(path, to: folder, keep: keep)
                case .postgreSQL(let server):
                    try await dump(try PostgreSQLPrograms(server), to: folder, keep: keep)
                }
            Terminal.print(path)
            return nil
        }
    }

    private static func copy(
        _ path: String,
        to folder: BackupFolder,
        keep: Int
    ) async throws(CommandFailure) -> String {
        let path = SQLiteFile.resolved(path)
        let name = path.split(separator: "/").last ?? "database"
        let stem = name.lastIndex(of: ".").map { $0 > name.startIndex ? name[..<$0] : name } ?? name
        return try await folder.add(String(stem), suffix: "sqlite", keep: keep) { file throws(CommandFailure) in
            try system { () throws(StorageError) in
                try SQLiteFile.copy(path, to: file) { Task.isCancelled }
                try SQLiteFile.check(file)
            }
        }
    }

    private static func dump(
        _ programs: PostgreSQLPrograms,
        to folder: BackupFolder,
        keep: Int
    ) async throws(CommandFailure) -> String {
        try await folder.add(programs.name, suffix: "dump", keep: keep) { file throws(CommandFailure) in
            try programs.requireOwnSession()
            try await programs.run(["pg_dump", "--format=custom", "--file=\(file)"])
            try await programs.check(dump: file)
        }
    }
}
