internal import Logging
internal import Platform
package import Storage

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
        let missing: [Migration] =
            switch database {
            case .sqlite(let path): try SQLiteStore.pendingMigrations(path: path)
            case .postgreSQL(let target): try PostgreSQLStore.pendingMigrations(target)
            }
        return missing.map { "missing: \($0.version) \($0.name)" }
    }

    /// The migrations that were missing and are applied now, a line each.
    package static func apply(_ database: DatabaseURL) throws(StorageError) -> [String] {
        let now: @Sendable () -> Int64 = SystemClock.microseconds
        let applied: [Migration] =
            switch database {
            case .sqlite(let path): try SQLiteStore.migrate(path: path, now: now)
            case .postgreSQL(let target): try PostgreSQLStore.migrate(target, now: now)
            }
        return applied.map { "applied: \($0.version) \($0.name)" }
    }
}
