import Domain

/// Up to which application the administrators were told, and what came after it.
///
/// Ids are handed out before they are committed, and in another order: whoever tells has to know that nothing below the
/// mark can come any more. On SQLite, which has one writer, that is so at once.
package struct ApplicationNotices: Noun {
    /// How far it has come.
    package struct Marks: Sendable, Equatable {
        /// The id up to which the administrators were told.
        package var toldTo: Int64
        /// The greatest id that was handed out, whether or not an application has it.
        package var issuedTo: Int64
    }

    private let database: Database

    init(_ database: Database) { self.database = database }

    /// Reads both marks of this moment.
    package func marks() async throws(StorageError) -> Marks {
        let sql = database.statement(sqlite: ApplicationNotices.marksOnSQLite, postgreSQL: ApplicationNotices.marks)
        let found = try await database.readOne(sql) { Marks(toldTo: $0.integer(0), issuedTo: $0.integer(1)) }
        guard let found else { throw .internal("application_notices has no row") }
        return found
    }

    /// The transactions under way that were handed ids, by a name that no other has; none on SQLite.
    ///
    /// What was handed out before and belongs to none of them is committed, for every statement that begins later, or
    /// never will be. However long they take: who takes of a sequence has a lock on it until their transaction ends,
    /// and lets go of it after others see what was committed.
    package func writers() async throws(StorageError) -> Set<String> {
        guard case .postgreSQL = database else { return [] }
        return Set(try await database.read(ApplicationNotices.writers) { $0.text(0) })
    }

    /// Applications with ids of a range, oldest first, with details.
    package func applications(
        after id: Int64,
        upTo last: Int64,
        limit: Int
    ) async throws(StorageError) -> [Application] {
        let sql = database.statement(
            sqlite: ApplicationNotices.rowsOnSQLite(after: id, upTo: last, limit: limit),
            postgreSQL: ApplicationNotices.rows(after: id, upTo: last, limit: limit)
        )
        return try await database.read(sql) { Application($0, from: 0) }
    }

    /// How many applications have ids of a range.
    package func count(after id: Int64, upTo last: Int64) async throws(StorageError) -> Int {
        try await database.readOne(ApplicationNotices.count(after: id, upTo: last)) { Int($0.integer(0)) } ?? 0
    }

    /// Moves the mark, and puts in the messages to each active administrator: all of it or nothing.
    ///
    /// - Returns: false where the mark is not `id` any more: somebody else has told.
    package func tell(
        _ messages: [TranslatedMessage],
        after id: Int64,
        upTo last: Int64
    ) async throws(StorageError) -> Bool {
        let time = database.now
        var transaction = Transaction()
        transaction.require(ApplicationNotices.move(from: id, to: last))
        for message in messages {
            transaction.add(Outbox.addition(message, to: Outbox.administrators, at: time))
        }
        return try await database.transact(transaction) == nil
    }
}

extension ApplicationNotices {
    private static let marksOnSQLite: SQL = """
        SELECT told_to, COALESCE((SELECT seq FROM sqlite_sequence WHERE name = 'applications'), 0)
        FROM application_notices
        """

    private static let marks: SQL = """
        SELECT told_to, CASE WHEN is_called THEN last_value ELSE last_value - 1 END
        FROM application_notices CROSS JOIN application_ids
        """

    private static let writers: SQL = """
        SELECT DISTINCT virtualtransaction FROM pg_locks
        WHERE locktype = 'relation' AND relation = 'application_ids'::regclass AND mode = 'RowExclusiveLock' AND granted
            AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        """

    private static func rowsOnSQLite(after id: Int64, upTo last: Int64, limit: Int) -> SQL {
        """
        SELECT applications.id, applications.status, applications.created_at, applications.details,
            \(unsafeSQL: User.columns)
        FROM applications CROSS JOIN users
        WHERE users.id = applications.user_id AND applications.id > \(id) AND applications.id <= \(last)
        ORDER BY applications.id LIMIT \(limit)
        """
    }

    private static func rows(after id: Int64, upTo last: Int64, limit: Int) -> SQL {
        """
        SELECT \(unsafeSQL: Application.columns) FROM users WHERE application_id > \(id) AND application_id <= \(last)
        ORDER BY application_id LIMIT \(limit)
        """
    }

    private static func count(after id: Int64, upTo last: Int64) -> SQL {
        "SELECT count(*) FROM applications WHERE id > \(id) AND id <= \(last)"
    }

    private static func move(from id: Int64, to last: Int64) -> SQL {
        "UPDATE application_notices SET told_to = \(last) WHERE told_to = \(id) RETURNING told_to"
    }

    private static let example = TranslatedMessage(lane: .notification, method: "sendMessage") { _ in [0x7B, 0x7D] }

    static let plans: [PlanCase] = [
        PlanCase(marks),
        PlanCase(writers),
        PlanCase(rows(after: 500, upTo: 90_000, limit: 11), most: ["users": 11]),
        PlanCase(rows(after: 99_990, upTo: 200_000, limit: 11), most: ["users": 11]),
        PlanCase(count(after: 99_000, upTo: 100_000), most: ["users": 1_000]),
        PlanCase(move(from: 0, to: 7), isRequired: true),
        PlanCase(Outbox.addition(example, to: Outbox.administrators, at: 7), most: ["users": 20, "outbox": 0]),
    ]
}
