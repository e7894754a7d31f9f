extension Bot {
    mutating func sendMessage(_ call: Parameters, _ now: Moment) throws(Refusal) -> JSON {
        let text = try FormattedText.text(of: call)
        guard let text, !text.text.isEmpty else { throw .badRequest("message text is empty") }
        return try send(text.members("text", "entities"), call, now)
    }

    mutating func sendMedia(_ kind: MediaKind, _ call: Parameters, _ now: Moment) throws(Refusal) -> JSON {
        guard let file = call.string(kind.rawValue), !file.isEmpty else {
            throw .badRequest("there is no \(kind.rawValue) in the request")
        }
        guard !file.contains(" "), file.utf8.count <= 2048 else {
            throw .badRequest("wrong remote file identifier specified: Wrong character in the string")
        }
        // An address or an upload becomes a file of Telegram's, with an id of its own.
        let isNew = file.hasPrefix("http://") || file.hasPrefix("https://") || file.hasPrefix("attach://")
        var content = kind.content(fileID: isNew ? "file\(makeID())" : file)
        let caption = try FormattedText.caption(of: call)
        if let caption, !caption.text.isEmpty {
            content.merge(caption.members("caption", "caption_entities")) { $1 }
        }
        return try send(content, call, now)
    }

    mutating func copyMessage(_ call: Parameters, _ now: Moment) throws(Refusal) -> JSON {
        let target = try openChatID(of: call)
        let source = try chatID("from_chat_id", of: call)
        guard let original = message(call.int("message_id") ?? 0, in: source) else {
            throw .badRequest("message to copy not found")
        }
        guard original.isCopyable else { throw .badRequest("message can't be copied") }
        var content = original.content
        let caption = try FormattedText.caption(of: call)
        if let caption, content["text"] == nil {
            content["caption"] = nil
            content["caption_entities"] = nil
            if !caption.text.isEmpty { content.merge(caption.members("caption", "caption_entities")) { $1 } }
        }
        let sent = try add(content, to: target, call, now)
        return ["message_id": .int(sent)]
    }

    mutating func getChat(_ call: Parameters) throws(Refusal) -> JSON {
        let id = try chatID("chat_id", of: call)
        switch chats[id]?.access {
        case .kicked?, .notMember?, .migrated?: try chats[id]?.checkAccess()
        default: break
        }
        return shown(id).fullInfo
    }

    private mutating func send(_ content: [String: JSON], _ call: Parameters, _ now: Moment) throws(Refusal) -> JSON {
        let target = try openChatID(of: call)
        let id = try add(content, to: target, call, now)
        let chat = shown(target)
        if let message = chat.messages[id] { return chat.json(message) }
        var message = StoredMessage(id: id, from: person, date: now.date, content: content)
        message.replyMarkup = try replyMarkup(of: call)
        return chat.json(message)
    }

    /// Adds the bot's message to a chat; its id.
    private mutating func add(
        _ content: [String: JSON],
        to chat: Int64,
        _ call: Parameters,
        _ now: Moment
    ) throws(Refusal) -> Int64 {
        let markup = try replyMarkup(of: call)
        let replyTo = try repliedMessage(in: chat, call)
        let keeps = !options.isCounting
        let from = person
        return chats[chat]?.add(
            from: from,
            date: now.date,
            content: content,
            replyMarkup: markup,
            replyTo: replyTo,
            keeps: keeps
        ).id ?? nextMessageID(ofStranger: chat)
    }

    private func repliedMessage(in chat: Int64, _ call: Parameters) throws(Refusal) -> Int64? {
        let reply = try call.structure("reply_parameters", "reply parameters")
        guard let id = reply?["message_id"]?.int ?? call.int("reply_to_message_id") else { return nil }
        if message(id, in: chat) != nil { return id }
        let goesWithout = reply?["allow_sending_without_reply"]?.bool ?? call.bool("allow_sending_without_reply")
        guard goesWithout else { throw .badRequest("message to be replied not found") }
        return nil
    }

    /// A message; where none are kept, one without content for each that was sent and not deleted.
    func message(_ id: Int64, in chat: Int64) -> StoredMessage? {
        if let message = chats[chat]?.messages[id] { return message }
        guard options.isCounting, let last = chats[chat]?.lastMessageID ?? strangers[chat], id > 0, id <= last,
            chats[chat]?.deleted.contains(id) != true
        else { return nil }
        return StoredMessage(id: id, from: person, date: 0, content: [:])
    }
}

extension StoredMessage {
    /// Service messages, such as that of a payment, cannot be copied.
    var isCopyable: Bool {
        content.isEmpty || content["text"] != nil || !MediaKind.members.isDisjoint(with: content.keys)
    }
}
