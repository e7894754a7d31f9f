/// A call of the Bot API in every language of the bot: each recipient gets the one that is theirs.
package struct TranslatedMessage: Sendable, Equatable {
    package var lane: OutgoingMessage.Lane
    /// As the Bot API names it.
    package var method: String
    /// As `OutgoingMessage.parameters`.
    package var english: [UInt8]
    package var russian: [UInt8]
    /// The text in the parameters that stands for a number which only the database knows; empty where there is none.
    package var mark: String

    package init(
        lane: OutgoingMessage.Lane,
        method: String,
        mark: String = "",
        parameters: (Language) -> [UInt8]
    ) {
        self.lane = lane
        self.method = method
        self.mark = mark
        english = parameters(.english)
        russian = parameters(.russian)
    }
}
