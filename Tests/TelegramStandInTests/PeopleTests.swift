import TelegramStandIn
import Testing

@Suite struct PeopleTests {
    @Test func aBotMayWriteToNobodyWhoNeverWrote() throws {
        var bench = RuleBench(people: [])
        bench.bot { bot, _ in _ = bot.meet(Person(7)) }
        let refusal = bench.refusal("sendMessage", ["chat_id": 7, "text": "x"])
        #expect(refusal == Refusal(code: 403, "Forbidden: bot can't initiate conversation with a user"))
        bench.bot { bot, now in _ = bot.write("/start", from: 7, now: now) }
        #expect(try bench.send() == 2)
    }

    @Test func aBlockedBotIsToldAndRefused() throws {
        var bench = RuleBench()
        let update = bench.bot { bot, now in bot.block(by: 7, now: now) }
        let refusal = bench.refusal("sendMessage", ["chat_id": 7, "text": "x"])
        #expect(refusal == Refusal(code: 403, "Forbidden: bot was blocked by the user"))
        let told = try bench.call("getUpdates")[0]
        #expect(told?["update_id"]?.int == update)
        #expect(told?["my_chat_member"]?["new_chat_member"]?["status"] == "kicked")
        _ = bench.bot { bot, now in bot.unblock(by: 7, now: now) }
        #expect(try bench.send() == 1)
    }

    @Test func commandsAreEntities() throws {
        var bench = RuleBench()
        bench.bot { bot, now in _ = bot.write("/start shop", from: 7, now: now) }
        let message = try bench.call("getUpdates")[0]?["message"]
        #expect(message?["text"] == "/start shop")
        #expect(message?["entities"] == [["type": "bot_command", "offset": 0, "length": 6]])
        #expect(message?["from"]?["first_name"] == "Ann" && message?["chat"]?["type"] == "private")
    }

    @Test func repliesCarryWhatTheyReplyTo() throws {
        var bench = RuleBench()
        let id = try bench.send("Question?")
        bench.bot { bot, now in _ = bot.write("Answer", from: 7, replyTo: id, now: now) }
        #expect(try bench.call("getUpdates")[0]?["message"]?["reply_to_message"]?["text"] == "Question?")
    }

    @Test func pressesComeWithTheMessageOrItsInlineID() throws {
        var bench = RuleBench()
        let keyboard: JSON = ["inline_keyboard": [[["text": "Yes", "callback_data": "y"]]]]
        let id = try bench.send("Yes?", ["reply_markup": keyboard])
        let address = MessageAddress(chat: 7, message: id)
        let query = bench.bot { bot, now in
            _ = bot.press("y", of: address, by: 7, now: now)
            return bot.press("y", of: address, by: 7, isInline: true, now: now)
        }
        let updates = try bench.call("getUpdates")
        #expect(updates[0]?["callback_query"]?["message"]?["message_id"]?.int == id)
        let inline = try #require(updates[1]?["callback_query"]?["inline_message_id"])
        #expect(updates[1]?["callback_query"]?["message"] == nil)
        #expect(try bench.call("editMessageText", ["inline_message_id": inline, "text": "Done"]) == true)
        #expect(bench.bot { bot, _ in bot.chats[7]?.messages[id]?.text } == "Done")

        #expect(try bench.call("answerCallbackQuery", ["callback_query_id": .string(query)]) == true)
        let again = bench.refusal("answerCallbackQuery", ["callback_query_id": .string(query)])
        #expect(again?.description.contains("query is too old") == true)
    }

    @Test func aPressCanBeAnsweredForSomeTimeOnly() {
        var bench = RuleBench()
        let query = bench.bot { bot, now in
            bot.press("y", of: MessageAddress(chat: 7, message: 1), by: 7, now: now)
        }
        bench.now = bench.now + 151
        #expect(bench.refusal("answerCallbackQuery", ["callback_query_id": .string(query)])?.code == 400)
    }

    @Test func aMigratedGroupNamesItsNewID() throws {
        var bench = RuleBench()
        bench.bot { bot, now in
            _ = bot.makeChat(-5, kind: .group, title: "Group", addedBy: 7, now: now)
            bot.migrate(-5, to: -1_005, by: 7, now: now)
        }
        let refusal = bench.refusal("sendMessage", ["chat_id": -5, "text": "x"])
        #expect(refusal?.code == 400 && refusal?.migrateToChat == -1_005)
        #expect(try bench.call("sendMessage", ["chat_id": -1_005, "text": "x"])["chat"]?["type"] == "supergroup")
        let updates = try bench.call("getUpdates")
        #expect(updates[1]?["message"]?["migrate_to_chat_id"] == -1_005)
        #expect(updates[2]?["message"]?["migrate_from_chat_id"] == -5)
    }

    @Test func membersOfGroupsAreToldOnlyToBotsThatAsked() throws {
        var bench = RuleBench()
        bench.bot { bot, now in
            _ = bot.makeChat(-5, title: "Group", addedBy: 7, now: now)
            bot.join(-5, by: 8, now: now)
        }
        let kinds = try bench.call("getUpdates").elements?.map { Set($0.members?.keys ?? [:].keys) }
        #expect(kinds == [["update_id", "my_chat_member"], ["update_id", "message"]])
        _ = try bench.call("getUpdates", ["offset": -1, "allowed_updates": ["chat_member"]])
        bench.bot { bot, now in bot.leave(-5, by: 8, now: now) }
        #expect(try bench.call("getUpdates")[1]?["chat_member"]?["new_chat_member"]?["status"] == "left")
    }
}
