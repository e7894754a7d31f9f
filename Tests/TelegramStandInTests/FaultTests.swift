import TelegramStandIn
import Testing

@Suite struct FaultTests {
    @Test func faultsHitTheCallsTheyAreFor() {
        var bench = RuleBench(people: [7, 8])
        bench.bot { bot, _ in
            bot.faults.add(Fault(.blocked, method: "sendMessage", chat: 8, skips: 1, times: 2))
        }
        let codes = [8, 7, 8, 8, 7, 8].map { (chat: Int64) in
            bench.refusal("sendMessage", ["chat_id": .int(chat), "text": "x"])?.code
        }
        #expect(codes == [nil, nil, 403, 403, nil, nil])
        #expect(bench.refusal("getMe") == nil)
    }

    @Test func aFaultWithoutNumberStaysUntilItIsTakenAway() {
        var bench = RuleBench()
        bench.bot { bot, _ in bot.faults.add(Fault(.serverError, times: nil)) }
        for _ in 0..<5 { #expect(bench.refusal("getMe")?.code == 500) }
        bench.bot { bot, _ in bot.faults.removeAll() }
        #expect(bench.refusal("getMe") == nil)
    }

    @Test(arguments: [(Fault.Action.close(), 0), (.close(done: true), 1), (.hang(), 0), (.status(502, done: true), 1)])
    func aBrokenAnswerLeavesTheCallDoneOrNot(action: Fault.Action, done: Int) {
        var bench = RuleBench()
        bench.bot { bot, _ in bot.faults.add(Fault(action)) }
        guard case .faulty(_, let outcome) = bench.reply("sendMessage", ["chat_id": 7, "text": "x"]) else {
            Issue.record("answered")
            return
        }
        #expect((outcome != nil) == (done == 1))
        bench.bot { bot, _ in
            #expect(bot.chats[7]?.messages.count == done)
            #expect(bot.calls.all.last?.errorCode == (done == 1 ? nil : 0))
        }
    }
}
