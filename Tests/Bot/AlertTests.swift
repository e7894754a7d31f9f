import TelegramStandIn
import TestSupport
import TestTraits
import Testing

/// What needs somebody is told to who runs the bot.
@Suite(.blocking) struct AlertTests {
    private func alerts(_ bench: BotBench, _ words: String) async -> [Int64] {
        let found = await bench.telegram.wait(Identities.botTokenText, atMost: .seconds(60)) { bot, _ -> [Int64]? in
            let calls = bot.calls.all.filter { $0.errorCode == nil && $0.text?.contains(words) == true }
            return calls.isEmpty ? nil : calls.compactMap(\.chat)
        }
        return found ?? []
    }

    @Test(arguments: TestDatabase.System.allCases)
    func aMessageThatTelegramRefusesIsAnAlert(system: TestDatabase.System) async throws {
        var options = StandInOptions()
        options.everyoneExists = true
        let bench = try BotBench(system, .polling, options: options)
        bench.telegram.withBot(Identities.botTokenText) { bot, _ in
            bot.faults.add(Fault(.badRequest("can't parse entities"), method: "sendMessage", chat: 7))
        }
        bench.write("/id", from: 7)
        #expect(await alerts(bench, "Telegram refuses a message for good") == [Identities.admin])
        try await bench.end()
    }

    @Test func manyForgedRequestsAreOneAlert() async throws {
        var options = StandInOptions()
        options.everyoneExists = true
        let bench = try BotBench(.sqlite, .polling, options: options)
        let connection = try HTTPConnection(port: bench.servers[0].port)
        let forged = Identities.initData(5).replacing("hash=", with: "hash=0").dropLast()
        for _ in 0..<60 {
            let field = (name: "X-Telegram-Init-Data", value: String(forged))
            #expect(try connection.exchange(HTTPMessage("POST", "/api/v1/telegram/auth/", [field])).status == 401)
        }
        #expect(await alerts(bench, "Telegram did not sign") == [Identities.admin])
        try await bench.end()
    }
}
