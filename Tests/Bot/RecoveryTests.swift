import TelegramStandIn
import TestSupport
import TestTraits
import Testing

/// Many updates while processes are killed: each is handled once and in order, and what must be sent is.
@Suite(.blocking) struct RecoveryTests {
    private static let chats: Int64 = 60
    private static let rounds: Int = 20
    /// So that the order of answers is seen.
    private static let commands: [String] = ["/id", "/help", "/nonsense"]

    private static func kind(_ text: String) -> String {
        text.hasPrefix("Your id") ? "/id" : text.hasPrefix("/start") ? "/help" : "/nonsense"
    }

    private func write(_ bench: BotBench, _ rounds: Range<Int>) {
        bench.telegram.withBot(Identities.botTokenText) { bot, now in
            for round in rounds {
                for chat in 1...Self.chats { _ = bot.write(Self.commands[round % 3], from: chat, now: now) }
            }
        }
    }

    /// Waits until every chat has as many answers as it asked for; then they must be the right ones, in order.
    ///
    /// - Returns: how many were sent twice.
    private func expectAllAnswered(_ bench: BotBench) async -> Int {
        var twice = 0
        for chat in 1...Self.chats {
            let wanted = (0..<Self.rounds).map { Self.commands[$0 % 3] }
            var texts: [String] = []
            var kinds: [String] = []
            let isWhole = await bench.telegram.wait(Identities.botTokenText, atMost: .seconds(60)) { bot, _ in
                let sent = bot.calls.all.filter { $0.chat == chat && $0.method == "sendMessage" && $0.errorCode == nil }
                var distinct = 0
                var last = ""
                for kind in sent.map({ Self.kind($0.text ?? "") }) where kind != last {
                    distinct += 1
                    last = kind
                }
                return distinct >= Self.rounds ? true : nil
            }
            texts = await bench.texts(to: chat)
            // One that was sent twice stands beside itself: no two commands in a row are the same.
            for kind in texts.map(Self.kind) {
                if kinds.last == kind { twice += 1 } else { kinds.append(kind) }
            }
            #expect(isWhole == true && kinds == wanted, "chat \(chat): \(kinds.count) answers")
        }
        return twice
    }

    @Test(arguments: TestDatabase.System.allCases, BotBench.Source.allCases)
    func aProcessThatIsKilledLosesNothing(system: TestDatabase.System, source: BotBench.Source) async throws {
        let bench = try BotBench(system, source, settings: ["TELEGRAM_MESSAGES_PER_SECOND": "0"])
        let kills = 3
        for part in 0..<kills {
            write(bench, (Self.rounds * part / kills)..<(Self.rounds * (part + 1) / kills))
            // Somewhere in the middle of it.
            let before = 60 * (Self.rounds * part / kills) + 100
            _ = await bench.telegram.wait(Identities.botTokenText) { bot, _ in
                (bot.calls.successes["sendMessage"] ?? 0) >= before ? true : nil
            }
            try bench.restart(0)
        }
        let twice = await expectAllAnswered(bench)
        // Those in the air, and those whose end was not noted yet.
        #expect(twice <= kills * 128, "\(twice) sent twice")
        let database = bench.servers[0].database
        #expect(try database.query("SELECT count(*) FROM telegram_updates") == "\(Self.rounds * 60)")
        try await bench.end()
        #expect(try database.query("SELECT count(*) FROM inbox") == "0")
        #expect(try database.query("SELECT count(*) FROM outbox") == "0")
    }

    @Test func threeProcessesShareTheWorkAndTwoOfThemAreKilled() async throws {
        let bench = try BotBench(.postgreSQL, .polling, settings: ["TELEGRAM_MESSAGES_PER_SECOND": "0"])
        try bench.addServer()
        try bench.addServer()
        write(bench, 0..<7)
        _ = await bench.telegram.wait(Identities.botTokenText) { bot, _ in
            (bot.calls.successes["sendMessage"] ?? 0) >= 100 ? true : nil
        }
        try bench.restart(0)
        write(bench, 7..<Self.rounds)
        try bench.restart(1)
        let twice = await expectAllAnswered(bench)
        #expect(twice <= 2 * 128, "\(twice) sent twice")
        try await bench.end()
        #expect(try bench.servers[0].database.query("SELECT count(*) FROM inbox") == "0")
    }
}
