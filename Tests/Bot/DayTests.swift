import Glibc
import TelegramStandIn
import TestSupport
import TestTraits
import Testing

/// A day's updates, some twice and some poison, while processes are killed: every effect once, in order, nothing lost.
///
/// The day is small, so that it fits among the other tests; `make bot-day` runs it in full size, 50,000 updates in
/// 2,000 chats, as `BOT_DAY_UPDATES` says.
@Suite(.blocking) struct DayTests {
    private static let updates: Int = getenv("BOT_DAY_UPDATES").flatMap { Int(String(cString: $0)) } ?? 3_000
    private static let kills: Int = 5
    /// Messages that may be on the way when a process dies.
    private static let inTheAir: Int = 64

    @Test(arguments: TestDatabase.System.allCases)
    func aProcessThatIsKilledFiveTimesDoesEverythingOnce(system: TestDatabase.System) async throws {
        try await run(on: system, servers: 1)
    }

    @Test func threeProcessesThatAreKilledInTurnDoEverythingOnce() async throws {
        try await run(on: .postgreSQL, servers: 3)
    }

    private func run(on system: TestDatabase.System, servers: Int) async throws {
        let day = Day(updates: Self.updates, chats: max(40, Self.updates / 25), seed: 12)
        var options = StandInOptions()
        options.everyoneExists = true
        let settings = [
            "TELEGRAM_MESSAGES_PER_SECOND": "0", "PUBLIC_URL": "https://bot.example", "LOG_LEVEL": "notice",
        ]
        let bench = try BotBench(system, .webhook, options: options, settings: settings)
        for _ in 1..<servers { try bench.addServer() }
        let delivery = try DayDelivery(day, to: bench.servers.map(\.port))
        for kill in 1...Self.kills {
            try Deadline.wait(seconds: 300, for: "updates that were acknowledged") {
                delivery.acknowledged >= Self.updates * kill / (Self.kills + 1) ? () : nil
            }
            try bench.restart(kill % servers)
        }
        try delivery.finish()
        let database = bench.servers[0].database
        try Deadline.wait(seconds: 300, for: "a database in which nothing waits") {
            // Looked at now and then: it has other things to do.
            poll(nil, 0, 100)
            return try database.query("SELECT (SELECT count(*) FROM inbox) + (SELECT count(*) FROM outbox)") == "0"
                ? () : nil
        }
        try await bench.end()
        judge(day, bench)
        #expect(try database.query("SELECT count(*) FROM telegram_updates") == "\(day.updates)")
        let started = day.chats.count { !$0.names.isEmpty }
        #expect(try database.query("SELECT count(*) FROM bot_users WHERE source = 'day'") == "\(started)")
    }

    /// Each chat was greeted by all its names in their order, at most the messages in the air twice.
    private func judge(_ day: Day, _ bench: BotBench) {
        let calls = bench.telegram.withBot(Identities.botTokenText) { bot, _ in bot.calls.all }
        var greetings: [Int64: [String]] = [:]
        var twice = 0
        for call in calls where call.method == "sendMessage" && call.errorCode == nil {
            guard let chat = call.chat, let text = call.text, let name = text.firstMatch(of: /n[0-9]+/) else {
                continue
            }
            if greetings[chat]?.last == String(name.output) {
                twice += 1
            } else {
                greetings[chat, default: []].append(String(name.output))
            }
        }
        for chat in day.chats where greetings[chat.id, default: []] != chat.names {
            Issue.record("chat \(chat.id): \(greetings[chat.id, default: []]), not \(chat.names)")
        }
        #expect(twice <= Self.kills * Self.inTheAir, "\(twice) sent twice")
        print("a day of \(day.updates) updates: \(calls.count) calls, \(twice) sent twice")
    }
}
