/// A message in the outbox.
package struct WaitingMessage: Sendable, Equatable {
    /// In order of arrival.
    package var id: Int64
    package var message: OutgoingMessage
    /// How often sending it failed.
    package var attempts: Int64
    /// Not before this time: microseconds since 1970-01-01T00:00:00Z.
    package var dueAt: Int64
    /// It will not be sent any more, and stays with its reason.
    package var isDead: Bool
    /// The recipient of a broadcast that it goes to, whose row stands for it: none of the outbox does.
    package var recipient: BroadcastPlace?

    package init(
        id: Int64,
        message: OutgoingMessage,
        attempts: Int64 = 0,
        dueAt: Int64 = 0,
        isDead: Bool = false,
        recipient: BroadcastPlace? = nil
    ) {
        self.id = id
        self.message = message
        self.attempts = attempts
        self.dueAt = dueAt
        self.isDead = isDead
        self.recipient = recipient
    }
}
