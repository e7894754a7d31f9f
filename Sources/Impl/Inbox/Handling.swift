import Domain

/// What became of an update.
package enum Handling: Sendable {
    /// It is handled, with all that it asked for.
    case done
    /// Nothing was changed for it: it is handled by these messages.
    case reply([OutgoingMessage])

    package static let ignored = Handling.reply([])
}

/// An update that nobody can read, and will not be able to later.
struct UnreadableUpdate: Error {
    let reason: String
}
