import TestSupport

/// A day of a bot as Telegram would deliver it: what many people write, some of it twice, some of it unreadable.
struct Day: Sendable {
    /// The updates of one chat, which are delivered in this order.
    struct Chat: Sendable {
        let id: Int64
        var updates: [String] = []
        /// The names that greetings must have, in order.
        var names: [String] = []
    }

    let chats: [Chat]
    let updates: Int

    /// Names that people have, and that break what does not escape them.
    private static let hostile: [String] = [
        "<b>", "&amp;", "</a>", "\\\"", "{first_name}", "\\u202Eevil", "👩‍👩‍👧‍👦", "%s", "'; DROP TABLE users; --", "$1",
    ]

    /// - Parameters:
    ///   - updates: of all chats together.
    ///   - seed: the same seed makes the same day.
    init(updates: Int, chats count: Int, seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var chats = (0..<count).map { Chat(id: Int64(5_000_000 + $0)) }
        for number in 1...updates {
            let index = Int.random(in: 0..<count, using: &random)
            let chat = chats[index].id
            let kind = Int.random(in: 0..<100, using: &random)
            let hostile = Self.hostile[Int.random(in: 0..<Self.hostile.count, using: &random)]
            let name = kind < 20 ? "n\(number)\(hostile)" : "n\(number)"
            switch kind {
            case ..<60:
                chats[index].names.append("n\(number)")
                chats[index].updates.append(Self.message(number, chat, name, "/start day"))
            case ..<75: chats[index].updates.append(Self.message(number, chat, name, "just some words"))
            case ..<85: chats[index].updates.append(Self.press(number, chat, name))
            case ..<90: chats[index].updates.append(Self.membership(number, chat, name))
            case ..<95: chats[index].updates.append("{\"update_id\":\(number),\"poll_answer\":{\"poll_id\":\"7\"}}")
            // Poison: what it says of itself is not what it is.
            case ..<98: chats[index].updates.append("{\"update_id\":\(number),\"message\":{\"chat\":{\"id\":\(chat)}}}")
            default: chats[index].updates.append("{\"update_id\":\(number),\"message\":[\(chat)]}")
            }
        }
        self.chats = chats
        self.updates = updates
    }

    private static func person(_ id: Int64, _ name: String) -> String {
        "\"id\":\(id),\"first_name\":\"\(name)\",\"language_code\":\"\(id % 2 == 0 ? "en" : "ru")\""
    }

    private static func message(_ number: Int, _ chat: Int64, _ name: String, _ text: String) -> String {
        """
        {"update_id":\(number),"message":{"message_id":\(number),"date":1790000000,"text":"\(text)",\
        "chat":{"type":"private",\(person(chat, name))},"from":{"is_bot":false,\(person(chat, name))}}}
        """
    }

    /// A press without the message, as the Bot API has them since 10.5.
    private static func press(_ number: Int, _ chat: Int64, _ name: String) -> String {
        """
        {"update_id":\(number),"callback_query":{"id":"\(number)","from":{"is_bot":false,\(person(chat, name))},\
        "chat_instance":"1","data":"nobody:7"}}
        """
    }

    /// They come back: who blocked the bot could not be written to.
    private static func membership(_ number: Int, _ chat: Int64, _ name: String) -> String {
        let user = "{\"is_bot\":false,\(person(chat, name))}"
        return """
            {"update_id":\(number),"my_chat_member":{"chat":{"type":"private",\(person(chat, name))},"from":\(user),\
            "date":1790000000,"old_chat_member":{"status":"kicked","user":\(user),"until_date":0},\
            "new_chat_member":{"status":"member","user":\(user)}}}
            """
    }
}
