import Domain

/// The outbox: messages that must be sent, in order of arrival, and those that were sent about a subject.
package struct Outbox: Noun {
    let database: Database
    private let sent: Batch<SentMessage>

    init(_ database: Database) {
        self.database = database
        sent = Batch(database)
    }

    /// Puts messages in, in this order.
    package func add(_ messages: [OutgoingMessage]) async throws(StorageError) {
        var transaction = Transaction()
        transaction.apply(Effects(messages: messages), at: database.now)
        try await database.transact(transaction)
    }

    /// The next messages, in order of arrival; dead ones without parameters, so that who reads on gets past them.
    ///
    /// - Parameter others: messages up to `id` that are looked for again.
    package func waiting(
        after id: Int64,
        or others: [Int64],
        limit: Int
    ) async throws(StorageError) -> [WaitingMessage] {
        try await database.read(Outbox.waiting(after: id, or: others, limit: limit), Outbox.message)
    }

    /// What is in it, by lane; lanes without a message are left out.
    package func backlog() async throws(StorageError) -> [LaneBacklog] {
        let rows = try await database.read(Outbox.backlog) {
            ($0.integer(0), isDead: $0.bool(1), count: $0.integer(2), since: $0.integer(3))
        }
        return OutgoingMessage.Lane.allCases.compactMap { lane in
            let mine = rows.filter { $0.0 == lane.rawValue }
            guard !mine.isEmpty else { return nil }
            var backlog = LaneBacklog(lane: lane)
            for row in mine {
                if row.isDead {
                    backlog.dead = row.count
                } else {
                    (backlog.waiting, backlog.since) = (row.count, row.since)
                }
            }
            return backlog
        }
    }

    /// Takes a message out that was sent, and keeps which it was where it has a subject.
    ///
    /// - Parameter messageID: nil where the method makes none. One that was changed is kept already.
    package func markSent(_ message: WaitingMessage, as messageID: Int64?) async throws(StorageError) {
        try await sent.write(
            SentMessage(
                id: message.id,
                subject: messageID == nil || message.message.messageID != 0 ? "" : message.message.subject,
                chatID: message.message.chatID,
                messageID: messageID ?? 0
            )
        )
    }

    /// Takes the change of a message out that is not there any more or cannot be changed, and forgets that it was sent.
    package func markGone(_ message: WaitingMessage) async throws(StorageError) {
        var transaction = Transaction()
        transaction.require(Outbox.removal(message.id))
        if !message.message.subject.isEmpty { transaction.add(Outbox.oblivion(of: message.message)) }
        try await database.transact(transaction)
    }

    /// Puts in place of a change of all messages about a subject one for each of those: in its chat, or in all.
    ///
    /// A message that still waits is changed once it was sent: it has one for its chat, which comes after it.
    package func expand(_ message: WaitingMessage) async throws(StorageError) {
        let time = database.now
        var transaction = Transaction()
        transaction.require(Outbox.removal(message.id))
        transaction.add(Outbox.expansion(message.message, at: time))
        try await database.transact(transaction)
    }

    /// Notes that sending failed, and when it is tried again.
    package func fail(_ message: WaitingMessage, fault: String, isDead: Bool) async throws(StorageError) {
        try await database.transact(Outbox.failure(message, fault: fault, state: isDead ? "dead" : "pending"))
    }

    /// Notes that a group has another id from now on: who sends uses that.
    package func migrate(chat: Int64, to other: Int64) async throws(StorageError) {
        try await database.transact(Outbox.migration(of: chat, to: other))
    }

    /// The groups that have another id.
    package func migrations() async throws(StorageError) -> [(chat: Int64, other: Int64)] {
        try await database.read(Outbox.migrations) { ($0.integer(0), $0.integer(1)) }
    }

    /// Sends nothing before a time, to a chat or at all (0); a later time that is there already stays.
    ///
    /// - Parameter time: microseconds since 1970-01-01T00:00:00Z.
    package func pause(chat: Int64, until time: Int64) async throws(StorageError) {
        try await database.transact(Outbox.pausing(chat, until: time))
    }

    /// The pauses that are not over.
    package func pauses() async throws(StorageError) -> [(chat: Int64, until: Int64)] {
        try await database.read(Outbox.pauses(after: database.now)) { ($0.integer(0), $0.integer(1)) }
    }

    /// The messages that were sent about a subject.
    package func sentMessages(about subject: String) async throws(StorageError) -> [(chat: Int64, message: Int64)] {
        try await database.read(Outbox.sentMessages(about: subject)) { ($0.integer(0), $0.integer(1)) }
    }
}

extension Outbox {
    @Sendable private static func message(_ row: borrowing StoredRow) -> WaitingMessage {
        WaitingMessage(
            id: row.integer(0),
            message: OutgoingMessage(
                lane: OutgoingMessage.Lane(rawValue: row.integer(1)) ?? .broadcast,
                chatID: row.integer(2),
                method: row.text(3),
                parameters: row.optionalBytes(4) ?? [],
                subject: row.text(5),
                messageID: row.integer(6),
                trace: row.text(10)
            ),
            attempts: row.integer(7),
            dueAt: row.integer(8),
            isDead: row.bool(9)
        )
    }

    private static func waiting(after id: Int64, or others: [Int64], limit: Int) -> SQL {
        """
        SELECT id, lane, chat_id, method, CASE WHEN state = 'dead' THEN '' ELSE parameters END, subject, message_id,
            attempts, due_at, state = 'dead', trace
        FROM (
            SELECT * FROM outbox WHERE id \(isIn: others)
            UNION ALL
            SELECT * FROM (SELECT * FROM outbox WHERE id > \(id) ORDER BY id LIMIT \(limit)) AS next
        ) AS found ORDER BY id
        """
    }

    private static let backlog: SQL = """
        SELECT lane, state = 'dead', count(*), min(created_at)
        FROM (SELECT lane, state, created_at FROM outbox ORDER BY id LIMIT \(Backlog.mostRows)) AS first
        GROUP BY lane, state
        """

    /// Without a trace, as mostly, there is none to bind.
    static func addition(_ message: OutgoingMessage, at time: Int64) -> SQL {
        guard !message.trace.isEmpty else {
            return """
                INSERT INTO outbox (lane, chat_id, method, parameters, subject, message_id, created_at)
                VALUES (\(message.lane.rawValue), \(message.chatID), \(message.method), \(utf8: message.parameters),
                    \(message.subject), \(message.messageID), \(time))
                """
        }
        return """
            INSERT INTO outbox (lane, chat_id, method, parameters, subject, message_id, created_at, trace)
            VALUES (\(message.lane.rawValue), \(message.chatID), \(message.method), \(utf8: message.parameters),
                \(message.subject), \(message.messageID), \(time), \(message.trace))
            """
    }

    private static func removal(_ id: Int64) -> SQL { "DELETE FROM outbox WHERE id = \(id) RETURNING id" }

    private static func expansion(_ message: OutgoingMessage, at time: Int64) -> SQL {
        let places = message.chatID == 0 ? places(of: message.subject) : places(of: message.subject, in: message.chatID)
        return """
            INSERT INTO outbox (lane, chat_id, method, parameters, subject, message_id, created_at, trace)
            SELECT \(message.lane.rawValue), chat_id, \(message.method), \(utf8: message.parameters), subject,
                message_id, \(time), \(message.trace)
            FROM (\(places)) AS places
            """
    }

    /// The messages about a subject in a chat.
    private static func places(of subject: String, in chat: Int64) -> SQL {
        """
        SELECT chat_id, message_id, subject FROM sent_messages
        WHERE subject = \(subject) AND chat_id = \(chat)
        """
    }

    /// Whoever sends knows a group that has another id by that.
    private static func oblivion(of change: OutgoingMessage) -> SQL {
        """
        DELETE FROM sent_messages
        WHERE subject = \(change.subject) AND message_id = \(change.messageID)
            AND (
                chat_id = \(change.chatID) OR EXISTS (
                    SELECT 1 FROM migrated_chats
                    WHERE migrated_chats.chat_id = sent_messages.chat_id AND other_id = \(change.chatID)
                )
            )
        """
    }

    private static func failure(_ message: WaitingMessage, fault: String, state: String) -> SQL {
        """
        UPDATE outbox SET attempts = \(message.attempts), due_at = \(message.dueAt), state = \(state), fault = \(fault)
        WHERE id = \(message.id)
        """
    }

    private static func pausing(_ chat: Int64, until time: Int64) -> SQL {
        """
        INSERT INTO pauses (chat_id, until) VALUES (\(chat), \(time))
        ON CONFLICT (chat_id) DO UPDATE SET until = excluded.until WHERE pauses.until < excluded.until
        """
    }

    private static func pauses(after time: Int64) -> SQL {
        "SELECT chat_id, until FROM pauses WHERE until > \(time)"
    }

    private static func sentMessages(about subject: String) -> SQL {
        "SELECT chat_id, message_id FROM sent_messages WHERE subject = \(subject) ORDER BY chat_id, message_id"
    }

    private static func migration(of chat: Int64, to other: Int64) -> SQL {
        """
        INSERT INTO migrated_chats (chat_id, other_id) VALUES (\(chat), \(other))
        ON CONFLICT (chat_id) DO UPDATE SET other_id = excluded.other_id
        """
    }

    private static let migrations: SQL = "SELECT chat_id, other_id FROM migrated_chats"

    private static let example = OutgoingMessage(
        lane: .reply,
        chatID: 7,
        method: "sendMessage",
        parameters: [0x7B, 0x7D]
    )

    private static var traced: OutgoingMessage {
        var message = example
        message.trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
        return message
    }

    private static func edit(in chat: Int64) -> OutgoingMessage {
        OutgoingMessage(
            lane: .notification,
            chatID: chat,
            method: "editMessageText",
            parameters: example.parameters,
            subject: "request/7"
        )
    }

    static let plans: [PlanCase] =
        [
            PlanCase(SentMessage.statement, SentMessage.planValues, most: ["outbox": 2, "sent_messages": 0]),
            PlanCase(waiting(after: 99_000, or: [5, 7], limit: 64), most: ["outbox": 1_100]),
            PlanCase(backlog, most: ["outbox": Int(Backlog.mostRows)]),
            PlanCase(addition(example, at: 7), most: ["outbox": 0]),
            PlanCase(addition(traced, at: 7), most: ["outbox": 0]),
            PlanCase(removal(7), isRequired: true, most: ["outbox": 1]),
            PlanCase(expansion(edit(in: 0), at: 7), most: ["outbox": 200, "sent_messages": 200]),
            PlanCase(expansion(edit(in: 7), at: 7), most: ["outbox": 0, "sent_messages": 200]),
            PlanCase(oblivion(of: edit(in: 7)), most: ["sent_messages": 200, "migrated_chats": 200]),
            PlanCase(failure(WaitingMessage(id: 7, message: example), fault: "", state: "dead"), most: ["outbox": 1]),
            PlanCase(migration(of: 1, to: 2)),
            PlanCase(migrations),
            PlanCase(pausing(7, until: 9)),
            PlanCase(pauses(after: 7)),
            PlanCase(sentMessages(about: "request/7"), most: ["sent_messages": 200]),
        ] + Transaction.plans + alertPlans
}
