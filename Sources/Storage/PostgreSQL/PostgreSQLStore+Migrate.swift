package import PostgreSQL

extension PostgreSQLStore {
    /// Applies what is missing and returns it; waits for another process that migrates.
    package static func migrate(
        _ target: ConnectionString,
        now: @Sendable () -> Int64
    ) throws(StorageError) -> [Migration] {
        try migrator(target).migrate(now: now())
    }

    /// What `migrate` would apply; changes nothing.
    package static func pendingMigrations(_ target: ConnectionString) throws(StorageError) -> [Migration] {
        try migrator(target).pending()
    }

    /// True where a pooler lies before the server.
    package static func isPooled(_ target: ConnectionString) throws(StorageError) -> Bool {
        try migrator(target).session.isPooled
    }

    static func migrator(_ target: ConnectionString) throws(StorageError) -> PostgreSQLMigrator {
        do throws(DatabaseFailure) {
            return PostgreSQLMigrator(try Session(target, applicationName: applicationName))
        } catch {
            throw StorageError(error)
        }
    }
}
