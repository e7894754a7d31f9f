import Synchronization

/// The things that clients sent, and what they were told.
final class Ledger: Sendable {
    /// A kind of write, each with ids of its own.
    enum Kind: Sendable, Hashable { case test, update }

    struct Entry: Sendable {
        let kind: Kind
        let id: Int
        /// nil where no answer came.
        let status: Int?
        let hasRetryAfter: Bool
        /// How long the answer took.
        let milliseconds: Int
        /// The fault, where no answer came.
        var fault: String = ""
    }

    private let stored: Mutex<[Entry]> = Mutex([])
    private let lastID: Atomic<Int> = Atomic(0)

    /// An id that is used once.
    func freshID() -> Int { lastID.add(1, ordering: .relaxed).newValue }

    func note(_ entry: Entry) { stored.withLock { $0.append(entry) } }

    var entries: [Entry] { stored.withLock { $0 } }

    func count(of status: Int) -> Int { stored.withLock { $0.count { $0.status == status } } }

    func ids(_ kind: Kind, where isMeant: (Entry) -> Bool) -> Set<Int> {
        Set(entries.filter { $0.kind == kind && isMeant($0) }.map(\.id))
    }
}
