import TelegramStandIn
import TestSupport
import TestTraits
import Testing

/// What people write to the bot, and what it answers: a real server before Telegram's stand-in.
@Suite(.blocking) struct CommandTests {
    @Test(arguments: TestDatabase.System.allCases, BotBench.Source.allCases)
    func commandsAreAnswered(system: TestDatabase.System, source: BotBench.Source) async throws {
        let bench = try BotBench(system, source)
        bench.telegram.withBot(Identities.botTokenText) { bot, _ in
            _ = bot.meet(Person(8, "<b>Иван</b>", languageCode: "ru"))
        }
        bench.write("/start a1", from: 7)
        bench.write("/id", from: 7)
        bench.write("hello", from: 7)
        bench.write("/nonsense", from: 7)
        bench.write("/start", from: 8)
        let texts = await bench.texts(to: 7, count: 3)
        #expect(texts.count == 3 && texts[0].hasPrefix("Hello, "))
        #expect(texts.dropFirst().first == "Your id: <code>7</code>\nChat: <code>7</code>")
        #expect(texts.last?.hasPrefix("I do not know this command.") == true)
        let greeting = await bench.texts(to: 8).first
        #expect(greeting?.hasPrefix("Здравствуйте, &lt;b&gt;Иван&lt;/b&gt;!") == true)
        let database = bench.servers[0].database
        let sources = "SELECT telegram_id, source FROM bot_users ORDER BY telegram_id"
        #expect(try database.query(sources) == "7|a1\n8|")
        try await bench.end()
        #expect(try database.query("SELECT count(*) FROM inbox") == "0")
        #expect(try database.query("SELECT count(*) FROM outbox") == "0")
    }

    @Test func inAGroupOnlySomeCommandsOfItsOwnAreAnswered() async throws {
        let bench = try BotBench(.sqlite, .polling)
        bench.telegram.withBot(Identities.botTokenText) { bot, now in
            _ = bot.makeChat(-100, kind: .group, title: "Group", addedBy: 7, now: now)
        }
        for text in ["/start", "/id@another_bot", "/nonsense", "/id@EXAMPLE_bot", "/help"] {
            bench.write(text, from: 7, in: -100)
        }
        let texts = await bench.texts(to: -100, count: 2)
        #expect(texts.count == 2, "\(bench.servers[0].logText)")
        #expect(texts.first?.contains("<code>-100</code>") == true)
        try await bench.end()
    }

    @Test func whoBlocksTheBotIsUnreachableUntilTheyComeBack() async throws {
        let bench = try BotBench(.sqlite, .webhook)
        let database = bench.servers[0].database
        func isReachable() throws -> String {
            try database.query("SELECT unreachable_at IS NULL FROM bot_users WHERE telegram_id = 7")
        }
        bench.write("/start", from: 7)
        #expect(await bench.texts(to: 7).count == 1)
        bench.telegram.withBot(Identities.botTokenText) { bot, now in _ = bot.block(by: 7, now: now) }
        try Deadline.wait(seconds: 20, for: "the block to be noted") { try isReachable() == "0" ? () : nil }
        bench.telegram.withBot(Identities.botTokenText) { bot, now in _ = bot.unblock(by: 7, now: now) }
        try Deadline.wait(seconds: 20, for: "the return to be noted") { try isReachable() == "1" ? () : nil }
        try await bench.end()
    }
}
