/// What people do, asked for by HTTP: each action is one step on a bot.
struct ControlAction: Sendable {
    typealias Run = @Sendable (inout Bot, Parameters, Moment) throws(Refusal) -> JSON

    /// The path behind `/control/`.
    let name: String
    /// How to ask for it: an example of its body.
    let example: String
    let run: Run

    init(_ name: String, _ example: String, _ run: @escaping Run) {
        self.name = name
        self.example = example
        self.run = run
    }

    static let all: [ControlAction] = people + groups + faults + reading
    static let table = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

    private static let people: [ControlAction] = [
        ControlAction("meet", #"{"user":7,"first_name":"Ann","username":"ann","language_code":"en","started":true}"#) {
            (bot, call, _) throws(Refusal) in
            let person = Person(
                try call.needed("user"),
                call.string("first_name"),
                lastName: call.string("last_name"),
                username: call.string("username"),
                languageCode: call.string("language_code")
            )
            return bot.meet(person, hasStarted: call.bool("started")).json
        },
        ControlAction("write", #"{"user":7,"text":"/start shop"}"#) { (bot, call, now) throws(Refusal) in
            try bot.controlWrite(call, now)
        },
        ControlAction("edit", #"{"chat":7,"message":1,"text":"Other words"}"#) { (bot, call, now) throws(Refusal) in
            let (chat, message) = (try call.needed("chat"), try call.needed("message"))
            guard bot.message(message, in: chat) != nil else { throw .badRequest("there is no such message") }
            return .update(bot.rewrite(message, in: chat, text: call.string("text") ?? "", now: now))
        },
        ControlAction("press", #"{"user":7,"message":2,"data":"yes"}"#) { (bot, call, now) throws(Refusal) in
            try bot.controlPress(call, now)
        },
        ControlAction("block", #"{"user":7}"#) { (bot, call, now) throws(Refusal) in
            .update(bot.block(by: try call.needed("user"), now: now))
        },
        ControlAction("unblock", #"{"user":7}"#) { (bot, call, now) throws(Refusal) in
            .update(bot.unblock(by: try call.needed("user"), now: now))
        },
        ControlAction("deactivate", #"{"user":7}"#) { (bot, call, _) throws(Refusal) in
            bot.deactivate(try call.needed("user"))
            return true
        },
        ControlAction("renew", #"{"charge":"charge1"}"#) { (bot, call, now) throws(Refusal) in
            ["charge": .string(try bot.renew(charge: call.string("charge") ?? "", now: now))]
        },
        ControlAction("update", #"{"kind":"poll_answer","payload":{"poll_id":"1","option_ids":[0]}}"#) {
            (bot, call, now) throws(Refusal) in
            guard let kind = call.string("kind"), let payload = try call.structure("payload", "payload") else {
                throw .badRequest("an update has a kind and a payload")
            }
            guard kind != "update_id" else { throw .badRequest("update_id is no kind") }
            return .update(bot.queue(kind, payload, now: now))
        },
    ]

    private static let groups: [ControlAction] = [
        ControlAction("group", #"{"chat":-1001,"kind":"supergroup","title":"Group","user":7}"#) {
            (bot, call, now) throws(Refusal) in
            guard let kind = Chat.Kind(rawValue: call.string("kind") ?? "supergroup"), kind != .private else {
                throw .badRequest("kind is group, supergroup or channel")
            }
            let update = bot.makeChat(
                try call.needed("chat"),
                kind: kind,
                title: call.string("title") ?? "Group",
                username: call.string("username"),
                addedBy: call.int("user"),
                now: now
            )
            return .update(update)
        },
        ControlAction("join", #"{"chat":-1001,"user":8}"#) { (bot, call, now) throws(Refusal) in
            bot.join(try bot.group(call), by: try call.needed("user"), now: now)
            return true
        },
        ControlAction("leave", #"{"chat":-1001,"user":8}"#) { (bot, call, now) throws(Refusal) in
            bot.leave(try bot.group(call), by: try call.needed("user"), now: now)
            return true
        },
        ControlAction("kick", #"{"chat":-1001,"user":7}"#) { (bot, call, now) throws(Refusal) in
            .update(bot.kick(from: try bot.group(call), by: try call.needed("user"), now: now))
        },
        ControlAction("migrate", #"{"chat":-5,"to":-1005,"user":7}"#) { (bot, call, now) throws(Refusal) in
            let chat = try bot.group(call)
            guard bot.chats[chat]?.kind == .group else { throw .badRequest("only a group becomes a supergroup") }
            bot.migrate(chat, to: try call.needed("to"), by: try call.needed("user"), now: now)
            return true
        },
    ]
}

extension JSON {
    /// The answer of an action that may have queued an update.
    static func update(_ id: Int64?) -> JSON { .members(["update_id": .some(id.map(JSON.int) ?? .null)]) }
}

extension Parameters {
    /// A whole number that an action cannot do without.
    func needed(_ name: String) throws(Refusal) -> Int64 {
        guard let value = int(name) else { throw .badRequest("\(name) must be a whole number") }
        return value
    }
}
