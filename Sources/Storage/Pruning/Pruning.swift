import Domain

/// Rows that nobody needs any more: they go in small steps, from the oldest on, until one is young.
package struct Pruning: Noun {
    /// What came of a step.
    package struct Step: Sendable, Equatable {
        /// The rows that are gone.
        package var count: Int
        /// From where the next step goes on; nil: no other row is old.
        package var next: Int64?

        package init(count: Int, next: Int64? = nil) {
            self.count = count
            self.next = next
        }
    }

    /// The rows that a step looks at.
    package static let atOnce: Int = 500

    private let database: Database

    init(_ database: Database) { self.database = database }

    /// Forgets updates that came before a time and wait no more.
    ///
    /// - Parameter id: where the step before ended; 0 for the first.
    package func updates(before time: Int64, after id: Int64) async throws(StorageError) -> Step {
        try await step(Pruning.oldUpdates(before: time, after: id)) { last in
            Pruning.updates(before: time, after: id, upTo: last)
        }
    }

    /// Forgets messages that came before a time and can never be sent.
    ///
    /// - Parameter id: where the step before ended; 0 for the first.
    package func deadMessages(before time: Int64, after id: Int64) async throws(StorageError) -> Step {
        try await step(Pruning.oldMessages(before: time, after: id)) { last in
            Pruning.deadMessages(before: time, after: id, upTo: last)
        }
    }

    /// Forgets which messages were sent before a time.
    package func sentMessages(before time: Int64) async throws(StorageError) -> Step {
        try await step(Pruning.oldSentMessages(before: time)) { last in Pruning.sentMessages(upTo: last) }
    }

    /// The first broadcast behind one that has recipients, and whether it ended before a time: nobody asks for them
    /// then, since its row has what became of them. nil: there is none.
    package func broadcast(after id: Int64, endedBefore time: Int64) async throws(StorageError) -> (Int64, Bool)? {
        try await database.readOne(Pruning.broadcast(after: id, endedBefore: time)) { ($0.integer(0), $0.bool(1)) }
    }

    /// Forgets whom a broadcast that has ended went to, and whom it did not reach.
    ///
    /// - Parameter id: where the step before ended; 0 for the first.
    package func recipients(of broadcast: Int64, after id: Int64) async throws(StorageError) -> Step {
        try await step(Pruning.nextRecipients(of: broadcast, after: id)) { last in
            Pruning.recipients(of: broadcast, after: id, upTo: last)
        }
    }

    /// Forgets pauses that are over.
    package func pauses() async throws(StorageError) {
        try await database.transact(Pruning.pauses(before: database.now))
    }

    /// - Parameters:
    ///   - look: gives the last of the next rows that are old, and how many of them are.
    ///   - removal: removes them up to that one.
    private func step(_ look: SQL, _ removal: (Int64) -> SQL) async throws(StorageError) -> Step {
        let found = try await database.readOne(look) { (last: $0.optionalInteger(0), count: $0.integer(1)) }
        guard let found, let last = found.last else { return Step(count: 0, next: nil) }
        let removed = try await database.transact(removal(last)) { $0.integer(0) }
        return Step(count: removed.count, next: found.count < Pruning.atOnce ? nil : last)
    }
}

extension Pruning {
    /// The last of the next rows of a table that are old, and how many of them are.
    private static func old(_ table: String, by column: String, before time: Int64, after id: Int64) -> SQL {
        """
        SELECT max(id), count(*) FROM (
            SELECT id, \(unsafeSQL: column) AS time FROM \(unsafeSQL: table) WHERE id > \(id) ORDER BY id LIMIT \(atOnce)
        ) AS next WHERE time < \(time)
        """
    }

    private static func oldUpdates(before time: Int64, after id: Int64) -> SQL {
        old("telegram_updates", by: "received_at", before: time, after: id)
    }

    private static func updates(before time: Int64, after id: Int64, upTo last: Int64) -> SQL {
        """
        DELETE FROM telegram_updates
        WHERE id > \(id) AND id <= \(last) AND received_at < \(time)
            AND id NOT IN (SELECT id FROM inbox WHERE inbox.id > \(id) AND inbox.id <= \(last))
        RETURNING id
        """
    }

    private static func oldMessages(before time: Int64, after id: Int64) -> SQL {
        old("outbox", by: "created_at", before: time, after: id)
    }

    private static func deadMessages(before time: Int64, after id: Int64, upTo last: Int64) -> SQL {
        """
        DELETE FROM outbox
        WHERE id > \(id) AND id <= \(last) AND created_at < \(time) AND state = 'dead'
        RETURNING id
        """
    }

    private static func oldSentMessages(before time: Int64) -> SQL {
        """
        SELECT max(sent_at), count(*) FROM (
            SELECT sent_at FROM sent_messages WHERE sent_at < \(time) ORDER BY sent_at LIMIT \(atOnce)
        ) AS next
        """
    }

    private static func sentMessages(upTo last: Int64) -> SQL {
        "DELETE FROM sent_messages WHERE sent_at <= \(last) RETURNING chat_id"
    }

    private static func broadcast(after id: Int64, endedBefore time: Int64) -> SQL {
        """
        SELECT broadcasts.id,
            status IN ('completed', 'failed', 'cancelled') AND COALESCE(completed_at < \(time), false)
        FROM (
            SELECT broadcast_id FROM broadcast_recipients WHERE broadcast_id > \(id)
            ORDER BY broadcast_id, telegram_id LIMIT 1
        ) AS next JOIN broadcasts ON broadcasts.id = next.broadcast_id
        """
    }

    private static func nextRecipients(of broadcast: Int64, after id: Int64) -> SQL {
        """
        SELECT max(telegram_id), count(*) FROM (
            SELECT telegram_id FROM broadcast_recipients
            WHERE broadcast_id = \(broadcast) AND telegram_id > \(id)
            ORDER BY broadcast_id, telegram_id LIMIT \(atOnce)
        ) AS next
        """
    }

    private static func recipients(of broadcast: Int64, after id: Int64, upTo last: Int64) -> SQL {
        """
        DELETE FROM broadcast_recipients
        WHERE broadcast_id = \(broadcast) AND telegram_id > \(id) AND telegram_id <= \(last)
        RETURNING telegram_id
        """
    }

    private static func pauses(before time: Int64) -> SQL { "DELETE FROM pauses WHERE until < \(time)" }

    static let plans: [PlanCase] = [
        PlanCase(oldUpdates(before: 90, after: 0), most: ["telegram_updates": 500]),
        PlanCase(updates(before: 90, after: 0, upTo: 500), most: ["telegram_updates": 500, "inbox": 500]),
        PlanCase(oldMessages(before: 90, after: 0), most: ["outbox": 500]),
        PlanCase(deadMessages(before: 90, after: 0, upTo: 500), most: ["outbox": 500]),
        PlanCase(oldSentMessages(before: 9_000), most: ["sent_messages": 500]),
        PlanCase(sentMessages(upTo: 500), most: ["sent_messages": 500]),
        PlanCase(broadcast(after: 0, endedBefore: 90), most: ["broadcast_recipients": 1, "broadcasts": 1]),
        PlanCase(nextRecipients(of: 7, after: 0), most: ["broadcast_recipients": 500]),
        PlanCase(recipients(of: 7, after: 0, upTo: 500), most: ["broadcast_recipients": 500]),
        PlanCase(pauses(before: 7)),
    ]
}
