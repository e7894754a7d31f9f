import PostgreSQL

extension PostgreSQLDatabase {
    /// True where a pooler lies before the server.
    static func isPooled(_ target: ConnectionString) throws(StorageError) -> Bool { try session(target).isPooled }

    /// A session that blocks: to migrate, to ask.
    static func session(_ target: ConnectionString) throws(StorageError) -> Session {
        do throws(DatabaseFailure) {
            return try Session(target, applicationName: applicationName)
        } catch {
            throw StorageError(error)
        }
    }
}

/// `schema_migrations` on PostgreSQL.
extension Session: MigratedDatabase {
    /// The key of the advisory lock under which one process at a time migrates: "telegram" in ASCII.
    private static let lock: Int64 = 0x74_65_6C_65_67_72_61_6D

    /// How long the server may take to say what is applied.
    private static let patienceMilliseconds: Int = 5_000

    func appliedMigrations() throws(StorageError) -> [Migration.Applied] {
        // Not to_regclass: in a transaction it goes on knowing that a table was not there.
        let tables = try answer(
            "SELECT 1 FROM pg_class WHERE relname = 'schema_migrations' AND pg_table_is_visible(oid)"
        )
        guard !tables.isEmpty else { return [] }
        let rows = try answer("SELECT version, name, applied_at FROM schema_migrations ORDER BY version")
        return rows.map { Migration.Applied(version: Int64($0[0]) ?? 0, name: $0[1], appliedAt: Int64($0[2]) ?? 0) }
    }

    /// The lock ends with the transaction: behind a pooler, one of the session would stay with somebody else.
    func inMigration<Value>(_ body: () throws(StorageError) -> Value) throws(StorageError) -> Value {
        do throws(StorageError) {
            try begin()
            try translated { () throws(DatabaseFailure) in try run("SELECT pg_advisory_xact_lock(\(Session.lock))") }
            let value = try body()
            try translated { () throws(DatabaseFailure) in try run("COMMIT") }
            return value
        } catch {
            _ = try? run("ROLLBACK")
            throw error
        }
    }

    private func begin() throws(StorageError) {
        do throws(DatabaseFailure) {
            // Each statement sees what was committed while it waited, whatever the server's default.
            let begin = "BEGIN ISOLATION LEVEL READ COMMITTED"
            _ = try rows(begin, within: Session.patienceMilliseconds)
            try run("SET LOCAL lock_timeout = '60s'")
        } catch {
            guard isPooled, case .refused(let state, _) = error, state.category == "08" else {
                throw StorageError(error)
            }
            throw .unavailable(
                "migrations are missing, and the pooler refuses a transaction of several statements "
                    + "(pool_mode = statement): run migrate at the server's own address"
            )
        }
    }

    func apply(_ step: Migration, at time: Int64) throws(StorageError) {
        do throws(DatabaseFailure) {
            try run(
                """
                CREATE TABLE IF NOT EXISTS schema_migrations (
                    version bigint PRIMARY KEY, name text NOT NULL, applied_at bigint NOT NULL
                );
                \(step.postgreSQL);
                """
            )
            _ = try rows(
                "INSERT INTO schema_migrations (version, name, applied_at) VALUES ($1, $2, $3)",
                ["\(step.version)", step.name, "\(time)"]
            )
        } catch {
            guard case .refused(let state, _) = error, !state.isUnavailability else { throw StorageError(error) }
            throw .migrations("migration \(step.version) (\(step.name)) failed: \(error)")
        }
    }

    /// The rows of a statement without parameters; in time, or the session is of no use.
    func answer(_ sql: String) throws(StorageError) -> [[String]] {
        try translated { () throws(DatabaseFailure) in try rows(sql, within: Session.patienceMilliseconds) }
    }

    private func translated<Value>(
        _ body: () throws(DatabaseFailure) -> Value
    ) throws(StorageError) -> Value {
        do throws(DatabaseFailure) { return try body() } catch { throw StorageError(error) }
    }
}
