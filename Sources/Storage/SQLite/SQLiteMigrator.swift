/// Compares a SQLite database's `schema_migrations` with the steps this program knows, and applies what is missing.
struct SQLiteMigrator {
    let connection: SQLiteConnection
    let known: [Migration]

    init(_ connection: SQLiteConnection, known: [Migration] = Migration.all) {
        self.connection = connection
        self.known = known
    }

    /// The steps still to run, oldest first; throws where the database is newer than the program or has other steps.
    func pending() throws(StorageError) -> [Migration] {
        var applied: [(version: Int64, name: String)] = []
        if try connection.integer("SELECT 1 FROM sqlite_schema WHERE name = 'schema_migrations'") != nil {
            try connection.run("SELECT version, name FROM schema_migrations ORDER BY version") { row in
                applied.append((row.integer(0), row.text(1)))
            }
        }
        return try Migration.pending(of: known, after: applied)
    }

    /// Applies the pending steps, each in a transaction of its own, and returns them. Concurrent starts wait for each other.
    func migrate(now: Int64) throws(StorageError) -> [Migration] {
        var done: [Migration] = []
        while let step = try applyNext(now: now) { done.append(step) }
        return done
    }

    private func applyNext(now: Int64) throws(StorageError) -> Migration? {
        guard try !pending().isEmpty else { return nil }
        try connection.execute("BEGIN IMMEDIATE")
        do throws(StorageError) {
            // Asked again under the lock: another process may have been faster.
            let step = try pending().first
            if let step { try apply(step, now: now) }
            try connection.execute("COMMIT")
            return step
        } catch {
            if !connection.isAutocommit { try connection.execute("ROLLBACK") }
            throw error
        }
    }

    private func apply(_ step: Migration, now: Int64) throws(StorageError) {
        do throws(StorageError) {
            try connection.execute(
                """
                CREATE TABLE IF NOT EXISTS schema_migrations (
                    version INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at INTEGER NOT NULL
                ) STRICT
                """
            )
            try connection.execute(step.sqlite)
            try connection.run(
                "INSERT INTO schema_migrations (version, name, applied_at) VALUES ($1, $2, $3)",
                [.integer(step.version), .text(step.name), .integer(now)]
            )
        } catch .internal(let reason) {
            throw .migrations("migration \(step.version) (\(step.name)) failed: \(reason)")
        }
    }
}
