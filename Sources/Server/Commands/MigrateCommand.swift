import Logging
import Platform
import Storage

/// `migrate` and `migrate --check`.
package enum MigrateCommand {
    static func run(_ arguments: CommandLineArguments) async throws(CommandFailure) {
        let database = try arguments.configuration().database
        let isCheck = arguments.has(.check)
        do throws(StorageError) {
            let lines = isCheck ? try missing(database) : try apply(database)
            for line in lines { Terminal.print(line) }
            guard isCheck, !lines.isEmpty else { return }
        } catch {
            throw .refused(error.description)
        }
        throw .refused([])
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
