import Glibc
import Platform
import PostgreSQL
import S3
import Storage

/// `restore --drill`: restores a backup into a database of its own, looks at all of it, and drops it.
struct RestoreDrill: Sendable {
    private let job: BackupJob
    private let s3: S3Options

    init(_ job: BackupJob, _ s3: S3Options) {
        self.job = job
        self.s3 = s3
    }

    /// - Parameter place: a path or an address of a bucket; nil: the newest backup where they are kept.
    func run(_ place: String?) async throws(CommandFailure) {
        let start = ContinuousClock.now
        let place = if let place { place } else { try await newest() }
        let (job, s3) = (job, s3)
        try await RestoreCommand.withFile(at: place, s3) { file throws(CommandFailure) in
            try RestoreCommand.check(file, for: job.database)
            switch job.database {
            case .sqlite: try await RestoreDrill.restoreSQLite(file)
            case .postgreSQL(let server): try await RestoreDrill.restore(file, beside: try PostgreSQLPrograms(server))
            }
        }
        Terminal.print("the drill is passed, in \((ContinuousClock.now - start).components.seconds) s: \(place)")
    }

    private func newest() async throws(CommandFailure) -> String {
        let suffix =
            switch job.database {
            case .sqlite: "sqlite"
            case .postgreSQL: "dump"
            }
        guard let newest = try await job.place.backups().first(where: { $0.name.suffix == suffix }) else {
            throw .refused("there is no backup; telegram-backend backup makes one")
        }
        Terminal.print("the newest backup is \((time(nil) - newest.name.seconds) / 3_600) hours old")
        return newest.place
    }

    // MARK: - SQLite

    private static func restoreSQLite(_ file: String) async throws(CommandFailure) {
        try await WorkFolder.with { folder throws(CommandFailure) in
            let copy = "\(folder)/drill.sqlite"
            let (stored, restored) = try system { () throws(StorageError) in
                try SQLiteFile.restore(file, to: copy, keepingAs: nil) { Terminal.print($0) }
                try SQLiteFile.check(copy)
                return (try SQLiteFile.rowCounts(file), try SQLiteFile.rowCounts(copy))
            }
            try compare(stored.map { (name: $0.table, rows: $0.rows) }, restored.map(\.rows))
            try tellMigrations(.sqlite(path: copy))
        }
    }

    // MARK: - PostgreSQL

    /// The mark by which a database is known that a drill left behind which was ended.
    private static let comment: String = "telegram-backend restore --drill"

    private static func restore(_ file: String, beside programs: PostgreSQLPrograms) async throws(CommandFailure) {
        try programs.requireOwnSession()
        let name = "\(BackupName.base(programs.name).prefix(40))_restore_drill"
        try await removeLeftover(name, programs)
        _ = try await programs.query("CREATE DATABASE \"\(name)\" TEMPLATE template0")
        let outcome: Result<Void, CommandFailure>
        do throws(CommandFailure) {
            _ = try await programs.query("COMMENT ON DATABASE \"\(name)\" IS '\(comment)'")
            outcome = .success(try await restore(file, into: try programs.of(database: name)))
        } catch {
            outcome = .failure(error)
        }
        // A drill that is stopped cleans up, too: the task that is cancelled could start no program any more.
        let drop = Task { () async -> CommandFailure? in
            do throws(CommandFailure) {
                _ = try await programs.query("DROP DATABASE IF EXISTS \"\(name)\" WITH (FORCE)")
                return nil
            } catch { return error }
        }
        let failure = await drop.value
        try outcome.get()
        if let failure { throw failure }
    }

    private static func removeLeftover(_ name: String, _ programs: PostgreSQLPrograms) async throws(CommandFailure) {
        let found = try await programs.query(
            """
            SELECT coalesce(shobj_description(oid, 'pg_database'), 'none') FROM pg_database WHERE datname = '\(name)'
            """
        )
        guard !found.isEmpty else { return }
        guard found == comment else {
            throw .refused("there is a database \(name), which is not a drill's: give it another name")
        }
        _ = try await programs.query("DROP DATABASE \"\(name)\" WITH (FORCE)")
    }

    private static func restore(_ file: String, into drill: PostgreSQLPrograms) async throws(CommandFailure) {
        if let failure = try await RestoreCommand.restore(file, to: drill, false) { throw failure }
        let stored = try await WorkFolder.with { folder throws(CommandFailure) in
            let script = "\(folder)/data.sql"
            try await drill.tool(["pg_restore", "--data-only", "--file=\(script)", file])
            return try DumpRows.count(in: script)
        }
        let counts = stored.enumerated().map { "SELECT \($0) AS number, count(*) FROM \($1.name)" }
        let text = try await drill.query(counts.joined(separator: " UNION ALL ") + " ORDER BY number")
        let restored = text.split(separator: "\n").compactMap { $0.split(separator: "|").last.flatMap { Int($0) } }
        try compare(stored, restored)
        try tellMigrations(.postgreSQL(drill.server))
    }

    // MARK: - Both

    private static func compare(_ stored: [(name: String, rows: Int)], _ restored: [Int]) throws(CommandFailure) {
        guard !stored.isEmpty, stored.count == restored.count else {
            throw .refused("the backup has \(stored.count) tables, and \(restored.count) were counted")
        }
        var faults: [String] = []
        for ((name, rows), found) in zip(stored, restored) {
            Terminal.print("\(name): \(found) rows")
            if rows != found { faults.append("\(name) has \(rows) rows in the backup, and \(found) were restored") }
        }
        guard faults.isEmpty else { throw .refused(faults) }
    }

    private static func tellMigrations(_ database: DatabaseURL) throws(CommandFailure) {
        let (applied, pending) = try system { () throws(StorageError) in
            (try Store.appliedMigrations(database), try Store.pendingMigrations(database))
        }
        guard let newest = applied.last else {
            throw .refused("the backup has no migrations: it is of another program")
        }
        let rest = pending.isEmpty ? "none is missing" : "\(pending.count) to apply with telegram-backend migrate"
        Terminal.print("migrations: up to \(newest.version) \(newest.name), \(rest)")
    }
}
