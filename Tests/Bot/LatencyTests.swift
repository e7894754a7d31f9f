import TelegramStandIn
import TestSupport
import TestTraits
import Testing

/// How soon a bot answers that has nothing else to do: nobody waits until somebody looks.
@Suite(.blocking) struct LatencyTests {
    /// Seconds from a person's message to the bot's call, of each of so many people, one after another, sorted.
    private func latencies(_ bench: BotBench, people: ClosedRange<Int64>) async throws -> [Double] {
        var latencies: [Double] = []
        for person in people {
            let start = bench.telegram.withBot(Identities.botTokenText) { bot, now in
                _ = bot.write("/id", from: person, now: now)
                return now
            }
            let moment = await bench.telegram.wait(Identities.botTokenText, atMost: .seconds(20)) { bot, _ in
                bot.calls.all.first { $0.method == "sendMessage" && $0.chat == person }?.moment
            }
            latencies.append(try #require(moment) - start)
        }
        return latencies.sorted()
    }

    @Test(arguments: TestDatabase.System.allCases)
    func oneProcessAnswersAtOnce(system: TestDatabase.System) async throws {
        let bench = try BotBench(system, .webhook)
        let found = try await latencies(bench, people: 1...15)
        #expect(found[7] < 0.1, "\(found)")
        try await bench.end()
    }
}
