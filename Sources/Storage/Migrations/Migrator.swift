/// The needs of a migrator from a database: `schema_migrations`, and transactions.
protocol MigratedDatabase {
    /// The steps that were applied, oldest first.
    func appliedMigrations() throws(StorageError) -> [Migration.Applied]
    /// Runs `body` in a transaction that no other process migrates beside; undone where it throws.
    func inMigration<Value>(_ body: () throws(StorageError) -> Value) throws(StorageError) -> Value
    /// Runs the step and notes it, in the transaction under way.
    ///
    /// - Parameter time: microseconds since 1970-01-01T00:00:00Z.
    func apply(_ step: Migration, at time: Int64) throws(StorageError)
}

/// Compares a database's `schema_migrations` with the steps this program knows, and applies what is missing.
struct Migrator {
    let database: any MigratedDatabase
    let known: [Migration]

    init(_ database: any MigratedDatabase, known: [Migration] = Migration.all) {
        self.database = database
        self.known = known
    }

    /// The steps still to run, oldest first; throws where the database is newer than the program or has other steps.
    func pending() throws(StorageError) -> [Migration] {
        try Migration.pending(of: known, after: database.appliedMigrations())
    }

    /// Applies the pending steps, each in a transaction of its own, and returns them. Concurrent starts wait for each
    /// other.
    func migrate(now: Int64) throws(StorageError) -> [Migration] {
        var done: [Migration] = []
        while let step = try applyNext(now: now) { done.append(step) }
        return done
    }

    private func applyNext(now: Int64) throws(StorageError) -> Migration? {
        guard try !pending().isEmpty else { return nil }
        return try database.inMigration { () throws(StorageError) in
            // Asked again under the lock: another process may have been faster.
            let step = try pending().first
            if let step { try database.apply(step, at: now) }
            return step
        }
    }
}
