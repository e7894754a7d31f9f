import TelegramStandIn
import TestSupport
import TestTraits
import Testing

/// People who write more than the limits: a real server before Telegram's stand-in.
@Suite(.blocking) struct MessageLimitTests {
    @Test(arguments: BotBench.Source.allCases)
    func whoWritesTooMuchIsToldOnceAndOthersAndAdministratorsAreAnswered(source: BotBench.Source) async throws {
        let bench = try BotBench(.sqlite, source, settings: ["RATE_LIMIT_USER_MESSAGES": "2"])
        bench.telegram.withBot(Identities.botTokenText) { bot, _ in
            _ = bot.meet(Person(8, "Иван", languageCode: "ru"))
        }
        for person: Int64 in [7, 8] {
            for _ in 0..<6 { bench.write("/id", from: person) }
        }
        for _ in 0..<6 { bench.write("/id", from: Identities.admin) }
        bench.write("/id", from: 9)
        #expect(await bench.texts(to: Identities.admin, count: 6).count == 6)
        #expect(await bench.texts(to: 9).count == 1)
        let texts = await bench.texts(to: 7, count: 3)
        #expect(texts.count == 3 && texts.last == "You write faster than I can answer. Please wait a minute.")
        #expect(await bench.texts(to: 8, count: 3).last?.hasPrefix("Вы пишете быстрее") == true)
        try await bench.end()
        let database = bench.servers[0].database
        // What is not answered is handled all the same.
        #expect(try database.query("SELECT count(*) FROM inbox") == "0")
        #expect(await bench.texts(to: 7, count: 3).count == 3)
    }
}
