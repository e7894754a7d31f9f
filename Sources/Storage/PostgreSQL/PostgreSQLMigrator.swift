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
        // Not to_regclass: in a transaction it goes on knowing that a table was not there.
        let tables = try rows(
            "SELECT 1 FROM pg_class WHERE relname = 'schema_migrations' AND pg_table_is_visible(oid)"
        )
        guard !tables.isEmpty else { return known }
        let applied = try rows("SELECT version, name FROM schema_migrations ORDER BY version")
        return try Migration.pending(of: known, after: applied.map { (Int64($0[0]) ?? 0, $0[1]) })
    }

    /// Applies the pending steps, each in a transaction of its own, and returns them. Concurrent starts wait for each other.
    func migrate(now: Int64) throws(StorageError) -> [Migration] {
        var done: [Migration] = []
        while let step = try applyNext(now: now) { done.append(step) }
        return done
    }

    /// The lock ends with the transaction: behind a pooler, one of the session would stay with somebody else.
    private func applyNext(now: Int64) throws(StorageError) -> Migration? {
        guard try !pending().isEmpty else { return nil }
        do throws(StorageError) {
            try begin()
            try run("SELECT pg_advisory_xact_lock(\(PostgreSQLMigrator.lock))")
            // Asked again under the lock: another process may have been faster.
            let step = try pending().first
            if let step { try apply(step, now: now) }
            try run("COMMIT")
            return step
        } catch {
            _ = try? session.run("ROLLBACK")
            throw error
        }
    }

    private func begin() throws(StorageError) {
        do throws(DatabaseFailure) {
            // Each statement sees what was committed while it waited, whatever the server's default.
            let begin = "BEGIN ISOLATION LEVEL READ COMMITTED"
            _ = try session.rows(begin, within: PostgreSQLMigrator.patienceMilliseconds)
            try session.run("SET LOCAL lock_timeout = '60s'")
        } catch {
            guard session.isPooled, case .refused(let state, _) = error, state.category == "08" else {
                throw StorageError(error)
            }
            throw .unavailable(
                "migrations are missing, and the pooler refuses a transaction of several statements "
                    + "(pool_mode = statement): run migrate at the server's own address"
            )
        }
    }

    private func apply(_ step: Migration, now: Int64) throws(StorageError) {
        do throws(DatabaseFailure) {
            try session.run(
                """
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
        } catch {
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
