/// Somebody who administers, or did.
package struct Administrator: Sendable, Equatable {
    /// What they may do; a superadministrator is an administrator, too.
    package enum Rank: String, Sendable, CaseIterable {
        case admin
        case superadmin
    }

    package var telegramID: Int64
    /// As others call them; may be empty.
    package var name: String
    package var rank: Rank
    /// False for one who was removed.
    package var isActive: Bool
    /// Since when they are what they are: microseconds since 1970-01-01T00:00:00Z.
    package var since: Int64

    package init(telegramID: Int64, name: String = "", rank: Rank, isActive: Bool = true, since: Int64) {
        self.telegramID = telegramID
        self.name = name
        self.rank = rank
        self.isActive = isActive
        self.since = since
    }
}
