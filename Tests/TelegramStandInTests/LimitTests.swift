import TelegramStandIn
import Testing

@Suite struct LimitTests {
    private func bench(_ limits: RateLimits.Options) -> RuleBench {
        var options = StandInOptions()
        options.limits = limits
        options.everyoneExists = true
        var bench = RuleBench(options: options)
        bench.bot { bot, now in _ = bot.makeChat(-5, title: "Group", addedBy: 7, now: now) }
        return bench
    }

    /// How many messages to these chats are taken before one is refused, and for how many seconds that is.
    private func taken(_ bench: inout RuleBench, to chats: [Int64], _ more: [String: JSON] = [:]) -> (Int, Int?) {
        for (count, chat) in chats.enumerated() {
            let parameters: [String: JSON] = ["chat_id": .int(chat), "text": "x"].merging(more) { $1 }
            if let refusal = bench.refusal("sendMessage", parameters) { return (count, refusal.retryAfter) }
        }
        return (chats.count, nil)
    }

    @Test func thirtyMessagesASecondInAll() {
        var bench = bench(.documented)
        #expect(taken(&bench, to: Array(101...200)) == (30, 1))
        bench.now = bench.now + 0.5
        #expect(taken(&bench, to: [300]) == (0, 1))
        bench.now = bench.now + 0.5
        #expect(taken(&bench, to: Array(301...400)) == (30, 1))
    }

    @Test func aThousandASecondWherePaidFor() {
        var bench = bench(.documented)
        #expect(taken(&bench, to: Array(1...2_000), ["allow_paid_broadcast": true]) == (1_000, 1))
        #expect(taken(&bench, to: Array(3_001...3_100)) == (30, 1), "the others are counted apart")
    }

    @Test func aBurstToOneChatAndThenOneASecond() {
        var bench = bench(.documented)
        let seven: [Int64] = Array(repeating: 7, count: 20)
        #expect(taken(&bench, to: seven) == (5, 1))
        bench.now = bench.now + 2
        #expect(taken(&bench, to: seven) == (2, 1))
        bench.now = bench.now + 60
        #expect(taken(&bench, to: seven) == (5, 1))
    }

    @Test func twentyAMinuteToAGroupWithItsEdits() throws {
        var bench = bench(RateLimits.Options(perSecond: nil, paidPerSecond: nil, chatBurst: nil, groupPerMinute: 20))
        #expect(taken(&bench, to: Array(repeating: -5, count: 18)) == (18, nil))
        let edit: [String: JSON] = ["chat_id": -5, "message_id": 1, "text": "y"]
        #expect(bench.refusal("editMessageText", edit) == nil)
        bench.now = bench.now + 10
        #expect(taken(&bench, to: [-5, -5, -5]) == (1, 50))
        #expect(bench.refusal("editMessageText", edit)?.code == 429)
        let own = try bench.send()
        for number in 0..<50 {
            let text: JSON = .string("\(number)")
            #expect(bench.refusal("editMessageText", ["chat_id": 7, "message_id": .int(own), "text": text]) == nil)
        }
    }

    @Test func nothingIsRefusedWithoutLimits() {
        var bench = bench(.none)
        #expect(taken(&bench, to: Array(repeating: -5, count: 100)) == (100, nil))
    }
}
