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
        switch database {
        case .sqlite(let path):
            try SQLiteStore.pendingMigrations(path: path).map { "missing: \($0.version) \($0.name)" }
        case .postgreSQL(let target):
            try PostgreSQLStore.pendingMigrations(target).map { "missing: \($0.version) \($0.name)" }
        }
    }

    /// The migrations that were missing and are applied now, a line each.
    package static func apply(_ database: DatabaseURL) throws(StorageError) -> [String] {
        switch database {
        case .sqlite(let path):
            try SQLiteStore.migrate(path: path, now: SystemClock.microseconds).map {
                "applied: \($0.version) \($0.name)"
            }
        case .postgreSQL(let target):
            try PostgreSQLStore.migrate(target, now: SystemClock.microseconds).map {
                "applied: \($0.version) \($0.name)"
            }
        }
    }
}
