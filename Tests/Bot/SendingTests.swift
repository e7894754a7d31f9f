import TelegramStandIn
import TestSupport
import TestTraits
import Testing

/// What Telegram answers to messages, and what becomes of them.
@Suite(.blocking) struct SendingTests {
    private func withBench(
        _ system: TestDatabase.System = .sqlite,
        _ body: (BotBench) async throws -> Void
    ) async throws {
        let bench = try BotBench(system, .polling)
        try await body(bench)
        try await bench.end()
    }

    private func script(_ bench: BotBench, _ faults: Fault...) {
        bench.telegram.withBot(Identities.botTokenText) { bot, _ in for fault in faults { bot.faults.add(fault) } }
    }

    private func refusals(_ bench: BotBench) -> Int {
        bench.telegram.withBot(Identities.botTokenText) { bot, _ in bot.calls.all.filter { $0.errorCode == 429 }.count }
    }

    @Test(arguments: [
        Fault.Action.status(502), .close(), .serverError, .slow(seconds: 0.01, pieces: 3),
    ])
    func aMessageThatWasNotTakenIsSentAgain(action: Fault.Action) async throws {
        try await withBench { bench in
            script(bench, Fault(action, method: "sendMessage"))
            bench.write("/id", from: 7)
            #expect(await bench.texts(to: 7).count == 1)
        }
    }

    @Test func oneChatsFloodHoldsUpNobodyElse() async throws {
        try await withBench { bench in
            script(bench, Fault(.tooManyRequests(retryAfter: 3_600), method: "sendMessage", chat: 7))
            bench.write("/id", from: 7)
            _ = await bench.telegram.wait(Identities.botTokenText) { bot, _ in
                bot.calls.all.contains { $0.errorCode == 429 } ? true : nil
            }
            bench.write("/id", from: 8)
            bench.write("/help", from: 7)
            #expect(await bench.texts(to: 8).count == 1)
            #expect(await bench.texts(to: 7, atMost: .milliseconds(300)).isEmpty)
            #expect(refusals(bench) == 1, "it was asked once")
        }
    }

    @Test(arguments: TestDatabase.System.allCases)
    func aPauseOutlivesTheProcess(system: TestDatabase.System) async throws {
        try await withBench(system) { bench in
            script(bench, Fault(.tooManyRequests(retryAfter: 12), method: "sendMessage", chat: 7))
            bench.write("/id", from: 7)
            _ = await bench.telegram.wait(Identities.botTokenText) { bot, _ in
                bot.calls.all.contains { $0.errorCode == 429 } ? true : nil
            }
            let database = bench.servers[0].database
            try Deadline.wait(seconds: 20, for: "the pause to be kept") {
                try database.query("SELECT count(*) FROM pauses") == "1" ? () : nil
            }
            try bench.restart(0)
            let times = await bench.telegram.wait(Identities.botTokenText, atMost: .seconds(60)) { bot, _ in
                let calls = bot.calls.all.filter { $0.method == "sendMessage" && $0.chat == 7 }
                return calls.count > 1 ? calls.map(\.moment) : nil
            }
            let found = try #require(times)
            #expect(found[1] - found[0] >= 11.9, "\(found)")
        }
    }

    @Test func severalChatsThatAreToldToWaitStopAll() async throws {
        try await withBench { bench in
            for chat in Int64(1)...3 {
                script(bench, Fault(.tooManyRequests(retryAfter: 2), method: "sendMessage", chat: chat))
                bench.write("/id", from: chat)
            }
            try Deadline.wait(seconds: 20, for: "all to be told") { refusals(bench) == 3 ? () : nil }
            let database = bench.servers[0].database
            try Deadline.wait(seconds: 20, for: "the pause of all to be kept") {
                try database.query("SELECT count(*) FROM pauses WHERE chat_id = 0") == "1" ? () : nil
            }
            bench.write("/id", from: 9)
            #expect(await bench.texts(to: 9).count == 1)
            let wait = bench.telegram.withBot(Identities.botTokenText) { bot, _ -> Double in
                let sent = bot.calls.all.filter { $0.method == "sendMessage" }
                let last = sent.last { $0.errorCode == 429 }?.moment
                let next = sent.first { $0.chat == 9 }?.moment
                return last.flatMap { last in next.map { $0 - last } } ?? 0
            }
            #expect(wait >= 1.9)
        }
    }

    @Test func aGroupThatMigratesIsWrittenToByItsNewId() async throws {
        try await withBench { bench in
            bench.telegram.withBot(Identities.botTokenText) { bot, now in
                _ = bot.makeChat(-5, kind: .group, title: "Group", addedBy: 7, now: now)
                _ = bot.makeChat(-1005, title: "Group", addedBy: 7, now: now)
                bot.faults.add(Fault(.migrated(to: -1005), method: "sendMessage", chat: -5))
            }
            bench.write("/id", from: 7, in: -5)
            #expect(await bench.texts(to: -1005).count == 1)
        }
    }

    @Test func whoCannotBeWrittenToIsNoted() async throws {
        try await withBench { bench in
            script(bench, Fault(.blocked, method: "sendMessage", chat: 7))
            bench.write("/id", from: 7)
            let database = bench.servers[0].database
            let unreachable = "SELECT count(*) FROM bot_users WHERE telegram_id = 7 AND unreachable_at IS NOT NULL"
            try Deadline.wait(seconds: 20, for: "it to be noted") {
                try database.query(unreachable) == "1" ? () : nil
            }
            #expect(try database.query("SELECT state FROM outbox") == "dead")
        }
    }
}
