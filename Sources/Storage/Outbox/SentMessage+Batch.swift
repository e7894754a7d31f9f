import Domain
import PostgreSQL

/// A message that was sent.
struct SentMessage: Sendable {
    let id: Int64
    /// Empty: nobody will look for it.
    let subject: String
    let chatID: Int64
    let messageID: Int64
}

/// `markSent`: the row goes, and what was sent about a subject is kept.
extension SentMessage: BatchedWrite {
    static let statement: Statement = Statement(
        """
        WITH gone AS (
            DELETE FROM outbox WHERE id = ANY ($1)
        ), kept AS (
            INSERT INTO sent_messages (subject, chat_id, message_id, sent_at)
            SELECT subject, chat_id, message_id, $5 FROM unnest($2, $3, $4) AS given (subject, chat_id, message_id)
            WHERE subject <> '' ON CONFLICT DO NOTHING
        )
        SELECT unnest($1)
        """,
        [.bigintArray, .textArray, .bigintArray, .bigintArray, .bigint]
    )

    static let planValues: String = #"'{7,9}', '{"request/7",""}', '{1,2}', '{3,4}', 7"#

    func run(on connection: SQLiteConnection, at time: Int64) throws(StorageError) {
        try connection.run("DELETE FROM outbox WHERE id = \(id)")
        guard !subject.isEmpty else { return }
        try connection.run(
            """
            INSERT INTO sent_messages (subject, chat_id, message_id, sent_at)
            VALUES (\(subject), \(chatID), \(messageID), \(time)) ON CONFLICT DO NOTHING
            """
        )
    }

    var key: Int64 { id }

    var size: Int { subject.utf8.count }

    static func parameters(_ messages: [SentMessage], now: Int64) -> Parameters {
        var parameters = Parameters(reserving: messages.count * 64)
        parameters.addArray(of: .bigint, count: messages.count) { $1.add(messages[$0].id) }
        parameters.addArray(of: .text, count: messages.count) { $1.add(messages[$0].subject) }
        parameters.addArray(of: .bigint, count: messages.count) { $1.add(messages[$0].chatID) }
        parameters.addArray(of: .bigint, count: messages.count) { $1.add(messages[$0].messageID) }
        parameters.add(now)
        return parameters
    }

    static func outcome(_ row: borrowing Row) -> (key: Int64, value: Void) { (row.integer(0), ()) }
}
