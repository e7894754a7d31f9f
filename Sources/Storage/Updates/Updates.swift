import Domain

/// The inbox: updates as Telegram delivered them, and which of them wait to be handled, in order of arrival.
package struct Updates: Noun {
    let database: Database
    private let received: Batch<ReceivedUpdate>
    private let effects: Batch<HandledUpdate>

    init(_ database: Database) {
        self.database = database
        received = Batch(database)
        effects = Batch(database)
    }

    /// Stores the raw update, which waits from then on; false where its id is there already.
    package func record(_ update: ReceivedUpdate) async throws(StorageError) -> Bool {
        try await received.write(update)
    }

    /// Makes an update handled, with messages and without other changes; false where it was handled before, and nothing
    /// is done.
    package func finish(_ id: Int64, messages: [OutgoingMessage]) async throws(StorageError) -> Bool {
        try await effects.write(HandledUpdate(id: id, messages: messages))
    }

    /// The next updates, in order of arrival; those that are dead or of partitions that are not asked for without
    /// their bytes, so that who reads on gets past them.
    ///
    /// - Parameters:
    ///   - partitions: a bit for each.
    ///   - others: updates up to `id` that are looked for again. So are those that somebody lets try again.
    package func waiting(
        _ partitions: UInt32,
        after id: Int64,
        or others: [Int64],
        limit: Int
    ) async throws(StorageError) -> [(update: WaitingUpdate, isAsked: Bool)] {
        let sql = Updates.waiting(Int64(partitions), after: id, or: others, limit: limit)
        return try await database.read(sql) { (Updates.update($0), $0.bool(8)) }
    }

    /// The next updates that queue behind nothing, for who has no room for all that come before them.
    ///
    /// - Parameters:
    ///   - partitions: a bit for each.
    ///   - others: updates up to `id` that are looked for again.
    package func urgent(
        _ partitions: UInt32,
        after id: Int64,
        or others: [Int64],
        limit: Int
    ) async throws(StorageError) -> [WaitingUpdate] {
        let sql = Updates.urgent(Int64(partitions), after: id, or: others, limit: limit)
        return try await database.read(sql, Updates.update)
    }

    /// The next updates of one key that wait.
    package func waiting(
        of key: OrderKey,
        from id: Int64,
        limit: Int
    ) async throws(StorageError) -> [WaitingUpdate] {
        try await database.read(Updates.waiting(of: key, from: id, limit: limit), Updates.update)
    }

    /// Notes that an update failed, and when it is tried again; or that it is dead.
    package func fail(_ update: WaitingUpdate, fault: String) async throws(StorageError) {
        try await database.transact(Updates.failure(update, fault: fault))
    }

    /// The updates that wait although they could be handled, as far as there are not very many.
    package func backlog() async throws(StorageError) -> Backlog {
        let backlog = try await database.readOne(Updates.backlog(of: Backlog.mostRows)) {
            Backlog(count: $0.integer(0), since: $0.optionalInteger(1))
        }
        return backlog ?? Backlog(count: 0, since: nil)
    }

    /// The updates that are tried no more, among the first `Backlog.mostRows`.
    package func deadCount() async throws(StorageError) -> Int64 {
        try await database.readOne(Updates.deadCount) { $0.integer(0) } ?? 0
    }
}

extension Updates {
    /// The columns that `update` reads.
    static let columns: String = """
        inbox.id, inbox.order_key, inbox.kind, inbox.attempts, inbox.due_at, inbox.state,
        inbox.trace
        """

    @Sendable static func update(_ row: borrowing StoredRow) -> WaitingUpdate {
        WaitingUpdate(
            id: row.integer(0),
            orderKey: OrderKey(text: row.text(1)),
            kind: row.text(2),
            attempts: row.integer(3),
            dueAt: row.integer(4),
            state: WaitingUpdate.State(rawValue: row.text(5)) ?? .dead,
            raw: row.optionalBytes(7) ?? [],
            trace: row.text(6)
        )
    }

    private static func waiting(_ partitions: Int64, after id: Int64, or others: [Int64], limit: Int) -> SQL {
        """
        SELECT \(unsafeSQL: columns), telegram_updates.raw, inbox.is_asked
        FROM (
            SELECT *, (\(partitions) >> CAST(partition AS integer)) & 1 = 1 AND state <> 'dead' AS is_asked FROM (
                SELECT * FROM inbox WHERE id \(isIn: others)
                UNION ALL
                SELECT * FROM (SELECT * FROM inbox WHERE id > \(id) ORDER BY id LIMIT \(limit)) AS next
                UNION ALL
                SELECT * FROM (
                    SELECT * FROM inbox WHERE attempts = 0 AND due_at > 0 AND id <= \(id) ORDER BY id LIMIT \(limit)
                ) AS again
            ) AS found
        ) AS inbox LEFT JOIN telegram_updates ON telegram_updates.id = inbox.id AND inbox.is_asked
        ORDER BY inbox.id
        """
    }

    private static func urgent(_ partitions: Int64, after id: Int64, or others: [Int64], limit: Int) -> SQL {
        let isAsked: SQL = """
            kind = 'pre_checkout_query' AND state <> 'dead' AND (\(partitions) >> CAST(partition AS integer)) & 1 = 1
            """
        return """
            SELECT \(unsafeSQL: columns), telegram_updates.raw
            FROM (
                SELECT * FROM inbox WHERE id \(isIn: others) AND \(isAsked)
                UNION ALL
                SELECT * FROM (
                    SELECT * FROM inbox WHERE id > \(id) AND \(isAsked) ORDER BY id LIMIT \(limit)
                ) AS next
            ) AS inbox JOIN telegram_updates ON telegram_updates.id = inbox.id
            ORDER BY inbox.id
            """
    }

    private static func waiting(of key: OrderKey, from id: Int64, limit: Int) -> SQL {
        """
        SELECT \(unsafeSQL: columns), telegram_updates.raw
        FROM inbox JOIN telegram_updates ON telegram_updates.id = inbox.id
        WHERE inbox.order_key = \(key.text) AND inbox.id >= \(id) AND inbox.state <> 'dead'
        ORDER BY inbox.order_key, inbox.id LIMIT \(limit)
        """
    }

    private static func failure(_ update: WaitingUpdate, fault: String) -> SQL {
        """
        UPDATE inbox SET attempts = \(update.attempts), due_at = \(update.dueAt), state = \(update.state.rawValue),
            fault = \(fault)
        WHERE id = \(update.id)
        """
    }

    /// Keys with an update that failed, or that somebody has tried again, wait for that, not for us: they are left
    /// out. Of one key few count, so that who writes much does not fill the inbox for all.
    private static func backlog(of limit: Int64) -> SQL {
        """
        WITH keys AS (
            SELECT min(id) AS first,
                CASE WHEN count(*) > \(Backlog.mostOfKey) THEN \(Backlog.mostOfKey) ELSE count(*) END AS size
            FROM (SELECT * FROM inbox WHERE state <> 'dead' ORDER BY id LIMIT \(limit)) AS waiting
            GROUP BY order_key HAVING max(attempts) = 0 AND max(due_at) = 0
        )
        SELECT (SELECT CAST(coalesce(sum(size), 0) AS bigint) FROM keys), (
            SELECT received_at FROM telegram_updates
            WHERE id = (SELECT first FROM keys ORDER BY first LIMIT 1 OFFSET \(Backlog.fewKeys))
        )
        """
    }

    private static let deadCount: SQL = """
        SELECT count(*) FROM (SELECT state FROM inbox ORDER BY id LIMIT \(Backlog.mostRows)) AS first
        WHERE state <> 'pending'
        """

    static let plans: [PlanCase] =
        [
            PlanCase(deadCount, most: ["inbox": Int(Backlog.mostRows)]),
            PlanCase(
                ReceivedUpdate.statement,
                #"'{1,200001}', '{"\\x00","\\x01"}', '{1,2}', '{"chat/1","chat/2"}', '{message,message}', 7, '{"",""}'"#,
                most: ["telegram_updates": 0, "inbox": 0]
            ),
            PlanCase(HandledUpdate.statement, HandledUpdate.planValues, most: ["inbox": 2, "outbox": 0]),
            PlanCase(waiting(-1, after: 99_000, or: [5, 7], limit: 64), most: ["inbox": 1_100]),
            PlanCase(urgent(-1, after: 0, or: [5, 7], limit: 64), most: ["inbox": 66, "telegram_updates": 66]),
            PlanCase(waiting(of: .chat(1), from: 1, limit: 8), most: ["inbox": 200, "telegram_updates": 200]),
            PlanCase(failure(WaitingUpdate(id: 7, orderKey: .chat(1)), fault: ""), most: ["inbox": 1]),
            PlanCase(backlog(of: 1_000), most: ["inbox": 1_000]),
        ] + keptPlans
}
