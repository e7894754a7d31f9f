import Glibc
import Platform
import PostgreSQL
import S3
import Storage

/// `restore`: brings back what `backup` wrote, wholly or not at all.
enum RestoreCommand {
    static func run(_ arguments: CommandLineArguments) async throws(CommandFailure) {
        let isForced = arguments.has(.force)
        let job = try BackupJob(arguments)
        let (database, s3) = (job.database, try arguments.settings(BackupJob.settings).backups.s3)
        umask(0o077)
        if arguments.has(.drill) {
            guard !isForced else { throw .notUnderstood("--drill replaces nothing: --force goes without it") }
            let place = arguments.operands.first
            return try await stoppable { () throws(CommandFailure) -> CommandFailure? in
                try await RestoreDrill(job, s3).run(place)
                return nil
            }
        }
        guard let place = arguments.operands.first else { throw .notUnderstood("restore needs a FILE") }
        try await stoppable { () throws(CommandFailure) -> CommandFailure? in
            try await withFile(at: place, s3) { file throws(CommandFailure) in
                try check(file, for: database)
                switch database {
                case .sqlite(let path):
                    try restore(file, to: path, isForced)
                    return nil
                case .postgreSQL(let server):
                    return try await RestoreCommand.restore(file, to: try PostgreSQLPrograms(server), isForced)
                }
            }
        }
    }

    /// Runs with a file of this machine: the one at a path, or a copy of that at an address in a bucket.
    static func withFile<Value>(
        at place: String,
        _ options: S3Options,
        _ body: (String) async throws(CommandFailure) -> Value
    ) async throws(CommandFailure) -> Value {
        guard place.hasPrefix(S3Address.scheme) else { return try await body(place) }
        guard let address = S3Address(place), !address.name.isEmpty else {
            throw .notUnderstood("a backup in a bucket is written s3://bucket/prefix/NAME")
        }
        return try await WorkFolder.with { folder throws(CommandFailure) in
            let file = "\(folder)/\(address.name)"
            let digest = try await withBucket(options) { client async throws(S3Error) in
                try await client.download(address, to: file)
            }
            if let digest, try BackupFolder.checksum(file) != digest {
                throw .refused("\(place) is not what was written: its SHA-256 is another than the one kept with it")
            }
            return try await body(file)
        }
    }

    /// Throws where a file is not a backup for the database, or not what was written.
    static func check(_ file: String, for database: DatabaseURL) throws(CommandFailure) {
        try checkKind(of: file, against: database)
        try checkSum(of: file)
    }

    /// By the first bytes of the file.
    private static func checkKind(of file: String, against database: DatabaseURL) throws(CommandFailure) {
        let (start, kind) =
            switch database {
            case .sqlite: ("SQLite format 3\0", "a SQLite database")
            case .postgreSQL: ("PGDMP", "a dump of PostgreSQL")
            }
        let descriptor = open(file, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system(file, errno) }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: start.utf8.count)
        let count = read(descriptor, &bytes, bytes.count)
        guard count >= 0 else { throw .system(file, errno) }
        guard bytes == Array(start.utf8) else {
            throw .refused("\(file) is not \(kind), which DATABASE_URL asks for")
        }
    }

    /// Checks the sum where `SHA256SUMS` stands beside the file and names it.
    private static func checkSum(of file: String) throws(CommandFailure) {
        let slash = file.lastIndex(of: "/")
        let folder = slash.map { $0 == file.startIndex ? "/" : String(file[..<$0]) } ?? "."
        let name = slash.map { String(file[file.index(after: $0)...]) } ?? file
        guard let expected = try BackupFolder.sums(in: folder)[name] else { return }
        guard try BackupFolder.checksum(file) == expected else {
            throw .refused("\(file) is not what was written: its SHA-256 is another than in \(BackupFolder.sums)")
        }
    }

    private static func restore(_ file: String, to path: String, _ isForced: Bool) throws(CommandFailure) {
        let path = SQLiteFile.resolved(path)
        let kept = isForced ? "\(path).before-restore-\(TimeStamp.now())" : nil
        try system { () throws(StorageError) in
            try SQLiteFile.restore(file, to: path, keepingAs: kept) { Terminal.print($0) }
        }
        Terminal.print("restored \(path)")
    }

    /// The number of others that are connected, and stay so for two seconds: a server needs a moment to end a session
    /// whose client has gone, such as our own of the step before.
    private static func otherSessions(_ programs: PostgreSQLPrograms) async throws(CommandFailure) -> Int {
        var sessions = try await programs.count(RestoreSQL.otherSessions)
        for _ in 0..<20 where sessions > 0 {
            do { try await Task.sleep(for: .milliseconds(100)) } catch { throw .refused("stopped") }
            sessions = try await programs.count(RestoreSQL.otherSessions)
        }
        return sessions
    }

    static func restore(
        _ file: String,
        to programs: PostgreSQLPrograms,
        _ isForced: Bool
    ) async throws(CommandFailure) -> CommandFailure? {
        try await programs.check(dump: file)
        try programs.requireOwnSession()
        let sessions = try await otherSessions(programs)
        guard sessions == 0 else {
            throw .refused("somebody is connected to the database (sessions: \(sessions)); stop the server first")
        }
        if try await programs.count("SELECT count(*) FROM (\(RestoreSQL.ours)) objects") == 0 {
            let words = ["pg_restore", "--single-transaction", "--exit-on-error", "--no-owner", "--no-acl"]
            try await programs.run(words + [file])
        } else if isForced {
            try await replace(with: file, programs)
        } else {
            throw .refused(
                "the database is not empty; restore into an empty one, or replace what is there with --force"
            )
        }
        // What is restored is committed: from here on nothing is taken back, and a failure must not say so.
        do throws(CommandFailure) {
            try await finish(file, programs)
            return nil
        } catch {
            guard !Task.isCancelled else { return .refused("restored, but stopped before it was checked") }
            guard case .refused(let lines) = error else { return error }
            return .refused("restored, but " + lines.joined(separator: "\n"))
        }
    }

    /// Compares the tables with those of the file, and gathers the statistics that the planner needs.
    private static func finish(_ file: String, _ programs: PostgreSQLPrograms) async throws(CommandFailure) {
        let tables = try await programs.contents(ofDump: file).split(separator: "\n").count {
            $0.contains(" TABLE DATA ")
        }
        let found = try await programs.count(RestoreSQL.tables)
        guard tables == found else {
            throw .refused("the file has \(tables) tables and the database \(found); look at it before you use it")
        }
        _ = try await programs.query("ANALYZE")
        Terminal.print("restored \(tables) tables")
    }

    /// `pg_restore` can drop only what is in the file, and what was added later would stay: psql does both at once.
    private static func replace(with file: String, _ programs: PostgreSQLPrograms) async throws(CommandFailure) {
        try await WorkFolder.with { folder throws(CommandFailure) in
            let script = "\(folder)/restore.sql"
            try await programs.tool(["pg_restore", "--no-owner", "--no-acl", "--file=\(script)", file])
            let words = ["psql", "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--single-transaction"]
            try await programs.run(words + ["--command=\(RestoreSQL.clear)", "--file=\(script)"])
        }
    }
}
