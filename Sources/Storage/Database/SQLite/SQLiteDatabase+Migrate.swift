extension SQLiteDatabase {
    /// Applies what is missing and returns it; waits for the process that has the file as `open` does.
    static func migrate(
        path: String,
        migrations: [Migration],
        options: Options,
        now: @Sendable () -> Int64
    ) throws(StorageError) -> [Migration] {
        let opened = try openWriter(path: path, options: options)
        return try withExtendedLifetime(opened.lock) { () throws(StorageError) in
            defer { opened.connection.close() }
            return try Migrator(opened.connection, known: migrations).migrate(now: now())
        }
    }

    /// The migrations that `migrate` would apply; changes nothing and does not wait for a process that has the file.
    static func pendingMigrations(path: String, of migrations: [Migration]) throws(StorageError) -> [Migration] {
        let file = try DatabaseFile(path: path)
        guard file.exists else { return migrations }
        return try Migrator(SQLiteConnection(path: file.path, mode: .reader), known: migrations).pending()
    }

    static func appliedMigrations(path: String) throws(StorageError) -> [Migration.Applied] {
        let file = try DatabaseFile(path: path)
        return file.exists ? try SQLiteConnection(path: file.path, mode: .reader).appliedMigrations() : []
    }

    /// The files of a database that others than their owner may read or write; nil where there is no database.
    static func exposedFiles(path: String) -> [String]? {
        guard let file = try? DatabaseFile(path: path), file.exists else { return nil }
        return file.exposed
    }

    /// The lock, and the connection that may write under it.
    static func openWriter(
        path: String,
        options: Options
    ) throws(StorageError) -> (path: String, lock: FileLock, connection: SQLiteConnection) {
        let file = try DatabaseFile(path: path)
        let lock = try FileLock(path: file.path + ".lock", waitMilliseconds: options.lockWaitMilliseconds)
        do throws(StorageError) {
            try file.create()
            let connection = try SQLiteConnection(path: file.path, mode: .writer)
            guard !connection.isReadOnly else { throw .unavailable("the file is read-only") }
            // Read before anything is changed: a file that is no database is refused here.
            _ = try connection.integer("SELECT count(*) FROM sqlite_schema")
            var mode = ""
            try connection.run("PRAGMA journal_mode = WAL") { mode = $0.text(0) }
            guard mode == "wal" else { throw .unavailable("the file system does not support WAL") }
            try connection.execute("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY")
            if let pages = options.maximumPages { try connection.execute("PRAGMA max_page_count = \(pages)") }
            return (file.path, lock, connection)
        } catch {
            throw error.prefixed("\(path): ")
        }
    }
}

extension StorageError {
    /// The same error with `prefix` before its text.
    func prefixed(_ prefix: String) -> StorageError {
        switch self {
        case .unavailable(let reason): .unavailable(prefix + reason)
        case .migrations(let reason): .migrations(prefix + reason)
        case .internal(let reason): .internal(prefix + reason)
        }
    }
}

/// `schema_migrations` on SQLite.
extension SQLiteConnection: MigratedDatabase {
    func appliedMigrations() throws(StorageError) -> [Migration.Applied] {
        var applied: [Migration.Applied] = []
        if try integer("SELECT 1 FROM sqlite_schema WHERE name = 'schema_migrations'") != nil {
            try run("SELECT version, name, applied_at FROM schema_migrations ORDER BY version") { row in
                applied.append(
                    Migration.Applied(version: row.integer(0), name: row.text(1), appliedAt: row.integer(2))
                )
            }
        }
        return applied
    }

    func inMigration<Value>(_ body: () throws(StorageError) -> Value) throws(StorageError) -> Value {
        try execute("BEGIN IMMEDIATE")
        do throws(StorageError) {
            let value = try body()
            try execute("COMMIT")
            return value
        } catch {
            if !isAutocommit { try execute("ROLLBACK") }
            throw error
        }
    }

    func apply(_ step: Migration, at time: Int64) throws(StorageError) {
        do throws(StorageError) {
            try execute(
                """
                CREATE TABLE IF NOT EXISTS schema_migrations (
                    version INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at INTEGER NOT NULL
                ) STRICT
                """
            )
            try execute(step.sqlite)
            try run(
                """
                INSERT INTO schema_migrations (version, name, applied_at)
                VALUES (\(step.version), \(step.name), \(time))
                """
            )
        } catch .internal(let reason) {
            throw .migrations("migration \(step.version) (\(step.name)) failed: \(reason)")
        }
    }
}
