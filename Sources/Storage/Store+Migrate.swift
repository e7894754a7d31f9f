import PostgreSQL

extension Store {
    /// Applies what is missing and returns it; waits for another process that migrates.
    ///
    /// - Parameter now: microseconds since 1970-01-01T00:00:00Z.
    package static func migrate(
        _ location: DatabaseURL,
        migrations: [Migration] = Migration.all,
        now: @Sendable () -> Int64
    ) throws(StorageError) -> [Migration] {
        switch location {
        case .sqlite(let path):
            try SQLiteDatabase.migrate(path: path, migrations: migrations, options: .init(), now: now)
        case .postgreSQL(let target):
            try Migrator(PostgreSQLDatabase.session(target), known: migrations).migrate(now: now())
        }
    }

    /// The migrations that `migrate` would apply; changes nothing.
    package static func pendingMigrations(_ location: DatabaseURL) throws(StorageError) -> [Migration] {
        switch location {
        case .sqlite(let path): try SQLiteDatabase.pendingMigrations(path: path, of: Migration.all)
        case .postgreSQL(let target): try Migrator(PostgreSQLDatabase.session(target)).pending()
        }
    }

    /// The migrations that the database has, oldest first, also those that this program does not know; changes nothing.
    package static func appliedMigrations(_ location: DatabaseURL) throws(StorageError) -> [Migration.Applied] {
        switch location {
        case .sqlite(let path): try SQLiteDatabase.appliedMigrations(path: path)
        case .postgreSQL(let target): try PostgreSQLDatabase.session(target).appliedMigrations()
        }
    }

    /// Looks at the database and changes nothing; of a file of SQLite also where a server has it.
    ///
    /// - Parameter now: microseconds since 1970-01-01T00:00:00Z.
    /// - Throws: `unavailable` or `internal` where it is out of reach.
    package static func inspect(
        _ location: DatabaseURL,
        now: @Sendable () -> Int64
    ) throws(StorageError) -> DatabaseInspection {
        switch location {
        case .sqlite(let path):
            try DatabaseInspection { () throws(StorageError) in
                try SQLiteDatabase.pendingMigrations(path: path, of: Migration.all)
            }
        case .postgreSQL(let target): try DatabaseInspection(PostgreSQLDatabase.session(target), now: now)
        }
    }

    /// Why pages cannot be read from a standby; nil where they can. Blocks until the standby is as far as the primary
    /// was.
    ///
    /// - Parameter milliseconds: how far behind it may be.
    package static func standbyFault(
        _ standby: ConnectionString,
        of primary: ConnectionString,
        within milliseconds: Int
    ) throws(StorageError) -> String? {
        try StandbyInspection.fault(
            PostgreSQLDatabase.session(standby),
            of: PostgreSQLDatabase.session(primary),
            within: milliseconds
        )
    }

    /// The files that others than their owner may read or write; nil where there are none yet, or PostgreSQL guards
    /// them.
    package static func exposedFiles(_ location: DatabaseURL) -> [String]? {
        guard case .sqlite(let path) = location else { return nil }
        return SQLiteDatabase.exposedFiles(path: path)
    }

    /// True where a pooler lies before the server.
    package static func isPooled(_ location: DatabaseURL) throws(StorageError) -> Bool {
        guard case .postgreSQL(let target) = location else { return false }
        return try PostgreSQLDatabase.isPooled(target)
    }
}
