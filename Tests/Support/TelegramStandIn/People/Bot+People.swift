/// What people do in Telegram, as far as the bot hears of it. Each gives the id of the update, or nil where the bot
/// does not want its kind.
extension Bot {
    /// A person, known or made on the spot.
    package mutating func person(_ id: Int64) -> Person {
        if let person = people[id] { return person }
        return meet(Person(id))
    }

    /// Makes a person known, or changes one. Their private chat opens once they write.
    @discardableResult
    package mutating func meet(_ person: Person, hasStarted: Bool = false) -> Person {
        people[person.id] = person
        if chats[person.id] == nil {
            makeChat(person, access: hasStarted || strangers[person.id] != nil ? .open : .notStarted)
        }
        chats[person.id]?.person = person
        chats[person.id]?.username = person.username
        if hasStarted, chats[person.id]?.access == .notStarted { chats[person.id]?.access = .open }
        return person
    }

    /// A person writes to the bot, or in a group that it is in.
    @discardableResult
    package mutating func write(
        _ text: String,
        from id: Int64,
        in group: Int64? = nil,
        replyTo: Int64? = nil,
        now: Moment
    ) -> (update: Int64?, message: Int64) {
        write(content: Bot.content(text), from: id, in: group, replyTo: replyTo, now: now)
    }

    /// The same with any content: a photo, a contact, a sticker, as the Bot API's `Message` has it.
    @discardableResult
    package mutating func write(
        content: [String: JSON],
        from id: Int64,
        in group: Int64? = nil,
        replyTo: Int64? = nil,
        now: Moment
    ) -> (update: Int64?, message: Int64) {
        let person = person(id)
        let chat = group ?? id
        // Who writes has started the bot, and blocks it no longer.
        if group == nil, chats[chat]?.access != .deactivated { chats[chat]?.access = .open }
        guard let message = chats[chat]?.add(from: person, date: now.date, content: content, replyTo: replyTo),
            let json = chats[chat]?.json(message)
        else { return (nil, 0) }
        if options.isCounting { chats[chat]?.messages[message.id] = nil }
        return (queue("message", json, now: now), message.id)
    }

    /// A person changes a message of theirs.
    package mutating func rewrite(_ message: Int64, in chat: Int64, text: String, now: Moment) -> Int64? {
        guard var changed = chats[chat]?.messages[message] else { return nil }
        changed.content = Bot.content(text)
        changed.editDate = now.date
        chats[chat]?.messages[message] = changed
        return chats[chat].flatMap { queue("edited_message", $0.json(changed), now: now) }
    }

    /// A message that Telegram itself makes.
    @discardableResult
    mutating func serviceMessage(
        _ content: [String: JSON],
        from person: Person,
        in chat: Int64,
        _ now: Moment
    ) -> Int64? {
        guard let message = chats[chat]?.add(from: person, date: now.date, content: content),
            let json = chats[chat]?.json(message)
        else { return nil }
        return queue("message", json, now: now)
    }

    /// A text as a message holds it: its commands are entities.
    private static func content(_ text: String) -> [String: JSON] {
        let command = text.prefix { $0 != " " && $0 != "\n" }
        guard text.hasPrefix("/"), command.count > 1 else { return ["text": .string(text)] }
        let entity: JSON = ["type": "bot_command", "offset": 0, "length": .int(Int64(command.utf16.count))]
        return ["text": .string(text), "entities": [entity]]
    }

    /// A person presses a button of a message of the bot's.
    ///
    /// - Parameter isInline: true: the update has `inline_message_id` in place of `message`.
    /// - Returns: the query's id.
    @discardableResult
    package mutating func press(
        _ data: String,
        of address: MessageAddress,
        by id: Int64,
        isInline: Bool = false,
        now: Moment
    ) -> String {
        let query = "\(makeID())"
        let person = person(id)
        var members: [String: JSON] = [
            "id": .string(query), "from": person.json, "data": .string(data),
            "chat_instance": .string("\(address.chat &* 7_919)"),
        ]
        if isInline {
            let inline = "inline\(address.chat)_\(address.message)"
            inlineMessages[inline] = address
            members["inline_message_id"] = .string(inline)
        } else if let message = message(address.message, in: address.chat) {
            members["message"] = chats[address.chat]?.json(message)
        }
        if queue("callback_query", .object(members), now: now) != nil {
            callbackQueries[query] = CallbackQuery(began: now)
        }
        return query
    }
}
