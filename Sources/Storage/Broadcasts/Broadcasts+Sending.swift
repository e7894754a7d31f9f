import Domain

/// What sends broadcasts asks for, and tells.
extension Broadcasts {
    /// Begins those whose time has come.
    package func beginScheduled() async throws(StorageError) {
        try await database.transact(Broadcasts.beginning(at: database.now))
    }

    /// Those that are under way or wait for their time, oldest first.
    package func atWork() async throws(StorageError) -> [Broadcast] {
        try await database.read(Broadcasts.atWork) { Broadcast($0) }
    }

    /// The next people that a broadcast still goes to.
    ///
    /// - Parameter id: nil where nobody was asked for: then it goes on where it was recorded last.
    package func waiting(
        _ broadcast: Int64,
        after id: Int64?,
        limit: Int
    ) async throws(StorageError) -> [BroadcastRecipient] {
        let start: SQL = id.map { "\($0)" } ?? "(SELECT done_to FROM broadcasts WHERE id = \(broadcast))"
        return try await database.read(Broadcasts.waiting(broadcast, after: start, limit: limit)) {
            BroadcastRecipient(telegramID: $0.integer(0), firstName: $0.text(1))
        }
    }

    /// Records what came of trying people; whom a result was recorded for before is left as they are. Who cannot be
    /// written to is noted as unreachable.
    ///
    /// - Parameter place: up to which Telegram id nobody waits.
    package func record(
        _ results: BroadcastResults,
        of broadcast: Int64,
        doneTo place: Int64
    ) async throws(StorageError) {
        let time = database.now
        var transaction = Transaction()
        // In the order in which everybody locks people's rows.
        let unreachable = results.unreachable.sorted()
        Broadcasts.add(results.sent.sorted(), as: "sent", of: broadcast, to: &transaction)
        Broadcasts.add(results.failed.sorted(), as: "failed", of: broadcast, to: &transaction)
        Broadcasts.add(unreachable, as: "unreachable", of: broadcast, to: &transaction)
        if !unreachable.isEmpty { transaction.add(Broadcasts.unreachability(unreachable, at: time)) }
        transaction.add(Broadcasts.note(broadcast, doneTo: place, fault: results.fault))
        try await database.transact(transaction)
    }

    /// Ends a broadcast that is under way.
    ///
    /// - Parameter status: `completed` or `failed`.
    package func end(_ broadcast: Int64, as status: Broadcast.Status) async throws(StorageError) {
        try await database.transact(Broadcasts.ending(broadcast, as: status, at: database.now))
    }

    private static func add(
        _ ids: [Int64],
        as state: String,
        of broadcast: Int64,
        to transaction: inout Transaction
    ) {
        guard !ids.isEmpty else { return }
        let change: SQL = """
            UPDATE broadcast_recipients SET state = '\(unsafeSQL: state)'
            WHERE broadcast_id = \(broadcast) AND telegram_id \(isIn: ids) AND state = 'pending'
            """
        transaction.add(SQL(sqlite: change))
        transaction.add(
            SQL(
                sqlite: """
                    UPDATE broadcasts SET \(unsafeSQL: state) = \(unsafeSQL: state) + changes() WHERE id = \(broadcast)
                    """,
                postgreSQL: """
                    WITH changed AS (\(change) RETURNING 1)
                    UPDATE broadcasts SET \(unsafeSQL: state) = \(unsafeSQL: state) + (SELECT count(*) FROM changed)
                    WHERE id = \(broadcast)
                    """
            )
        )
    }

    private static func beginning(at time: Int64) -> SQL {
        """
        UPDATE broadcasts SET status = 'in_progress', started_at = \(time)
        WHERE status IN ('scheduled', 'in_progress') AND status = 'scheduled' AND scheduled_at <= \(time)
        """
    }

    private static let atWork: SQL = """
        SELECT \(unsafeSQL: Broadcast.columns) FROM broadcasts WHERE status IN ('scheduled', 'in_progress') ORDER BY id
        """

    private static func waiting(_ broadcast: Int64, after start: SQL, limit: Int) -> SQL {
        """
        SELECT recipients.telegram_id, COALESCE(users.first_name, '')
        FROM broadcast_recipients AS recipients LEFT JOIN users ON users.telegram_id = recipients.telegram_id
        WHERE recipients.broadcast_id = \(broadcast) AND recipients.telegram_id > \(start)
            AND recipients.state = 'pending'
        ORDER BY recipients.broadcast_id, recipients.telegram_id LIMIT \(limit)
        """
    }

    /// Who was never heard of was never active.
    private static func unreachability(_ ids: [Int64], at time: Int64) -> SQL {
        let given = SQL(
            sqlite: "SELECT value AS id FROM json_each(\(all: ids)) WHERE true",
            postgreSQL: "SELECT unnest(\(all: ids)) AS id"
        )
        return """
            INSERT INTO bot_users (telegram_id, source, started_at, last_active_at, unreachable_at)
            SELECT id, '', 0, 0, \(time) FROM (\(given)) AS given WHERE true
            ON CONFLICT (telegram_id) DO UPDATE SET unreachable_at = excluded.unreachable_at
            """
    }

    private static func note(_ broadcast: Int64, doneTo place: Int64, fault: String) -> SQL {
        """
        UPDATE broadcasts SET done_to = CASE WHEN done_to < \(place) THEN \(place) ELSE done_to END,
            fault = CASE WHEN \(fault) = '' THEN fault ELSE \(fault) END
        WHERE id = \(broadcast)
        """
    }

    private static func ending(_ broadcast: Int64, as status: Broadcast.Status, at time: Int64) -> SQL {
        """
        UPDATE broadcasts SET status = \(status.rawValue), completed_at = \(time)
        WHERE id = \(broadcast) AND status = 'in_progress'
        """
    }

    static var sendingPlans: [PlanCase] {
        var transaction = Transaction()
        add([5, 7], as: "sent", of: 7, to: &transaction)
        add([5, 7], as: "failed", of: 7, to: &transaction)
        add([5, 7], as: "unreachable", of: 7, to: &transaction)
        let recording = transaction.steps.filter { !$0.sql.postgreSQL.isEmpty }
        return recording.map { PlanCase($0.sql, most: ["broadcasts": 1, "broadcast_recipients": 2]) }
            + [
                PlanCase(beginning(at: 7)),
                PlanCase(atWork),
                PlanCase(waiting(7, after: "\(Int64(5))", limit: 500), most: ["broadcast_recipients": 500]),
                PlanCase(
                    waiting(7, after: "(SELECT done_to FROM broadcasts WHERE id = \(Int64(7)))", limit: 500),
                    most: ["broadcast_recipients": 500]
                ),
                PlanCase(unreachability([5, 7], at: 7), most: ["bot_users": 0]),
                PlanCase(note(7, doneTo: 5, fault: ""), most: ["broadcasts": 1]),
                PlanCase(ending(7, as: .completed, at: 7), most: ["broadcasts": 1]),
            ]
    }
}
