/// A chat as one bot sees it.
package struct Chat: Sendable {
    package enum Kind: String, Sendable { case `private`, group, supergroup, channel }

    /// Why the bot may not write; what stands between it and the chat.
    package enum Access: Sendable, Equatable {
        case open
        /// The user never wrote to the bot.
        case notStarted
        case blocked
        /// The user's account was deleted.
        case deactivated
        /// The bot never was in the group.
        case notMember
        case kicked
        /// The group has become the supergroup with this id.
        case migrated(Int64)
    }

    package let id: Int64
    package let kind: Kind
    package var title: String?
    package var username: String?
    /// The other side of a private chat.
    package var person: Person?
    package var access: Access
    /// The people in a group.
    package var members: Set<Int64> = []
    package var lastMessageID: Int64 = 0
    package var messages: [Int64: StoredMessage] = [:]
    /// Messages that were deleted, where the others are not kept.
    var deleted: Set<Int64> = []

    init(_ person: Person, access: Access) {
        id = person.id
        kind = .private
        username = person.username
        self.person = person
        self.access = access
    }

    init(_ id: Int64, kind: Kind, title: String, username: String? = nil) {
        self.id = id
        self.kind = kind
        self.title = title
        self.username = username
        access = .open
    }

    var isGroup: Bool { kind == .group || kind == .supergroup }

    /// A `Chat`.
    var json: JSON {
        .members([
            "id": .int(id), "type": .string(kind.rawValue), "title": title.map(JSON.string),
            "username": username.map(JSON.string), "first_name": (person?.firstName).map(JSON.string),
            "last_name": (person?.lastName).map(JSON.string),
        ])
    }

    /// A `ChatFullInfo`.
    var fullInfo: JSON {
        var members = json.members ?? [:]
        members["accent_color_id"] = 0
        members["max_reaction_count"] = 11
        members["accepted_gift_types"] = [
            "unlimited_gifts": false, "limited_gifts": false, "unique_gifts": false, "premium_subscription": false,
            "gifts_from_channels": false,
        ]
        return .object(members)
    }

    /// Says no where the bot may not write here.
    func checkAccess() throws(Refusal) {
        switch access {
        case .open: return
        case .notStarted: throw .forbidden("bot can't initiate conversation with a user")
        case .blocked: throw .forbidden("bot was blocked by the user")
        case .deactivated: throw .forbidden("user is deactivated")
        case .notMember: throw .forbidden("bot is not a member of the \(kind.rawValue) chat")
        case .kicked: throw .forbidden("bot was kicked from the \(kind.rawValue) chat")
        case .migrated(let chat): throw .migrated(to: chat)
        }
    }
}
