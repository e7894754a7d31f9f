import Domain
import Platform

/// Messages in each recipient's language, as part of another change.
extension Outbox {
    /// - Parameter recipients: a query for `chat_id`, `message_id`, `subject`, and the `number` that the mark stands
    ///   for.
    static func addition(_ message: TranslatedMessage, to recipients: SQL, at time: Int64) -> SQL {
        """
        INSERT INTO outbox (lane, chat_id, method, parameters, subject, message_id, created_at, trace)
        SELECT \(message.lane.rawValue), recipients.chat_id, \(message.method),
            replace(
                CASE WHEN (SELECT lower(language_code) LIKE 'ru%' FROM users WHERE telegram_id = recipients.chat_id)
                    THEN \(utf8: message.russian) ELSE \(utf8: message.english) END,
                \(message.mark), recipients.number
            ),
            recipients.subject, recipients.message_id, \(time), \(TraceContext.current?.parent ?? "")
        FROM (\(recipients)) AS recipients
        ORDER BY recipients.chat_id, recipients.message_id
        """
    }

    /// A message to one chat.
    static func addition(_ message: TranslatedMessage, to chat: Int64, at time: Int64) -> SQL {
        addition(message, to: "SELECT \(chat) AS chat_id, 0 AS message_id, '' AS subject, '' AS number", at: time)
    }

    /// A change of all messages about a subject.
    static func change(_ message: TranslatedMessage, ofAllAbout subject: String, at time: Int64) -> SQL {
        addition(message, to: "SELECT *, '' AS number FROM (\(places(of: subject))) AS places", at: time)
    }

    /// The messages about a subject that were sent, and the chats where others wait to be sent.
    static func places(of subject: String) -> SQL {
        """
        SELECT chat_id, message_id, subject FROM sent_messages WHERE subject = \(subject)
        UNION ALL
        SELECT DISTINCT chat_id, 0, subject FROM outbox
        WHERE subject = \(subject) AND subject <> '' AND state = 'pending' AND message_id = 0 AND chat_id <> 0
        """
    }
}
