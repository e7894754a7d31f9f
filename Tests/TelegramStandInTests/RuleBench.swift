import TelegramStandIn
import Testing

/// A world without sockets, whose time a test moves: the rules alone.
struct RuleBench {
    /// In parts, so that no token-shaped text stands in the repository.
    static let token = "42" + ":" + "TEST"

    var world: World
    var now = Moment(1_700_000_000)

    init(options: StandInOptions = StandInOptions(), people: [Int64] = [7]) {
        world = World(options: options)
        world.addBot(token: Self.token, username: "rule_bot")
        for id in people { bot { bot, _ in _ = bot.meet(Person(id, "Ann"), hasStarted: true) } }
    }

    /// Looks at the bot or changes it.
    @discardableResult
    mutating func bot<Result, Failure>(
        _ body: (inout Bot, Moment) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        // In place: a copy of the bot would be a copy of all its chats.
        try body(&world.bots[Self.token, default: .none(Self.token, world.options)], now)
    }

    mutating func reply(_ method: String, _ parameters: [String: JSON] = [:]) -> Reply {
        let call = BotCall(token: Self.token, method: method, parameters: Parameters(parameters))
        return world.perform(call, now: now)
    }

    mutating func call(_ method: String, _ parameters: [String: JSON] = [:]) throws -> JSON {
        guard case .answer(let outcome) = reply(method, parameters) else {
            Issue.record("no answer at once")
            return .null
        }
        return try outcome.get()
    }

    /// The refusal of a call: its code and words; nil where it was done.
    mutating func refusal(_ method: String, _ parameters: [String: JSON] = [:]) -> Refusal? {
        guard case .answer(.failure(let refusal)) = reply(method, parameters) else { return nil }
        return refusal
    }

    /// Sends a text to user 7; the message's id.
    mutating func send(_ text: JSON = "Hello", _ more: [String: JSON] = [:]) throws -> Int64 {
        let sent = try call("sendMessage", ["chat_id": 7, "text": text].merging(more) { $1 })
        return try #require(sent["message_id"]?.int)
    }
}
