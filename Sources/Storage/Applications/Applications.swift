import Domain

/// Applications, which saving a test makes; a user has one at most.
package struct Applications: Noun {
    let database: Database
    private let savedTests: Batch<SavedTest>

    init(_ database: Database) {
        self.database = database
        savedTests = Batch(database)
    }

    /// Creates or replaces a user's saved test, and makes the application where there is none.
    package func save(_ test: SavedTest) async throws(StorageError) -> SaveTestOutcome {
        try await savedTests.write(test)
    }

    package func find(id: Int64) async throws(StorageError) -> Application? {
        try await database.readOne(one(id)) { Application($0, from: 0) }
    }

    /// nil where there is no such application.
    package func setStatus(_ status: ApplicationStatus, of id: Int64) async throws(StorageError) -> Application? {
        let time = database.now
        var transaction = Transaction()
        if case .sqlite = database {
            transaction.add(
                "UPDATE applications SET status = \(status.rawValue), updated_at = \(time) WHERE id = \(id)"
            )
        }
        let changed = transaction.add(
            database.statement(
                sqlite: Applications.oneOnSQLite(id),
                postgreSQL: Applications.change(id, to: status.rawValue, at: time)
            )
        ) { Application($0, from: 0) }
        try await database.transact(transaction)
        return changed.first
    }

    /// Deletes the application; its user loses what the test said. True where it existed.
    package func delete(id: Int64) async throws(StorageError) -> Bool {
        let time = database.now
        var transaction = Transaction()
        if case .sqlite = database {
            transaction.add(
                """
                UPDATE users SET ai_test_completed = 0, recommended_calories = NULL, recommended_protein = NULL,
                    recommended_fat = NULL, recommended_carbs = NULL, updated_at = \(time)
                WHERE id = (SELECT user_id FROM applications WHERE id = \(id))
                """
            )
        }
        let deleted = transaction.add(
            database.statement(
                sqlite: "DELETE FROM applications WHERE id = \(id) RETURNING id",
                postgreSQL: Applications.deletion(of: id, at: time)
            )
        ) { $0.integer(0) }
        try await database.transact(transaction)
        return deleted.first != nil
    }
}

extension Applications {
    private func one(_ id: Int64) -> SQL {
        database.statement(sqlite: Applications.oneOnSQLite(id), postgreSQL: Applications.oneOnPostgreSQL(id))
    }

    private static func oneOnSQLite(_ id: Int64) -> SQL {
        """
        SELECT applications.id, applications.status, applications.created_at, applications.details,
            \(unsafeSQL: User.columns)
        FROM applications CROSS JOIN users WHERE users.id = applications.user_id AND applications.id = \(id)
        """
    }

    static func oneOnPostgreSQL(_ id: Int64) -> SQL {
        "SELECT \(unsafeSQL: Application.columns) FROM users WHERE application_id = \(id)"
    }

    private static let countedOver: String = ApplicationCounts.adding(
        """
        SELECT change.status, sum(change.difference)
        FROM chosen CROSS JOIN LATERAL (VALUES (old_status, -1), ($2, 1)) AS change (status, difference)
        GROUP BY change.status HAVING sum(change.difference) <> 0
        """
    )

    private static let countedOut: String = ApplicationCounts.adding(
        "SELECT status, -count(*) FROM chosen GROUP BY status"
    )

    /// Locks the user, then the counts in the order of status, as saving a test does, so that neither waits for the
    /// other.
    static func change(_ id: Int64, to status: String, at time: Int64) -> SQL {
        """
        WITH chosen AS (
            SELECT users.id, users.status AS old_status FROM users
            WHERE application_id = \(id) FOR NO KEY UPDATE
        ), changed AS (
            UPDATE users SET status = \(status), updated_at = \(time) FROM chosen WHERE users.id = chosen.id
            RETURNING \(unsafeSQL: Application.columns)
        ), counted AS (
            \(unsafeSQL: countedOver)
        )
        SELECT * FROM changed
        """
    }

    /// In the same order again.
    static func deletion(of id: Int64, at time: Int64) -> SQL {
        """
        WITH chosen AS (
            SELECT id, application_id, status FROM users WHERE application_id = \(id) FOR NO KEY UPDATE
        ), deleted AS (
            UPDATE users SET application_id = NULL, application_created_at = NULL, saved_count = NULL, status = NULL,
                details = NULL, ai_test_completed = false, recommended_calories = NULL, recommended_protein = NULL,
                recommended_fat = NULL, recommended_carbs = NULL, updated_at = \(time)
            FROM chosen WHERE users.id = chosen.id
            RETURNING chosen.application_id
        ), counted AS (
            \(unsafeSQL: countedOut)
        )
        SELECT application_id FROM deleted
        """
    }
}

extension Application {
    /// The columns of PostgreSQL's `users` that `init(_:from:)` reads.
    static let columns: String =
        "users.application_id, users.status, users.application_created_at, users.details, \(User.columns)"

    /// Reads the id, the status, when it was made, the details and `User.columns` from the given column on.
    init(_ row: borrowing StoredRow, from first: Int32) {
        self.init(
            id: row.integer(first),
            user: User(row, from: first + 4),
            status: ApplicationStatus(rawValue: row.text(first + 1)) ?? .new,
            details: row.optionalBytes(first + 3),
            createdAt: row.integer(first + 2)
        )
    }
}

/// The kept numbers of applications by status; on SQLite triggers keep them.
enum ApplicationCounts {
    /// A statement for PostgreSQL that adds differences to the connection's own numbers.
    ///
    /// Those are locked in the order of status, so that two connections with the same ones do not wait for each other.
    ///
    /// - Parameter differences: a query for a status and a difference each.
    static func adding(_ differences: String) -> String {
        """
        INSERT INTO application_counts AS counts (status, shard, count)
        SELECT status, pg_backend_pid() % 16, difference
        FROM (\(differences)) AS differences (status, difference) ORDER BY status
        ON CONFLICT (status, shard) DO UPDATE SET count = counts.count + excluded.count
        """
    }
}
