import ContractGenerator
import TelegramStandIn
import TestSupport
import TestTraits
import Testing

/// Broadcasts to their end: each recipient gets it once, whatever happens in the middle.
@Suite(.blocking) struct BroadcastTests {
    private static let text: String = "Hello, everybody out there"

    /// A bot that so many people have started.
    private func bench(
        _ system: TestDatabase.System,
        people: Int64,
        settings: [String: String] = [:]
    ) throws -> BotBench {
        var options = StandInOptions()
        options.everyoneExists = true
        let bench = try BotBench(system, .polling, options: options, settings: settings)
        for id in 0..<people { try Self.save(id + 1, bench) }
        return bench
    }

    /// A person whom a broadcast goes to.
    private static func save(_ id: Int64, name: String = "Name", _ bench: BotBench) throws {
        let connection = try HTTPConnection(port: bench.servers[0].port)
        let body = "{\"telegram_id\":\(id),\"first_name\":\"\(name)\"}"
        let secret = (name: "X-Bot-Secret", value: Identities.botSecret)
        let reply = try connection.exchange(HTTPMessage("POST", "/api/v1/telegram/save-test/", [secret], json: body))
        guard reply.status == 200 else { throw TestFailure("nobody is saved: \(reply.text)") }
    }

    private func send(
        _ bench: BotBench,
        _ method: String = "POST",
        _ rest: String = "",
        json: String? = nil
    ) throws -> HTTPReply {
        let connection = try HTTPConnection(port: bench.servers[0].port)
        let fields = [
            (name: "X-Telegram-Init-Data", value: Identities.initData(Identities.admin)),
            (name: "Idempotency-Key", value: "\(UInt64.random(in: .min ... .max))"),
        ]
        let path = "/api/v1/telegram/broadcasts/" + rest
        return try connection.exchange(
            json.map { HTTPMessage(method, path, fields, json: $0) } ?? HTTPMessage(method, path, fields)
        )
    }

    private func json(_ reply: HTTPReply) throws -> SpecValue { try #require(SpecValue(json: reply.body)) }

    /// A broadcast that is started.
    private func start(_ bench: BotBench, _ rest: String = "") throws -> Int64 {
        let made = try json(send(bench, json: "{\"text\":\"\(Self.text)\"\(rest)}"))
        let id = try #require(made["id"].integer)
        #expect(try send(bench, "POST", "\(id)/start/").status == 200)
        return id
    }

    private func broadcast(_ bench: BotBench, _ id: Int64) throws -> SpecValue {
        try json(send(bench, "GET", "\(id)/"))
    }

    private func wait(_ bench: BotBench, _ id: Int64, for status: String) throws -> SpecValue {
        try Deadline.wait(seconds: 90, for: "the broadcast to be \(status)") {
            let found = try broadcast(bench, id)
            return found["status"].text == status ? found : nil
        }
    }

    /// How often each chat got the text.
    private func counts(_ bench: BotBench) -> [Int64: Int] {
        bench.telegram.withBot(Identities.botTokenText) { bot, _ in
            let sent = bot.calls.all.filter { $0.text == Self.text && $0.errorCode == nil }
            return Dictionary(sent.compactMap { call in call.chat.map { ($0, 1) } }) { $0 + $1 }
        }
    }

    private func waitForMessages(_ bench: BotBench, _ count: Int) async {
        _ = await bench.telegram.wait(Identities.botTokenText, atMost: .seconds(60)) { bot, _ in
            (bot.calls.successes["sendMessage"] ?? 0) >= count ? true : nil
        }
    }

    @Test(arguments: TestDatabase.System.allCases)
    func everybodyGetsItOnceThoughTheProcessIsKilled(system: TestDatabase.System) async throws {
        let people: Int64 = 1_500
        let bench = try bench(system, people: people, settings: ["TELEGRAM_MESSAGES_PER_SECOND": "0"])
        let id = try start(bench)
        let kills = 3
        for kill in 1...kills {
            await waitForMessages(bench, Int(people) * kill / (kills + 2))
            try bench.restart(0)
        }
        let done = try wait(bench, id, for: "completed")
        #expect(done["sent"].integer == people && done["remaining"].integer == 0)
        let counts = counts(bench)
        #expect(counts.count == Int(people))
        let twice = counts.values.reduce(0) { $0 + $1 - 1 }
        // Those on their way, and those whose results were not recorded yet.
        #expect(twice <= kills * 1_024, "\(twice) sent twice")
        try await bench.end()
    }

    @Test(arguments: TestDatabase.System.allCases)
    func aPausedBroadcastGoesOnWhereItWas(system: TestDatabase.System) async throws {
        let bench = try bench(system, people: 40)
        let id = try start(bench, #","rate":20"#)
        await waitForMessages(bench, 5)
        #expect(try json(send(bench, "POST", "\(id)/pause/"))["status"].text == "paused")
        let paused = try Deadline.wait(seconds: 20, for: "what is on its way to be recorded") {
            let found = try broadcast(bench, id)
            return found["sent"].integer == Int64(counts(bench).count) ? found : nil
        }
        bench.write("/id", from: 900)
        #expect(await bench.texts(to: 900).count == 1)
        #expect(try broadcast(bench, id)["sent"].integer == paused["sent"].integer)
        #expect(paused["remaining"].integer ?? 0 > 0)
        #expect(try send(bench, "POST", "\(id)/resume/").status == 200)
        _ = try wait(bench, id, for: "completed")
        #expect(counts(bench).values.allSatisfy { $0 == 1 } && counts(bench).count == 40)
        try await bench.end()
    }

    @Test func answersGoBeforeABroadcastAndItKeepsItsRate() async throws {
        let bench = try bench(.sqlite, people: 200)
        let id = try start(bench, #","rate":20"#)
        await waitForMessages(bench, 10)
        let asked = bench.telegram.withBot(Identities.botTokenText) { _, now in now }
        bench.write("/id", from: 900)
        #expect(await bench.texts(to: 900).count == 1)
        let moments = bench.telegram.withBot(Identities.botTokenText) { bot, _ in
            let sent = bot.calls.all.filter { $0.errorCode == nil }
            return (sent.last { $0.chat == 900 }?.moment, sent.filter { $0.text == Self.text }.map(\.moment))
        }
        #expect(try #require(moments.0) - asked < 2)
        // In any second, but for what a tenth of a second's worth may be late.
        for (index, first) in moments.1.enumerated() where index + 24 < moments.1.count {
            #expect(moments.1[index + 24] - first > 1)
        }
        #expect(try send(bench, "POST", "\(id)/cancel/").status == 200)
        try await bench.end()
    }

    @Test(arguments: TestDatabase.System.allCases)
    func whoCannotBeReachedIsSkippedAndNoted(system: TestDatabase.System) async throws {
        let bench = try bench(system, people: 6, settings: ["TELEGRAM_MESSAGES_PER_SECOND": "0"])
        bench.telegram.withBot(Identities.botTokenText) { bot, _ in
            bot.faults.add(Fault(.blocked, method: "sendMessage", chat: 2))
            bot.faults.add(Fault(.tooManyRequests(retryAfter: 1), method: "sendMessage", chat: 3))
            bot.faults.add(Fault(.status(502), method: "sendMessage", chat: 4))
        }
        let id = try start(bench)
        let done = try wait(bench, id, for: "completed")
        #expect(done["sent"].integer == 5 && done["unreachable"].integer == 1 && done["failed"].integer == 0)
        #expect(counts(bench).values.allSatisfy { $0 == 1 })
        let database = bench.servers[0].database
        #expect(try database.query("SELECT telegram_id FROM bot_users WHERE unreachable_at IS NOT NULL") == "2")
        let next = try json(send(bench, json: "{\"text\":\"\(Self.text)\"}"))
        #expect(next["recipients"].integer == 5, "who is unreachable is none")
        try await bench.end()
    }

    @Test func aMessageThatTelegramTakesForNobodyFails() async throws {
        let bench = try bench(.sqlite, people: 300, settings: ["TELEGRAM_MESSAGES_PER_SECOND": "0"])
        let made = try json(send(bench, json: #"{"copy":{"chat_id":1,"message_id":999},"rate":30}"#))
        let id = try #require(made["id"].integer)
        _ = try send(bench, "POST", "\(id)/start/")
        let failed = try wait(bench, id, for: "failed")
        #expect(failed["fault"].text.contains("message to copy not found") && failed["sent"].integer == 0)
        try await bench.end()
    }

    @Test func namesStandInTheTextAndAreEscaped() async throws {
        let bench = try bench(.sqlite, people: 0)
        try Self.save(1, name: #"<i>&\""#, bench)
        let made = try json(send(bench, json: #"{"text":"Hello <b>{first_name}</b>!","parse_mode":"HTML"}"#))
        _ = try send(bench, "POST", "\(try #require(made["id"].integer))/start/")
        #expect(await bench.texts(to: 1) == ["Hello <b>&lt;i&gt;&amp;&quot;</b>!"])
        try await bench.end()
    }

    private func message(_ bench: BotBench, to chat: Int64, containing text: String) async -> MessageAddress? {
        await bench.telegram.wait(Identities.botTokenText, atMost: .seconds(30)) { bot, _ in
            bot.calls.all.last { $0.chat == chat && $0.errorCode == nil && $0.text?.contains(text) == true }
                .flatMap { call in call.message.map { MessageAddress(chat: chat, message: $0) } }
        }
    }

    @Test(arguments: TestDatabase.System.allCases)
    func aSuperadministratorBroadcastsFromTheChat(system: TestDatabase.System) async throws {
        let bench = try bench(system, people: 3, settings: ["TELEGRAM_MESSAGES_PER_SECOND": "0"])
        let admin = Identities.admin
        bench.write("/broadcast", from: 1)
        #expect(await bench.texts(to: 1).first?.contains("/help") == true)
        let original = bench.telegram.withBot(Identities.botTokenText) { bot, now in
            bot.write("The news of today", from: admin, now: now).message
        }
        bench.telegram.withBot(Identities.botTokenText) { bot, now in
            _ = bot.write("/broadcast", from: admin, replyTo: original, now: now)
        }
        let offer = await bench.texts(to: admin)
        #expect(offer.first?.contains("<b>3</b>") == true)
        let message = try #require(
            bench.telegram.withBot(Identities.botTokenText) { bot, _ in
                bot.calls.all.last { $0.chat == admin && $0.method == "sendMessage" && $0.errorCode == nil }
                    .flatMap { call in call.message.map { MessageAddress(chat: admin, message: $0) } }
            }
        )
        bench.telegram.withBot(Identities.botTokenText) { bot, now in
            _ = bot.press("broadcast:start:1", of: message, by: admin, now: now)
        }
        _ = try wait(bench, 1, for: "completed")
        let copied = bench.telegram.withBot(Identities.botTokenText) { bot, _ in
            bot.calls.all.filter { $0.method == "copyMessage" && $0.errorCode == nil }.compactMap(\.chat)
        }
        #expect(copied.sorted() == [1, 2, 3, admin].sorted(), "a preview and three recipients")
        let edit = await bench.telegram.wait(Identities.botTokenText, atMost: .seconds(30)) { bot, _ in
            bot.calls.all.last { $0.method == "editMessageText" && $0.text?.contains("completed") == true }?.text
        }
        #expect(edit?.contains("Sent: <b>3</b> of 3") == true)
        bench.write("/admin", from: admin)
        let menu = try #require(await self.message(bench, to: admin, containing: "<b>Administration</b>"))
        bench.telegram.withBot(Identities.botTokenText) { bot, now in
            _ = bot.press("broadcasts:0", of: menu, by: admin, now: now)
        }
        let history = await bench.telegram.wait(Identities.botTokenText, atMost: .seconds(30)) { bot, _ in
            bot.calls.all.last { $0.method == "editMessageText" && $0.text?.contains("<b>Broadcasts</b>") == true }?
                .text
        }
        #expect(history?.contains("<b>1</b> completed, 3/3") == true)
        try await bench.end()
    }
}
