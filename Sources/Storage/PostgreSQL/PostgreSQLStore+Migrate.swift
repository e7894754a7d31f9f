package import PostgreSQL

extension PostgreSQLStore {
    /// Applies what is missing and returns it; waits for another process that migrates.
    package static func migrate(
        _ target: ConnectionString,
        now: @Sendable () -> Int64
    ) throws(StorageError) -> [Migration] {
        try PostgreSQLMigrator(session(target)).migrate(now: now())
    }

    /// What `migrate` would apply; changes nothing.
    package static func pendingMigrations(_ target: ConnectionString) throws(StorageError) -> [Migration] {
        try PostgreSQLMigrator(session(target)).pending()
    }

    private static func session(_ target: ConnectionString) throws(StorageError) -> Session {
        do throws(DatabaseFailure) {
            return try Session(target, applicationName: "telegram-backend")
        } catch {
            throw StorageError(error)
        }
    }
}
