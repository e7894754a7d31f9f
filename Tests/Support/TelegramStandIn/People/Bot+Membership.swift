extension Bot {
    private static func member(_ status: String, _ person: Person) -> JSON {
        var members: [String: JSON] = ["status": .string(status), "user": person.json]
        if status == "kicked" { members["until_date"] = 0 }
        return .object(members)
    }

    private mutating func memberUpdate(
        _ kind: String,
        of member: Person,
        in chat: Int64,
        by person: Person,
        _ statuses: (old: String, new: String),
        _ now: Moment
    ) -> Int64? {
        guard let chat = chats[chat]?.json else { return nil }
        let payload: JSON = [
            "chat": chat, "from": person.json, "date": .int(now.date),
            "old_chat_member": Bot.member(statuses.old, member), "new_chat_member": Bot.member(statuses.new, member),
        ]
        return queue(kind, payload, now: now)
    }

    /// A person blocks the bot: it may not write any more.
    @discardableResult
    package mutating func block(by id: Int64, now: Moment) -> Int64? {
        let person = person(id)
        chats[id]?.access = .blocked
        return memberUpdate("my_chat_member", of: self.person, in: id, by: person, ("member", "kicked"), now)
    }

    /// A person takes that back.
    @discardableResult
    package mutating func unblock(by id: Int64, now: Moment) -> Int64? {
        let person = person(id)
        chats[id]?.access = .open
        return memberUpdate("my_chat_member", of: self.person, in: id, by: person, ("kicked", "member"), now)
    }

    /// A person's account is deleted; nobody is told.
    package mutating func deactivate(_ id: Int64) {
        _ = person(id)
        chats[id]?.access = .deactivated
    }

    /// Makes a group; the bot is in it where somebody has added it.
    @discardableResult
    package mutating func makeChat(
        _ id: Int64,
        kind: Chat.Kind = .supergroup,
        title: String,
        username: String? = nil,
        addedBy adder: Int64? = nil,
        now: Moment
    ) -> Int64? {
        var chat = Chat(id, kind: kind, title: title, username: username)
        chat.access = adder == nil ? .notMember : .open
        chats[id] = chat
        guard let adder else { return nil }
        let person = person(adder)
        chats[id]?.members.insert(adder)
        return memberUpdate("my_chat_member", of: self.person, in: id, by: person, ("left", "member"), now)
    }

    /// Somebody throws the bot out of a group.
    @discardableResult
    package mutating func kick(from chat: Int64, by id: Int64, now: Moment) -> Int64? {
        let person = person(id)
        chats[chat]?.access = .kicked
        return memberUpdate("my_chat_member", of: self.person, in: chat, by: person, ("member", "kicked"), now)
    }

    /// A person joins a group of the bot's: a message tells it, and `chat_member` where the bot asked for that.
    package mutating func join(_ chat: Int64, by id: Int64, now: Moment) {
        let person = person(id)
        guard chats[chat]?.members.insert(id).inserted == true else { return }
        serviceMessage(["new_chat_members": [person.json]], from: person, in: chat, now)
        _ = memberUpdate("chat_member", of: person, in: chat, by: person, ("left", "member"), now)
    }

    /// A person leaves a group of the bot's.
    package mutating func leave(_ chat: Int64, by id: Int64, now: Moment) {
        let person = person(id)
        guard chats[chat]?.members.remove(id) != nil else { return }
        serviceMessage(["left_chat_member": person.json], from: person, in: chat, now)
        _ = memberUpdate("chat_member", of: person, in: chat, by: person, ("member", "left"), now)
    }

    /// A group becomes a supergroup with another id: calls with the old one are refused and told the new.
    package mutating func migrate(_ group: Int64, to supergroup: Int64, by id: Int64, now: Moment) {
        guard let old = chats[group], old.kind == .group else { return }
        let person = person(id)
        var new = Chat(supergroup, kind: .supergroup, title: old.title ?? "", username: old.username)
        new.members = old.members
        chats[supergroup] = new
        serviceMessage(["migrate_to_chat_id": .int(supergroup)], from: person, in: group, now)
        serviceMessage(["migrate_from_chat_id": .int(group)], from: person, in: supergroup, now)
        chats[group]?.access = .migrated(supergroup)
    }
}
