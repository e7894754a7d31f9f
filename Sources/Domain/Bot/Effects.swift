/// What a change leaves behind beside itself, in the same transaction.
package struct Effects: Sendable, Equatable {
    /// The waiting update that is handled by it: where that was handled before, nothing is done.
    package var handled: Int64?
    /// The messages that are sent for it, in this order.
    package var messages: [OutgoingMessage]

    package init(handled: Int64? = nil, messages: [OutgoingMessage] = []) {
        self.handled = handled
        self.messages = messages
    }

    package static let none = Effects()
}
