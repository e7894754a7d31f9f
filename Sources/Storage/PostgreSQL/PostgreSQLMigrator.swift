internal import PostgreSQL

/// Compares a PostgreSQL database's `schema_migrations` with the steps this program knows, and applies what is missing.
struct PostgreSQLMigrator {
    /// The key of the advisory lock under which one process at a time migrates: "telegram" in ASCII.
    private static let lock: Int64 = 0x74_65_6C_65_67_72_61_6D

    /// How long the server may take to say what is applied.
    private static let patienceMilliseconds: Int = 5_000

    let session: Session
    let known: [Migration]

    init(_ session: Session, known: [Migration] = Migration.all) {
        self.session = session
        self.known = known
    }

    /// The steps still to run, oldest first; throws where the database is newer than the program or has other steps.
    func pending() throws(StorageError) -> [Migration] {
        let tables = try rows("SELECT 1 WHERE to_regclass('schema_migrations') IS NOT NULL")
        guard !tables.isEmpty else { return known }
        let applied = try rows("SELECT version, name FROM schema_migrations ORDER BY version")
        return try Migration.pending(of: known, after: applied.map { (Int64($0[0]) ?? 0, $0[1]) })
    }

    /// Applies the pending steps, each in a transaction of its own, and returns them. Concurrent starts wait for each other.
    func migrate(now: Int64) throws(StorageError) -> [Migration] {
        guard try !pending().isEmpty else { return [] }
        try run("SET lock_timeout = '60s'; SELECT pg_advisory_lock(\(PostgreSQLMigrator.lock))")
        // Asked again under the lock: another process may have been faster.
        let steps = try pending()
        for step in steps { try apply(step, now: now) }
        // Where something was thrown, the end of the session lets go.
        try run("SELECT pg_advisory_unlock(\(PostgreSQLMigrator.lock))")
        return steps
    }

    private func apply(_ step: Migration, now: Int64) throws(StorageError) {
        do throws(DatabaseFailure) {
            try session.run(
                """
                BEGIN;
                CREATE TABLE IF NOT EXISTS schema_migrations (
                    version bigint PRIMARY KEY, name text NOT NULL, applied_at bigint NOT NULL
                );
                \(step.postgreSQL);
                """
            )
            _ = try session.rows(
                "INSERT INTO schema_migrations (version, name, applied_at) VALUES ($1, $2, $3)",
                ["\(step.version)", step.name, "\(now)"]
            )
            try session.run("COMMIT")
        } catch {
            _ = try? session.run("ROLLBACK")
            guard case .refused(let state, _) = error, !state.isUnavailability else { throw StorageError(error) }
            throw .migrations("migration \(step.version) (\(step.name)) failed: \(error)")
        }
    }

    private func run(_ sql: String) throws(StorageError) {
        do throws(DatabaseFailure) { try session.run(sql) } catch { throw StorageError(error) }
    }

    private func rows(_ sql: String) throws(StorageError) -> [[String]] {
        do throws(DatabaseFailure) {
            return try session.rows(sql, within: PostgreSQLMigrator.patienceMilliseconds)
        } catch {
            throw StorageError(error)
        }
    }
}

extension StorageError {
    /// What the failure means for whoever asked the store.
    init(_ failure: DatabaseFailure) {
        switch failure {
        case .refused(.undefinedTable, _), .refused(.undefinedColumn, _):
            self = .migrations("the database lacks migrations: \(failure)")
        case .refused(let state, _) where !state.isUnavailability: self = .internal(failure.description)
        case .refused, .lost, .unreachable, .overdue: self = .unavailable(failure.description)
        }
    }
}
