import Glibc
import Platform
import S3
import Storage

/// `backup`: a consistent copy of the database, checked before it counts.
enum BackupCommand {
    static func run(_ arguments: CommandLineArguments) async throws(CommandFailure) {
        let job = try BackupJob(arguments)
        guard !arguments.has(.list) else { return try await list(job.place) }
        try await stoppable { () throws(CommandFailure) -> CommandFailure? in
            Terminal.print(try await job.run())
            return nil
        }
    }

    /// Prints what is kept, newest first.
    private static func list(_ place: BackupPlace) async throws(CommandFailure) {
        for backup in try await place.backups() {
            let hours = (time(nil) - backup.name.seconds) / 3_600
            Terminal.print("\(backup.place)  \(backup.bytes) bytes, \(hours) hours old")
        }
    }
}

/// A backup as the command line and the settings want it.
struct BackupJob: Sendable {
    /// The settings that say where backups go and how that place is reached.
    static let settings: [String] = [
        "DATABASE_URL", "BACKUP_FOLDER", "BACKUP_KEEP", "BACKUP_MAX_AGE", "S3_ENDPOINT", "S3_REGION", "S3_ADDRESSING",
        "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY", "S3_SESSION_TOKEN",
    ]

    let place: BackupPlace
    let database: DatabaseURL
    private let keep: Retention

    init(_ arguments: CommandLineArguments) throws(CommandFailure) {
        let settings = try arguments.settings(BackupJob.settings)
        if let text = arguments[.keep] {
            guard let keep = Retention(text) else {
                throw .notUnderstood("--keep must be a number of backups such as 14, or of days such as 30d")
            }
            self.keep = keep
        } else {
            keep = settings.backups.keep
        }
        place = try BackupPlace(arguments[.to] ?? settings.backups.folder ?? "backups", settings.backups.s3)
        database = settings.database
    }

    /// Makes the backup, and removes those that are not kept any more.
    ///
    /// - Returns: the place of the new one.
    func run() async throws(CommandFailure) -> String {
        umask(0o077)
        switch place {
        case .folder(let path): return try await write(to: path, keep)
        case .bucket(let address, let options):
            return try await WorkFolder.with { folder throws(CommandFailure) in
                try await send(try await write(to: folder, .count(1)), to: address, options)
            }
        }
    }

    private func write(to path: String, _ keep: Retention) async throws(CommandFailure) -> String {
        let folder = try BackupFolder(path)
        return switch database {
        case .sqlite(let path): try await copy(path, to: folder, keep)
        case .postgreSQL(let server): try await dump(try PostgreSQLPrograms(server), to: folder, keep)
        }
    }

    private func copy(
        _ path: String,
        to folder: BackupFolder,
        _ keep: Retention
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

    private func dump(
        _ programs: PostgreSQLPrograms,
        to folder: BackupFolder,
        _ keep: Retention
    ) async throws(CommandFailure) -> String {
        try await folder.add(programs.name, suffix: "dump", keep: keep) { file throws(CommandFailure) in
            try programs.requireOwnSession()
            try await programs.run(["pg_dump", "--format=custom", "--file=\(file)"])
            try await programs.check(dump: file)
        }
    }

    /// Sends a finished backup to a bucket, and removes older ones of the same database there.
    private func send(
        _ file: String,
        to address: S3Address,
        _ options: S3Options
    ) async throws(CommandFailure) -> String {
        let text = String(file.split(separator: "/").last ?? "")
        guard let name = BackupName(text), let target = address.appending(text) else {
            throw .refused("\(text) is no name for a backup")
        }
        let digest = try BackupFolder.checksum(file)
        let keep = keep
        try await withBucket(options) { client async throws(S3Error) in
            try await client.upload(file, to: target, digest: digest)
        }
        do throws(CommandFailure) {
            try await removeOld(name, keep, below: address, options)
        } catch {
            guard case .refused(let reasons) = error else { throw error }
            throw .refused("\(target) is written, but older ones were not removed: \(reasons.joined(separator: "; "))")
        }
        return target.description
    }

    private func removeOld(
        _ name: BackupName,
        _ keep: Retention,
        below address: S3Address,
        _ options: S3Options
    ) async throws(CommandFailure) {
        try await withBucket(options) { client async throws(S3Error) in
            let older = try await client.list(below: address).compactMap { BackupName($0.address.name) }.filter {
                $0.base == name.base && $0.suffix == name.suffix && $0 != name
            }
            for old in keep.excess(among: older, now: time(nil)) {
                guard let place = address.appending(old.text) else { continue }
                try await client.remove(place)
            }
        }
    }
}
