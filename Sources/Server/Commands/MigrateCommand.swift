import Logging
import Platform
import Storage

/// `migrate`, `migrate --check`, `migrate current` and `migrate history`.
package enum MigrateCommand {
    private static let words: [String] = ["current", "history"]

    static func run(_ arguments: CommandLineArguments) async throws(CommandFailure) {
        if let word = arguments.operands.first { return try tell(word, arguments) }
        let database = try arguments.configuration().database
        let isCheck = arguments.has(.check)
        if arguments.has(.backup) {
            guard !isCheck else { throw .notUnderstood("--check changes nothing: --backup goes without it") }
            try await backUp(arguments, database)
        } else if let option = [CommandOption.to, .keep].first(where: arguments.has) {
            throw .notUnderstood("\(option.name) goes with --backup")
        }
        do throws(StorageError) {
            let lines = isCheck ? try missing(database) : try apply(database)
            for line in lines { Terminal.print(line) }
            guard isCheck, !lines.isEmpty else { return }
        } catch {
            throw .refused(error.description)
        }
        throw .refused([])
    }

    /// Makes a backup of a database that is there and lacks a migration.
    private static func backUp(
        _ arguments: CommandLineArguments,
        _ database: DatabaseURL
    ) async throws(CommandFailure) {
        do throws(StorageError) {
            guard try !Store.pendingMigrations(database).isEmpty else { return }
            guard try !Store.appliedMigrations(database).isEmpty else {
                return Terminal.print("no backup: the database is new")
            }
        } catch {
            throw .refused(error.description)
        }
        let job = try BackupJob(arguments)
        try await stoppable { () throws(CommandFailure) -> CommandFailure? in
            Terminal.print("backup: \(try await job.run())")
            return nil
        }
    }

    /// Says which migrations the database has.
    private static func tell(_ word: String, _ arguments: CommandLineArguments) throws(CommandFailure) {
        guard words.contains(word) else { throw .unknown("word behind migrate", word, among: words) }
        for option in [CommandOption.check, .backup, .to, .keep] where arguments.has(option) {
            throw .notUnderstood("\(option.name) goes without a word behind migrate")
        }
        let database = try arguments.database()
        do throws(StorageError) {
            let lines = try applied(database)
            for line in word == "history" ? lines[...] : lines.suffix(1) { Terminal.print(line) }
        } catch {
            throw .refused(error.description)
        }
    }

    /// The migrations that the database has, a line each, oldest first.
    package static func applied(_ database: DatabaseURL) throws(StorageError) -> [String] {
        try Store.appliedMigrations(database).map { migration in
            "\(migration.version) \(migration.name), applied \(RFC3339.string(microseconds: migration.appliedAt))"
        }
    }

    /// The migrations that are missing, a line each.
    package static func missing(_ database: DatabaseURL) throws(StorageError) -> [String] {
        try Store.pendingMigrations(database).map { "missing: \($0.version) \($0.name)" }
    }

    /// The migrations that were missing and are applied now, a line each.
    package static func apply(_ database: DatabaseURL) throws(StorageError) -> [String] {
        try Store.migrate(database, now: SystemClock.microseconds).map { "applied: \($0.version) \($0.name)" }
    }
}
