/// A Telegram Update as it was delivered.
package struct ReceivedUpdate: Sendable, Equatable {
    package var updateID: Int64
    /// The chat whose order it belongs to; nil for updates without one.
    package var chatID: Int64?
    /// The payload member's name, such as "message"; "" where there is none.
    package var kind: String
    /// The request's body, byte for byte.
    package var raw: [UInt8]

    package init(updateID: Int64, chatID: Int64?, kind: String, raw: [UInt8]) {
        self.updateID = updateID
        self.chatID = chatID
        self.kind = kind
        self.raw = raw
    }
}
