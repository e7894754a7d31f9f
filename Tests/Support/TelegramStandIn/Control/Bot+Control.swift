extension Bot {
    /// The id of the group that an action names.
    func group(_ call: Parameters) throws(Refusal) -> Int64 {
        let id = try call.needed("chat")
        guard let kind = chats[id]?.kind, kind != .private else { throw .badRequest("there is no group \(id)") }
        return id
    }

    mutating func controlWrite(_ call: Parameters, _ now: Moment) throws(Refusal) -> JSON {
        let user = try call.needed("user")
        let group: Int64? = call["chat"] == nil || call.int("chat") == user ? nil : try group(call)
        let written: (update: Int64?, message: Int64)
        if let content = try call.structure("content", "content")?.members {
            written = write(content: content, from: user, in: group, replyTo: call.int("reply_to"), now: now)
        } else {
            guard let text = call.string("text"), !text.isEmpty else { throw .badRequest("text is empty") }
            written = write(text, from: user, in: group, replyTo: call.int("reply_to"), now: now)
        }
        return ["update_id": written.update.map(JSON.int) ?? .null, "message_id": .int(written.message)]
    }

    /// A press by the button's data, or by its place in the message's keyboard, from 0.
    mutating func controlPress(_ call: Parameters, _ now: Moment) throws(Refusal) -> JSON {
        let user = try call.needed("user")
        let address = MessageAddress(chat: call.int("chat") ?? user, message: try call.needed("message"))
        guard let message = message(address.message, in: address.chat) else {
            throw .badRequest("there is no message \(address.message) in chat \(address.chat)")
        }
        let buttons = message.buttons.joined().compactMap { $0["callback_data"]?.string }
        let data: String
        if let named = call.string("data") {
            guard buttons.contains(named) || options.isCounting else {
                throw .badRequest("the message has no button \(named); it has: \(buttons.joined(separator: ", "))")
            }
            data = named
        } else {
            let index = Int(clamping: call.int("button") ?? 0)
            guard buttons.indices.contains(index) else { throw .badRequest("the message has \(buttons.count) buttons") }
            data = buttons[index]
        }
        let query = press(data, of: address, by: user, isInline: call.bool("inline"), now: now)
        return ["callback_query_id": .string(query)]
    }

    /// The messages of a chat that the stand-in keeps, oldest first.
    func controlMessages(_ call: Parameters) throws(Refusal) -> JSON {
        let id = try call.needed("chat")
        guard let chat = chats[id] else { throw .badRequest("there is no chat \(id)") }
        let ids = chat.messages.keys.sorted().filter { $0 > call.int("after") ?? 0 }
        return .array(ids.compactMap { chat.messages[$0].map(chat.json) })
    }

    /// The calls from number `after` on, or those of one method and chat.
    func controlCalls(_ call: Parameters) -> JSON {
        let (method, chat) = (call.string("method"), call.int("chat"))
        let after = max(0, Int(clamping: call.int("after") ?? 0))
        let found = calls.all.enumerated().dropFirst(after).filter { _, call in
            call.method == method ?? call.method && (chat == nil || call.chat == chat)
        }
        return .array(
            found.map { number, call in
                .members([
                    "number": .int(Int64(number + 1)), "time": .double(call.moment.seconds),
                    "method": .string(call.method), "chat": call.chat.map(JSON.int),
                    "message": call.message.map(JSON.int), "error_code": call.errorCode.map { .int(Int64($0)) },
                    "parameters": .object(call.parameters.values),
                ])
            }
        )
    }
}
