import Domain

/// Clients' requests, of which a client has one pending at most.
package struct Requests: Noun {
    /// What came of submitting one.
    package enum Submission: Sendable, Equatable {
        case submitted(ClientRequest)
        /// The client has one that is pending.
        case isPending
        /// The update was handled before.
        case wasHandled
    }

    /// What came of deciding one.
    package enum Outcome: Sendable, Equatable {
        case decided(ClientRequest)
        /// It is not pending, or not there.
        case isNotPending
        /// The update was handled before.
        case wasHandled
    }

    let database: Database

    init(_ database: Database) { self.database = database }

    package func find(id: Int64) async throws(StorageError) -> ClientRequest? {
        try await database.readOne(Requests.one(id)) { ClientRequest($0) }
    }

    /// Makes a pending request, and a message to each active administrator.
    ///
    /// - Parameters:
    ///   - isProfileNew: the profile is kept, too.
    ///   - notifications: in this order; the mark in them stands for the request's number. The first is the message
    ///     that changes with it.
    package func submit(
        _ message: String,
        by client: UserProfile,
        isProfileNew: Bool,
        notifications: [TranslatedMessage],
        effects: Effects = .none
    ) async throws(StorageError) -> Submission {
        let time = database.now
        var transaction = Transaction()
        let handled = transaction.apply(effects, at: time)
        if isProfileNew { transaction.add(Users.registration(client, at: time)) }
        transaction.require(Requests.submission(message, by: client.telegramID, at: time))
        for (index, notification) in notifications.enumerated() {
            let recipients = Requests.recipients(ofPendingOf: client.telegramID, isSubject: index == 0)
            transaction.add(Outbox.addition(notification, to: recipients, at: time))
        }
        let submitted = transaction.add(Requests.pending(of: client.telegramID)) { ClientRequest($0) }
        if let unmet = try await database.transact(transaction) {
            return unmet == handled ? .wasHandled : .isPending
        }
        guard let request = submitted.first else { throw .internal("a request returned no row") }
        return .submitted(request)
    }

    /// Decides a pending request, tells its client, and changes the messages about it wherever they went.
    ///
    /// - Parameter request: with the decision.
    package func decide(
        _ request: ClientRequest,
        answer: TranslatedMessage,
        change: TranslatedMessage,
        effects: Effects = .none
    ) async throws(StorageError) -> Outcome {
        let time = database.now
        var transaction = Transaction()
        let handled = transaction.apply(effects, at: time)
        transaction.require(Requests.decision(request))
        transaction.add(Outbox.addition(answer, to: request.client.telegramID, at: time))
        transaction.add(Outbox.change(change, ofAllAbout: ClientRequest.subject(request.id), at: time))
        if let unmet = try await database.transact(transaction) {
            return unmet == handled ? .wasHandled : .isNotPending
        }
        return .decided(request)
    }

    /// Sends a pending request to somebody once more; nothing where it is decided, or the update was handled before.
    ///
    /// - Parameter messages: as for `submit`.
    package func show(
        _ id: Int64,
        _ messages: [TranslatedMessage],
        to chat: Int64,
        effects: Effects
    ) async throws(StorageError) {
        let time = database.now
        var transaction = Transaction()
        transaction.apply(effects, at: time)
        // Who decides it meanwhile waits for this, and then changes this message, too.
        transaction.add(Requests.lock(id))
        for (index, message) in messages.enumerated() {
            let recipients = Requests.recipient(chat, of: id, isSubject: index == 0)
            transaction.add(Outbox.addition(message, to: recipients, at: time))
        }
        try await database.transact(transaction)
    }
}

extension Requests {
    /// Nothing where the client has a pending one. It is looked for before, since PostgreSQL would use up a number.
    private static func submission(_ message: String, by client: Int64, at time: Int64) -> SQL {
        """
        INSERT INTO client_requests (telegram_id, message, submitted_at)
        SELECT \(client), \(message), \(time)
        WHERE NOT EXISTS (SELECT 1 FROM client_requests WHERE telegram_id = $1 AND status = 'pending')
        ON CONFLICT (telegram_id) WHERE status = 'pending' DO NOTHING
        RETURNING id
        """
    }

    /// All active administrators.
    private static func recipients(ofPendingOf client: Int64, isSubject: Bool) -> SQL {
        """
        SELECT administrators.telegram_id AS chat_id, 0 AS message_id,
            CASE WHEN \(isSubject) THEN 'request/' || CAST(request.id AS text) ELSE '' END AS subject,
            CAST(request.id AS text) AS number
        FROM client_requests AS request CROSS JOIN administrators
        WHERE request.telegram_id = \(client) AND request.status = 'pending' AND administrators.active
        """
    }

    private static func recipient(_ chat: Int64, of id: Int64, isSubject: Bool) -> SQL {
        """
        SELECT \(chat) AS chat_id, 0 AS message_id,
            CASE WHEN \(isSubject) THEN 'request/' || CAST(id AS text) ELSE '' END AS subject,
            CAST(id AS text) AS number
        FROM client_requests WHERE id = \(id) AND status = 'pending'
        """
    }

    /// SQLite has one writer anyway.
    private static func lock(_ id: Int64) -> SQL {
        SQL(sqlite: "SELECT 1", postgreSQL: "SELECT 1 FROM client_requests WHERE id = \(id) FOR UPDATE")
    }

    private static func decision(_ request: ClientRequest) -> SQL {
        """
        UPDATE client_requests SET status = \(request.status.rawValue), decided_at = \(request.decision?.time),
            decided_by = \(request.decision?.administratorID), decider_name = \(request.decision?.administratorName),
            note = \(request.decision?.note)
        WHERE id = \(request.id) AND status = 'pending'
        RETURNING id
        """
    }

    private static let example = TranslatedMessage(lane: .notification, method: "sendMessage", mark: "#") { _ in
        Array("{}".utf8)
    }

    private static let decided = ClientRequest(
        id: 7,
        client: UserProfile(telegramID: 7),
        message: "a",
        status: .approved,
        submittedAt: 7,
        decision: ClientRequest.Decision(time: 7, administratorID: 7, administratorName: "Ana", note: nil)
    )

    static let plans: [PlanCase] =
        [
            PlanCase(one(7), most: ["client_requests": 1, "users": 1]),
            PlanCase(pending(of: 7), most: ["client_requests": 1, "users": 1]),
            PlanCase(submission("a", by: 7, at: 7), isRequired: true, most: ["client_requests": 0]),
            PlanCase(
                Outbox.addition(example, to: recipients(ofPendingOf: 7, isSubject: true), at: 7),
                most: ["client_requests": 1, "users": 100, "outbox": 0]
            ),
            PlanCase(
                decision(decided),
                isRequired: true,
                most: ["client_requests": 1]
            ),
            PlanCase(lock(7), most: ["client_requests": 1]),
            PlanCase(
                Outbox.addition(example, to: recipient(7, of: 7, isSubject: true), at: 7),
                most: ["client_requests": 1, "users": 1, "outbox": 0]
            ),
            PlanCase(Outbox.addition(example, to: 7, at: 7), most: ["users": 1, "outbox": 0]),
            PlanCase(
                Outbox.change(example, ofAllAbout: "request/7", at: 7),
                most: ["users": 200, "outbox": 200, "sent_messages": 200]
            ),
        ] + listPlans
}
