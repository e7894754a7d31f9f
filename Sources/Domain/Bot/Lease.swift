/// The right to do what only one process may do, for a while.
package struct Lease: Sendable, Equatable {
    package enum Kind: String, Sendable {
        /// A partition of the inbox.
        case inbox
        /// Sending messages.
        case outbox
        /// Asking Telegram for updates.
        case poller
        /// Forgetting what is old.
        case pruner
        /// A process that shares the work; its number is its own.
        case member
    }

    package var number: Int64
    package var owner: Int64
    package var isExpired: Bool

    package init(number: Int64, owner: Int64, isExpired: Bool) {
        self.number = number
        self.owner = owner
        self.isExpired = isExpired
    }
}
