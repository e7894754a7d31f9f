import Domain

/// Who a broadcast goes to.
extension Broadcasts {
    /// How many users one statement looks at: so many that a million take ten, so few that none takes as long as a
    /// statement may.
    static let window: Int = 100_000

    /// How many people a broadcast would go to now.
    package func count(_ audience: BroadcastAudience) async throws(StorageError) -> Int64 {
        let time = database.now
        var count: Int64 = 0
        var start: Int64 = 0
        while true {
            let end = try await database.readOne(Broadcasts.end(of: start)) { $0.integer(0) }
            let sql = Broadcasts.count(audience, after: start, to: end ?? .max, at: time)
            count += try await database.readOne(sql) { $0.integer(0) } ?? 0
            guard let end else { return count }
            start = end
        }
    }

    /// Lists recipients of a broadcast that is under way: those that its audience names among the next users. Who came
    /// after it began is none.
    ///
    /// They never pass through this program. A price that was confirmed is kept: of a paid broadcast's recipients there
    /// are no more than were counted.
    ///
    /// - Returns: true where all are listed; false where there are more, or it is not under way.
    package func list(_ broadcast: Broadcast) async throws(StorageError) -> Bool {
        let place = try await database.readOne(Broadcasts.listed(broadcast.id)) {
            ($0.optionalInteger(0), $0.integer(1))
        }
        guard let place, let start = place.0 else { return true }
        let end = try await database.readOne(Broadcasts.end(of: start)) { $0.integer(0) }
        let most = broadcast.isPaid ? max(0, broadcast.recipients - place.1) : .max
        var transaction = Transaction()
        transaction.require(Broadcasts.claim(broadcast.id, from: start))
        Broadcasts.addRecipients(of: broadcast, after: start, to: end, most: most, to: &transaction)
        return try await database.transact(transaction) == nil && end == nil
    }

    private static func addRecipients(
        of broadcast: Broadcast,
        after start: Int64,
        to end: Int64?,
        most: Int64,
        to transaction: inout Transaction
    ) {
        let insertion = insertion(broadcast, after: start, to: end ?? .max, most: most)
        transaction.add(SQL(sqlite: insertion))
        transaction.add(
            SQL(
                sqlite: "UPDATE broadcasts SET listed = listed + changes() WHERE id = \(broadcast.id)",
                postgreSQL: """
                    WITH added AS (\(insertion) RETURNING 1)
                    UPDATE broadcasts SET listed = listed + (SELECT count(*) FROM added) WHERE id = \(broadcast.id)
                    """
            )
        )
        transaction.add(end.map { advance(broadcast.id, to: $0) } ?? completion(of: broadcast.id))
    }

    /// The last of the next users; none where they are fewer than a window.
    private static func end(of start: Int64) -> SQL {
        """
        SELECT telegram_id FROM users WHERE telegram_id > \(start) ORDER BY telegram_id
        LIMIT 1 OFFSET \(Int64(window - 1))
        """
    }

    private static func count(_ audience: BroadcastAudience, after start: Int64, to end: Int64, at time: Int64) -> SQL {
        "SELECT count(*) \(members(audience, after: start, to: end, at: time))"
    }

    private static func insertion(_ broadcast: Broadcast, after start: Int64, to end: Int64, most: Int64) -> SQL {
        let time = broadcast.startedAt ?? broadcast.createdAt
        return """
            INSERT INTO broadcast_recipients (broadcast_id, telegram_id, state)
            SELECT \(broadcast.id), users.telegram_id, 'pending'
            \(members(broadcast.audience, after: start, to: end, at: time))
            ORDER BY users.telegram_id LIMIT \(most)
            """
    }

    /// Users of a window that can be written to, as far as is known, and that an audience names.
    private static func members(
        _ audience: BroadcastAudience,
        after start: Int64,
        to end: Int64,
        at time: Int64
    ) -> SQL {
        let since = audience.activeDays.map { time - $0 * 86_400_000_000 } ?? .min
        let completed = audience.completedTest
        let languages = audience.languagesText
        return """
            FROM users LEFT JOIN bot_users ON bot_users.telegram_id = users.telegram_id
            WHERE users.telegram_id > \(start) AND users.telegram_id <= \(end) AND users.created_at <= \(time)
                AND bot_users.unreachable_at IS NULL
                AND (users.updated_at >= \(since) OR bot_users.last_active_at >= \(since))
                AND users.created_at > \(audience.registeredAfter ?? .min)
                AND (\(completed == nil) OR users.ai_test_completed = \(completed ?? false))
                AND (\(languages) = '' OR \(isListed(languages)))
            """
    }

    private static func isListed(_ languages: String) -> SQL {
        SQL(
            sqlite: """
                instr(\(languages), ',' || lower(
                    substr(language_code, 1, instr(language_code || '-', '-') - 1)) || ',') > 0
                """,
            postgreSQL: "strpos(\(languages), ',' || lower(split_part(language_code, '-', 1)) || ',') > 0"
        )
    }

    private static func listed(_ id: Int64) -> SQL { "SELECT listed_to, listed FROM broadcasts WHERE id = \(id)" }

    private static func claim(_ id: Int64, from start: Int64) -> SQL {
        let condition: SQL = """
            SELECT 1 FROM broadcasts WHERE id = \(id) AND listed_to = \(start) AND status = 'in_progress'
            """
        return SQL(sqlite: condition, postgreSQL: "\(condition) FOR UPDATE")
    }

    private static func advance(_ id: Int64, to end: Int64) -> SQL {
        "UPDATE broadcasts SET listed_to = \(end) WHERE id = \(id)"
    }

    private static func completion(of id: Int64) -> SQL {
        "UPDATE broadcasts SET listed_to = NULL, recipients = listed WHERE id = \(id)"
    }

    private static let exampleAudience = BroadcastAudience(languages: ["en"], activeDays: 7, completedTest: true)

    static var audiencePlans: [PlanCase] {
        let broadcast = Broadcast(
            id: 7,
            creator: 7,
            status: .inProgress,
            message: BroadcastMessage(text: "Hello"),
            audience: exampleAudience,
            rate: 20,
            recipients: 9,
            createdAt: 7
        )
        var transaction = Transaction()
        addRecipients(of: broadcast, after: 5, to: 9, most: 9, to: &transaction)
        addRecipients(of: broadcast, after: 5, to: nil, most: 9, to: &transaction)
        return [
            PlanCase(end(of: 5), most: ["users": window]),
            PlanCase(count(exampleAudience, after: 5, to: .max, at: 7), most: ["users": window]),
            PlanCase(listed(7), most: ["broadcasts": 1]),
            PlanCase(claim(7, from: 0), isRequired: true, most: ["broadcasts": 1]),
        ]
            + transaction.steps.filter { !$0.sql.postgreSQL.isEmpty }.map {
                PlanCase($0.sql, most: ["users": window])
            }
    }
}
