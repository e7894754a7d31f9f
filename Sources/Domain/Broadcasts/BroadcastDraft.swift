/// A broadcast that somebody makes.
package struct BroadcastDraft: Sendable, Equatable {
    package var creator: Int64
    /// Names it among the creator's: the same key makes it once.
    package var idempotencyKey: String
    /// Tells whether the same key comes with the same content.
    package var contentHash: String
    package var message: BroadcastMessage
    package var audience: BroadcastAudience
    package var scheduledAt: Int64?
    package var rate: Int64
    package var isPaid: Bool
    /// As `Broadcast.language`.
    package var language: String

    package init(
        creator: Int64,
        idempotencyKey: String,
        contentHash: String,
        message: BroadcastMessage,
        audience: BroadcastAudience = BroadcastAudience(),
        scheduledAt: Int64? = nil,
        rate: Int64,
        isPaid: Bool = false,
        language: String = ""
    ) {
        self.creator = creator
        self.idempotencyKey = idempotencyKey
        self.contentHash = contentHash
        self.message = message
        self.audience = audience
        self.scheduledAt = scheduledAt
        self.rate = rate
        self.isPaid = isPaid
        self.language = language
    }
}
