import Domain
import PostgreSQL

/// An update that is handled, with messages to send and no other change: many share a statement and a commit.
struct HandledUpdate: Sendable {
    let id: Int64
    let messages: [OutgoingMessage]
}

/// `finish`: the row goes and its messages come, unless it was handled before.
extension HandledUpdate: BatchedWrite {
    static let statement: Statement = Statement("WITH \(clauses) SELECT id FROM handled", types)

    /// `handled` are those that were not before; with `addParameters`, of the types `types`.
    static let clauses: String = """
        handled AS (
            DELETE FROM inbox WHERE id = ANY ($1) RETURNING id
        ), queued AS (
            INSERT INTO outbox (lane, chat_id, method, parameters, subject, message_id, created_at, trace)
            SELECT lane, chat_id, method, parameters, subject, message_id, $9, trace
            FROM unnest($2, $3, $4, $5, $6, $7, $8, $10) WITH ORDINALITY
                AS given (id, lane, chat_id, method, parameters, subject, message_id, trace, place)
            JOIN handled USING (id)
            ORDER BY place
        )
        """

    static let types: [ParameterType] = [
        .bigintArray, .bigintArray, .bigintArray, .bigintArray, .textArray, .textArray, .textArray, .bigintArray,
        .bigint, .textArray,
    ]

    static let planValues: String =
        #"'{7,9}', '{7}', '{2}', '{1}', '{sendMessage}', '{"{}"}', '{""}', '{0}', 7, '{""}'"#

    func run(on connection: SQLiteConnection, at time: Int64) throws(StorageError) -> Bool {
        try connection.run("DELETE FROM inbox WHERE id = \(id)")
        guard connection.changes > 0 else { return false }
        for message in messages { try connection.run(Outbox.addition(message, at: time)) }
        return true
    }

    /// It was handled before.
    static let valueWithoutRow: Bool? = false

    var key: Int64 { id }

    var size: Int { messages.reduce(0) { $0 + $1.parameters.count + 64 } }

    static func parameters(_ updates: [HandledUpdate], now: Int64) -> Parameters {
        var parameters = Parameters(reserving: updates.reduce(updates.count * 16) { $0 + $1.size })
        addParameters(updates, now: now, to: &parameters)
        return parameters
    }

    /// The values of `clauses`.
    static func addParameters(_ updates: [HandledUpdate], now: Int64, to parameters: inout Parameters) {
        let rows = updates.flatMap { update in update.messages.map { (id: update.id, message: $0) } }
        parameters.addArray(of: .bigint, count: updates.count) { $1.add(updates[$0].id) }
        parameters.addArray(of: .bigint, count: rows.count) { $1.add(rows[$0].id) }
        parameters.addArray(of: .bigint, count: rows.count) { $1.add(rows[$0].message.lane.rawValue) }
        parameters.addArray(of: .bigint, count: rows.count) { $1.add(rows[$0].message.chatID) }
        parameters.addArray(of: .text, count: rows.count) { $1.add(rows[$0].message.method) }
        parameters.addArray(of: .text, count: rows.count) { $1.add(rows[$0].message.parameters) }
        parameters.addArray(of: .text, count: rows.count) { $1.add(rows[$0].message.subject) }
        parameters.addArray(of: .bigint, count: rows.count) { $1.add(rows[$0].message.messageID) }
        parameters.add(now)
        parameters.addArray(of: .text, count: rows.count) { $1.add(rows[$0].message.trace) }
    }

    static func outcome(_ row: borrowing Row) -> (key: Int64, value: Bool) { (row.integer(0), true) }
}
