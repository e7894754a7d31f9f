extension Bot {
    mutating func editText(_ call: Parameters, _ now: Moment) throws(Refusal) -> JSON {
        let text = try FormattedText.text(of: call)
        guard let text, !text.text.isEmpty else { throw .badRequest("message text is empty") }
        return try edit(call, now) { message throws(Refusal) in
            guard MediaKind.members.isDisjoint(with: message.content.keys) else {
                throw .badRequest("there is no text in the message to edit")
            }
            message.content = text.members("text", "entities")
        }
    }

    mutating func editCaption(_ call: Parameters, _ now: Moment) throws(Refusal) -> JSON {
        let caption = try FormattedText.caption(of: call)
        return try edit(call, now) { message throws(Refusal) in
            guard message.content["text"] == nil else {
                throw .badRequest("there is no caption in the message to edit")
            }
            message.content["caption"] = nil
            message.content["caption_entities"] = nil
            if let caption, !caption.text.isEmpty {
                message.content.merge(caption.members("caption", "caption_entities")) { $1 }
            }
        }
    }

    mutating func editMarkup(_ call: Parameters, _ now: Moment) throws(Refusal) -> JSON {
        try edit(call, now) { _ throws(Refusal) in }
    }

    /// Changes one of the bot's messages; its keyboard goes where the call brings none.
    private mutating func edit(
        _ call: Parameters,
        _ now: Moment,
        _ change: (inout StoredMessage) throws(Refusal) -> Void
    ) throws(Refusal) -> JSON {
        let inline = call.string("inline_message_id")
        let address: MessageAddress
        if let inline {
            guard let known = inlineMessages[inline] else { throw .badRequest("MESSAGE_ID_INVALID") }
            address = known
        } else {
            let chat = try openChatID(of: call)
            address = MessageAddress(chat: chat, message: call.int("message_id") ?? 0)
        }
        guard let before = message(address.message, in: address.chat) else {
            throw .badRequest("message to edit not found")
        }
        guard before.from.id == person.id else { throw .badRequest("message can't be edited") }
        var after = before
        after.replyMarkup = try replyMarkup(of: call)
        try change(&after)
        guard before != after || options.isCounting else {
            throw .badRequest(
                "message is not modified: specified new message content and reply markup are exactly the same "
                    + "as a current content and reply markup of the message"
            )
        }
        after.editDate = now.date
        if !options.isCounting { chats[address.chat]?.messages[address.message] = after }
        return inline == nil ? shown(address.chat).json(after) : true
    }

    mutating func deleteMessage(_ call: Parameters, _ now: Moment) throws(Refusal) -> JSON {
        let chat = try openChatID(of: call)
        let id = call.int("message_id") ?? 0
        guard let message = message(id, in: chat) else { throw .badRequest("message to delete not found") }
        // Of others' messages, and of those older than two days, a bot without rights deletes none in groups.
        let isOld = message.date > 0 && now.date - message.date > 48 * 3600
        guard !isOld, message.from.id == person.id || shown(chat).kind == .private else {
            throw .badRequest("message can't be deleted for everyone")
        }
        if chats[chat] == nil { makeChat(Person(chat), access: .open) }
        chats[chat]?.messages[id] = nil
        if options.isCounting { chats[chat]?.deleted.insert(id) }
        return true
    }
}
