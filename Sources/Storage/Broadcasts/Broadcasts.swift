import Domain

/// Broadcasts, with the people that each goes to.
package struct Broadcasts: Noun {
    /// What came of making one.
    package enum Creation: Sendable, Equatable {
        case created(Broadcast)
        /// The key made it before, with the same content.
        case same(Broadcast)
        /// The key made another one before.
        case other
    }

    let database: Database

    init(_ database: Database) { self.database = database }

    /// The broadcast that a key of a creator made, compared with some content; nil where it made none.
    package func find(
        creator: Int64,
        idempotencyKey: String,
        contentHash: String
    ) async throws(StorageError) -> Creation? {
        let found = try await database.readOne(Broadcasts.one(of: creator, idempotencyKey)) {
            (Broadcast($0), $0.text(Broadcast.count))
        }
        return found.map { $0.1 == contentHash ? .same($0.0) : .other }
    }

    /// Makes a draft, unless its key made one before.
    ///
    /// - Parameter recipients: as `count` tells.
    package func create(_ draft: BroadcastDraft, recipients: Int64) async throws(StorageError) -> Creation {
        let sql = Broadcasts.addition(draft, recipients: recipients, at: database.now)
        if let made = try await database.transact(sql, { Broadcast($0) }).first { return .created(made) }
        let found = try await find(
            creator: draft.creator,
            idempotencyKey: draft.idempotencyKey,
            contentHash: draft.contentHash
        )
        guard let found else { throw .internal("a broadcast returned no row") }
        return found
    }

    package func find(id: Int64) async throws(StorageError) -> Broadcast? {
        try await database.readOne(Broadcasts.one(id)) { Broadcast($0) }
    }

    /// One page, newest first.
    ///
    /// - Parameter after: only broadcasts older than this one (its id).
    package func page(limit: Int, after: Int64? = nil) async throws(StorageError) -> Page<Broadcast> {
        let sql = Broadcasts.page(before: after ?? .max, limit: limit + 1)
        return Page(try await database.read(sql) { Broadcast($0) }, limit: limit, id: \.id)
    }

    /// Those that are not over, paused ones and drafts left out.
    package func backlog() async throws(StorageError) -> BroadcastBacklog {
        try await database.read(Broadcasts.backlog, into: BroadcastBacklog()) { backlog, row in
            guard row.text(0) == Broadcast.Status.inProgress.rawValue else { return backlog.scheduled = row.integer(1) }
            (backlog.inProgress, backlog.remaining) = (row.integer(1), max(0, row.integer(2)))
        }
    }

    /// Takes a step with a broadcast; one that has a time for it is scheduled where it would start.
    ///
    /// - Parameters:
    ///   - recipients: what `count` told, where the broadcast starts.
    ///   - effects: what is done besides, where the step is allowed.
    /// - Returns: nil where its status does not allow the step, there is none, or the update was handled before.
    package func take(
        _ step: Broadcast.Step,
        id: Int64,
        recipients: Int64? = nil,
        effects: Effects = .none
    ) async throws(StorageError) -> Broadcast? {
        let time = database.now
        var transaction = Transaction()
        transaction.require(Broadcasts.permission(step, id))
        transaction.apply(effects, at: time)
        let taken = transaction.add(Broadcasts.change(step, id, recipients: recipients, at: time)) { Broadcast($0) }
        guard try await database.transact(transaction) == nil else { return nil }
        return taken.first
    }

    static func one(_ id: Int64) -> SQL {
        "SELECT \(unsafeSQL: Broadcast.columns) FROM broadcasts WHERE id = \(id)"
    }

    private static func one(of creator: Int64, _ key: String) -> SQL {
        """
        SELECT \(unsafeSQL: Broadcast.columns), content_hash FROM broadcasts
        WHERE creator = \(creator) AND idempotency_key = \(key)
        """
    }

    private static let backlog: SQL = """
        SELECT status, count(*), CAST(sum(recipients - sent - failed - unreachable) AS bigint) FROM broadcasts
        WHERE status IN ('scheduled', 'in_progress') GROUP BY status
        """

    private static func page(before id: Int64, limit: Int) -> SQL {
        """
        SELECT \(unsafeSQL: Broadcast.columns) FROM broadcasts WHERE id < \(id) ORDER BY id DESC LIMIT \(limit)
        """
    }

    private static func addition(_ draft: BroadcastDraft, recipients: Int64, at time: Int64) -> SQL {
        """
        INSERT INTO broadcasts (creator, idempotency_key, content_hash, status, text, is_html, media_kind,
            media_file_id, copy_chat_id, copy_message_id, buttons, languages, active_days, completed_test,
            registered_after, scheduled_at, rate, is_paid, language, recipients, created_at)
        VALUES (\(draft.creator), \(draft.idempotencyKey), \(draft.contentHash), 'draft', \(draft.message.text),
            \(draft.message.isHTML), \(draft.message.media?.kind.rawValue ?? ""), \(draft.message.media?.fileID ?? ""),
            \(draft.message.copy?.chatID ?? 0), \(draft.message.copy?.messageID ?? 0), \(draft.message.buttons.stored),
            \(draft.audience.languagesText), \(draft.audience.activeDays), \(draft.audience.completedTest),
            \(draft.audience.registeredAfter), \(draft.scheduledAt), \(draft.rate), \(draft.isPaid),
            \(draft.language), \(recipients), \(time))
        ON CONFLICT (creator, idempotency_key) DO NOTHING
        RETURNING \(unsafeSQL: Broadcast.columns)
        """
    }

    /// Locks the row, so that two who take a step do so one after the other; SQLite has one writer anyway.
    private static func permission(_ step: Broadcast.Step, _ id: Int64) -> SQL {
        let allowed = step.allowed.map { "'\($0.rawValue)'" }.joined(separator: ", ")
        let condition: SQL = "SELECT 1 FROM broadcasts WHERE id = \(id) AND status IN (\(unsafeSQL: allowed))"
        return SQL(sqlite: condition, postgreSQL: "\(condition) FOR UPDATE")
    }

    private static func change(_ step: Broadcast.Step, _ id: Int64, recipients: Int64?, at time: Int64) -> SQL {
        let change: SQL =
            switch step {
            case .start:
                """
                status = CASE WHEN scheduled_at > \(time) THEN 'scheduled' ELSE 'in_progress' END,
                    started_at = CASE WHEN scheduled_at > \(time) THEN NULL ELSE \(time) END,
                    recipients = COALESCE(\(recipients), recipients)
                """
            case .pause: "status = 'paused'"
            case .resume: "status = 'in_progress'"
            case .cancel: "status = 'cancelled', completed_at = \(time)"
            }
        return "UPDATE broadcasts SET \(change) WHERE id = \(id) RETURNING \(unsafeSQL: Broadcast.columns)"
    }

    private static let example = BroadcastDraft(
        creator: 7,
        idempotencyKey: "a",
        contentHash: "b",
        message: BroadcastMessage(text: "Hello"),
        rate: 20
    )

    static let plans: [PlanCase] =
        [
            PlanCase(one(7), most: ["broadcasts": 1]),
            PlanCase(one(of: 7, "key/7"), most: ["broadcasts": 1]),
            PlanCase(page(before: 900, limit: 50), most: ["broadcasts": 50]),
            PlanCase(backlog, most: ["broadcasts": 200]),
            PlanCase(addition(example, recipients: 9, at: 7), most: ["broadcasts": 0]),
        ]
        + Broadcast.Step.allCases.flatMap { step in
            let id: Int64 = step == .start ? 8 : step == .resume ? 9 : 7
            return [
                PlanCase(permission(step, id), isRequired: true, most: ["broadcasts": 1]),
                PlanCase(change(step, id, recipients: nil, at: 7), most: ["broadcasts": 1]),
            ]
        } + audiencePlans + sendingPlans
}
