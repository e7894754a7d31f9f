import TelegramStandIn
import Testing

@Suite struct UpdateQueueTests {
    private func wrote(_ bench: inout RuleBench, _ count: Int, from user: Int64 = 7) {
        for number in 0..<count { bench.bot { bot, now in _ = bot.write("\(number)", from: user, now: now) } }
    }

    @Test func anOffsetConfirmsWhatStandsBeforeIt() throws {
        var bench = RuleBench()
        wrote(&bench, 5)
        let first = try #require(try bench.call("getUpdates", ["limit": 2])[0]?["update_id"]?.int)
        #expect(try bench.call("getUpdates", ["limit": "2"]).elements?.count == 2)
        #expect(try bench.call("getUpdates", ["offset": .int(first + 2)])[0]?["update_id"]?.int == first + 2)
        #expect(try bench.call("getUpdates").elements?.count == 3)
        #expect(try bench.call("getUpdates", ["offset": -1])[0]?["update_id"]?.int == first + 4)
        #expect(try bench.call("getWebhookInfo")["pending_update_count"] == 1)
    }

    @Test func kindsThatWereNotAskedForNeverCome() throws {
        var bench = RuleBench()
        _ = try bench.call("getUpdates", ["allowed_updates": ["callback_query"]])
        wrote(&bench, 1)
        // Not given, the former list holds.
        #expect(try bench.call("getUpdates") == [])
        _ = try bench.call("setWebhook", ["url": "http://127.0.0.1:1/"])
        #expect(try bench.call("getWebhookInfo")["allowed_updates"] == ["callback_query"])
        _ = try bench.call("setWebhook", ["url": "http://127.0.0.1:1/", "allowed_updates": "[]"])
        _ = try bench.call("deleteWebhook")
        wrote(&bench, 1)
        #expect(try bench.call("getUpdates").elements?.count == 1)
    }

    @Test func updatesExpire() throws {
        var bench = RuleBench()
        wrote(&bench, 1)
        bench.bot { bot, now in _ = bot.press("x", of: MessageAddress(chat: 7, message: 1), by: 7, now: now) }
        bench.now = bench.now + 151
        #expect(try bench.call("getUpdates").elements?.map { $0["message"]?["text"] } == ["0"])
        bench.now = bench.now + 86_400
        #expect(try bench.call("getWebhookInfo")["pending_update_count"] == 0)
    }

    @Test func pollingIsRefusedWhileAWebhookIsSet() throws {
        var bench = RuleBench()
        _ = try bench.call("setWebhook", ["url": "http://127.0.0.1:1/"])
        let refusal = bench.refusal("getUpdates")
        #expect(refusal?.code == 409)
        #expect(refusal?.description.hasPrefix("Conflict: can't use getUpdates method while webhook is active") == true)
    }

    @Test func aSettledWebhookTellsItsState() throws {
        var bench = RuleBench()
        wrote(&bench, 3)
        let url: JSON = "https://example.org/hook"
        _ = try bench.call("setWebhook", ["url": url, "max_connections": 7, "secret_token": "s-1"])
        let info = try bench.call("getWebhookInfo")
        #expect(info["url"] == url && info["max_connections"] == 7 && info["pending_update_count"] == 3)
        #expect(info["last_error_message"] == nil)
        _ = try bench.call("setWebhook", ["url": url, "drop_pending_updates": "true"])
        #expect(try bench.call("getWebhookInfo")["pending_update_count"] == 0)
        #expect(bench.refusal("setWebhook", ["url": url, "secret_token": "a b"])?.code == 400)
        #expect(bench.refusal("setWebhook", ["url": "ftp://x"])?.code == 400)
    }

    @Test func telegramsOwnAddressRulesHoldWhereAskedFor() throws {
        var options = StandInOptions()
        options.requiresPublicWebhook = true
        var bench = RuleBench(options: options)
        #expect(bench.refusal("setWebhook", ["url": "http://example.org/"])?.code == 400)
        #expect(bench.refusal("setWebhook", ["url": "https://example.org:444/"])?.code == 400)
        #expect(try bench.call("setWebhook", ["url": "https://example.org:8443/x"]) == true)
    }

    @Test func aLineHasOneUnderWayAndOthersGoOn() throws {
        var bench = RuleBench(people: [7, 8])
        wrote(&bench, 2)
        wrote(&bench, 1, from: 8)
        bench.bot { bot, now in
            _ = bot.press("x", of: MessageAddress(chat: 7, message: 1), by: 7, now: now)
            let taken = (0..<3).map { _ in bot.updates.takeNext(now: now) }
            #expect(taken.map { $0?.kind } == ["message", "message", "callback_query"])
            #expect(bot.updates.takeNext(now: now) == nil, "the second message waits for the first")
            if let first = taken[0] { bot.updates.delivered(first) }
            #expect(bot.updates.takeNext(now: now)?.id == taken[0].map { $0.id + 1 })
        }
    }

    @Test func retriesComeAtOnceAndThenLaterEachTime() throws {
        var bench = RuleBench()
        wrote(&bench, 2)
        var delays: [Double] = []
        for _ in 0..<9 {
            bench.bot { bot, now in
                if let update = bot.updates.takeNext(now: now) {
                    bot.updates.failed(update, retryAfter: nil, now: now)
                }
            }
            let turn = bench.bot { bot, now in bot.updates.nextTurn ?? now }
            delays.append(turn - bench.now)
            bench.now = turn
        }
        #expect(delays == [0, 2, 4, 8, 16, 32, 64, 64, 64])
        bench.bot { bot, now in
            let update = bot.updates.takeNext(now: now)
            #expect(update?.json["message"]?["text"] == "0", "nothing overtakes it")
            if let update { bot.updates.failed(update, retryAfter: 3_600, now: now) }
            #expect(bot.updates.nextTurn == now + 3_600)
        }
    }

    @Test func manyUpdatesOfManyChatsLeaveNothingBehind() throws {
        var bench = RuleBench(people: [])
        for user in 1...5_000 as ClosedRange<Int64> { wrote(&bench, 1, from: user) }
        let last = try #require(try bench.call("getUpdates", ["offset": -1])[0]?["update_id"]?.int)
        #expect(try bench.call("getUpdates", ["offset": .int(last + 1)]) == [])
        wrote(&bench, 1, from: 1)
        bench.bot { bot, now in
            let update = bot.updates.takeNext(now: now)
            #expect(update?.id == last + 1)
            if let update { bot.updates.delivered(update) }
            #expect(bot.updates.count == 0 && bot.updates.takeNext(now: now) == nil)
        }
    }
}
