internal import Logging
package import Storage

/// `migrate` and `migrate --check`.
package enum MigrateCommand {
    static func run(_ configuration: Configuration, isCheck: Bool) -> Int32 {
        do {
            let lines: [String] = isCheck ? try missing(configuration.database) : try apply(configuration.database)
            for line in lines { Terminal.print(line) }
            return isCheck && !lines.isEmpty ? 1 : 0
        } catch {
            Terminal.complain("telegram-backend: \(error)")
            return 1
        }
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
