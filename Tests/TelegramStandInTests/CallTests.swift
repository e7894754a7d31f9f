import TelegramStandIn
import Testing

@Suite struct CallTests {
    @Test(arguments: [
        ("x", "getMe", 404), ("43:OTHER", "getMe", 401), (RuleBench.token, "getNothing", 404),
    ])
    func wrongTokensAndMethodsAreRefusedAsTelegramDoes(token: String, method: String, code: Int) {
        var bench = RuleBench()
        let reply = bench.world.perform(BotCall(token: token, method: method), now: bench.now)
        guard case .answer(.failure(let refusal)) = reply else {
            Issue.record("\(reply)")
            return
        }
        #expect(refusal.code == code)
        #expect(refusal.description == (code == 401 ? "Unauthorized" : "Not Found"))
    }

    @Test func methodsAreFoundInAnyCase() throws {
        var bench = RuleBench()
        #expect(try bench.call("GETME")["username"] == "rule_bot")
        #expect(try bench.call("getMe")["id"] == 42)
    }

    @Test func callsAreKeptInTheirOrderWithWhatTheyDid() throws {
        var bench = RuleBench()
        let first = try bench.send("One")
        bench.now = bench.now + 1
        #expect(bench.refusal("sendMessage", ["chat_id": 8, "text": "Two"]) != nil)
        bench.bot { bot, _ in
            #expect(bot.calls.all.map(\.method) == ["sendMessage", "sendMessage"])
            #expect(bot.calls.all.map(\.text) == ["One", "Two"])
            #expect(bot.calls.all.map(\.chat) == [7, 8])
            #expect(bot.calls.all.map(\.message) == [first, nil])
            #expect(bot.calls.all.map(\.errorCode) == [nil, 400])
            #expect(bot.calls.all[1].moment > bot.calls.all[0].moment)
            #expect(bot.calls.successes == ["sendMessage": 1])
        }
    }

    @Test func countingKeepsNothingAndStillKnowsTheMessages() throws {
        var options = StandInOptions()
        options.isCounting = true
        options.everyoneExists = true
        var bench = RuleBench(options: options, people: [])
        for id in 1...1_000 as ClosedRange<Int64> {
            _ = try bench.call("sendMessage", ["chat_id": .int(id), "text": "Hello"])
        }
        #expect(try bench.send() == 2)
        _ = try bench.call("editMessageText", ["chat_id": 7, "message_id": 2, "text": "Hello"])
        _ = try bench.call("deleteMessage", ["chat_id": 7, "message_id": 2])
        #expect(bench.refusal("deleteMessage", ["chat_id": 7, "message_id": 2])?.code == 400)
        #expect(bench.refusal("deleteMessage", ["chat_id": 7, "message_id": 3])?.code == 400)
        #expect(try bench.send() == 3)
        #expect(try bench.call("getChat", ["chat_id": 9])["type"] == "private")
        bench.bot { bot, now in _ = bot.block(by: 8, now: now) }
        #expect(bench.refusal("sendMessage", ["chat_id": 8, "text": "x"])?.code == 403)
        bench.bot { bot, _ in
            #expect(bot.calls.counts["sendMessage"] == 1_003 && bot.calls.all.isEmpty)
            #expect(bot.chats[7]?.messages.isEmpty == true && bot.chats.count == 2, "of strangers nothing is kept")
        }
    }
}
