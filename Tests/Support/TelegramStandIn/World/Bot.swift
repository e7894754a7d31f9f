/// A bot with all that Telegram keeps about it: its chats, updates, webhook, settings and calls.
package struct Bot: Sendable {
    package let person: Person
    package let token: String
    package var options: StandInOptions
    package var people: [Int64: Person] = [:]
    package var chats: [Int64: Chat] = [:]
    /// The last message's id in chats of users who only exist because everyone does, where nothing else is kept: a
    /// million of them take little memory.
    private(set) var strangers: [Int64: Int64] = [:]
    package var updates: UpdateQueue
    package var webhook = Webhook()
    package var calls: CallLog
    package var faults = FaultScript()
    package var limits: RateLimits
    var poll: Poll?
    var pollCount: Int = 0
    var callbackQueries: [String: CallbackQuery] = [:]
    /// Messages by the inline id under which a press told of them.
    var inlineMessages: [String: MessageAddress] = [:]
    package var settings = BotSettings()
    package var payments = Payments()
    private var lastID: Int64

    init(person: Person, token: String, options: StandInOptions) {
        self.person = person
        self.token = token
        self.options = options
        updates = UpdateQueue(firstID: options.firstUpdateID)
        calls = CallLog(isCounting: options.isCounting)
        limits = RateLimits(options.limits)
        lastID = person.id &* 1_000_003 % 1_000_000_007
    }

    /// An id for a query, a charge or a file that no other has.
    mutating func makeID() -> Int64 {
        lastID += 1
        return lastID
    }

    /// The id of the chat that a call names by number or `@username`.
    ///
    /// The chat itself is not handed out: while somebody holds a copy, each change would copy all its messages.
    ///
    /// - Throws: 400 where there is none.
    mutating func chatID(_ name: String, of call: Parameters) throws(Refusal) -> Int64 {
        guard let text = call.string(name), !text.isEmpty else { throw .badRequest("\(name) is empty") }
        if let id = Int64(text) {
            if chats[id] != nil { return id }
            if id > 0, options.everyoneExists {
                if !options.isCounting { makeChat(Person(id), access: .open) }
                return id
            }
        }
        let username = String(text.dropFirst())
        guard text.hasPrefix("@"),
            let chat = chats.values.first(where: { $0.kind != .private && $0.username == username })
        else { throw .badRequest("chat not found") }
        return chat.id
    }

    /// The same, of a chat that the bot may write to.
    ///
    /// - Throws: 400 or 403 where it may not.
    mutating func openChatID(of call: Parameters) throws(Refusal) -> Int64 {
        let id = try chatID("chat_id", of: call)
        try chats[id]?.checkAccess()
        return id
    }

    /// Makes the private chat of a person, who may have been a stranger.
    mutating func makeChat(_ person: Person, access: Chat.Access) {
        var chat = Chat(person, access: access)
        chat.lastMessageID = strangers.removeValue(forKey: person.id) ?? 0
        chats[person.id] = chat
    }

    /// The chat as the Bot API tells of it, a stranger's too.
    func shown(_ id: Int64) -> Chat { chats[id] ?? Chat(Person(id), access: .open) }

    /// The next message's id in a stranger's chat.
    mutating func nextMessageID(ofStranger id: Int64) -> Int64 {
        strangers[id, default: 0] += 1
        return strangers[id, default: 0]
    }

    /// Queues an update for the bot; its id, or nil where the bot does not want this kind.
    @discardableResult
    package mutating func queue(_ kind: String, _ payload: JSON, now: Moment) -> Int64? {
        updates.append(kind, payload, now: now)
    }
}

/// A message's place.
package struct MessageAddress: Sendable, Hashable {
    package var chat: Int64
    package var message: Int64

    package init(chat: Int64, message: Int64) {
        self.chat = chat
        self.message = message
    }
}
