import PostgreSQL

/// How processes on one database wake each other.
package struct Wakeups: Noun {
    private static let channel: String = "telegram_backend"

    private let database: Database

    init(_ database: Database) { self.database = database }

    /// Tells all processes that listen, this one included.
    ///
    /// PostgreSQL lets one transaction after the other notify: whoever calls this often gathers. What it is about is
    /// found without it, too, so its commit waits for no disk; and it changes no table, so it goes the way of questions
    /// and waits for no write either.
    package func notify(_ payload: String) async throws(StorageError) {
        guard case .postgreSQL = database else { return }
        _ = try await database.readOne(Wakeups.notification(payload)) { _ in }
    }

    /// What hears the others; nil where there are none, as on SQLite.
    package func listener(_ event: @escaping @Sendable (NotificationListener.Event) -> Void) -> NotificationListener? {
        guard case .postgreSQL(let database) = database else { return nil }
        return NotificationListener(database.target, channel: Wakeups.channel, event: event)
    }

    private static func notification(_ payload: String) -> SQL {
        SQL(
            sqlite: "SELECT 1",
            postgreSQL: """
                SELECT set_config('synchronous_commit', 'off', true), pg_notify('\(unsafeSQL: channel)', \(payload))
                """
        )
    }

    static let plans: [PlanCase] = [PlanCase(notification("outbox"))]
}
