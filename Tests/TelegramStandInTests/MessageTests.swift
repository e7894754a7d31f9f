import TelegramStandIn
import Testing

@Suite struct MessageTests {
    @Test func messagesAreNumberedInEachChat() throws {
        var bench = RuleBench(people: [7, 8])
        #expect(try bench.send() == 1)
        #expect(try bench.send() == 2)
        #expect(try bench.call("sendMessage", ["chat_id": 8, "text": "x"])["message_id"] == 1)
    }

    private static let refused: [(parameters: JSON, description: String)] = [
        (["chat_id": 7], "message text is empty"),
        (["chat_id": 7, "text": " \n "], "message text is empty"),
        (["chat_id": 7, "text": .string(String(repeating: "é", count: 4097))], "message is too long"),
        (["chat_id": 9, "text": "x"], "chat not found"),
        (["text": "x"], "chat_id is empty"),
        (["chat_id": 7, "text": "x", "parse_mode": "X"], "unsupported parse_mode"),
        (["chat_id": 7, "text": "x", "reply_parameters": ["message_id": 5]], "message to be replied not found"),
        (
            ["chat_id": 7, "text": "x", "reply_markup": ["inline_keyboard": [[["text": "a", "callback_data": ""]]]]],
            "BUTTON_DATA_INVALID"
        ),
        (["chat_id": 7, "text": "x", "reply_markup": "{"], "can't parse reply keyboard markup JSON object"),
    ]

    @Test(arguments: refused)
    func refusesWhatTelegramRefuses(parameters: JSON, description: String) {
        var bench = RuleBench()
        let refusal = bench.refusal("sendMessage", parameters.members ?? [:])
        #expect(refusal == Refusal(code: 400, "Bad Request: " + description))
    }

    @Test func theLengthCountsAfterEntities() throws {
        var bench = RuleBench()
        let text = "<b>" + String(repeating: "&amp;", count: 4096) + "</b>"
        let sent = try bench.call("sendMessage", ["chat_id": 7, "text": .string(text), "parse_mode": "HTML"])
        #expect(sent["text"]?.string?.count == 4096)
        #expect(sent["entities"] == [["type": "bold", "offset": 0, "length": 4096]])
    }

    @Test func htmlBecomesEntitiesInUTF16() throws {
        var bench = RuleBench()
        let text = "😀 <b>bo<i>ld</i></b> <a href=\"https://example.org/?a=1&amp;b=2\">link</a> &lt;&#33; "
        let sent = try bench.call("sendMessage", ["chat_id": 7, "text": .string(text), "parse_mode": "html"])
        #expect(sent["text"] == "😀 bold link <!")
        #expect(
            sent["entities"] == [
                ["type": "italic", "offset": 5, "length": 2], ["type": "bold", "offset": 3, "length": 4],
                ["type": "text_link", "offset": 8, "length": 4, "url": "https://example.org/?a=1&b=2"],
            ]
        )
    }

    @Test(arguments: [
        ("a <b>x", "Can't find end tag corresponding to start tag \"b\""),
        ("<x>y</x>", "Unsupported start tag \"x\" at byte offset 0"),
        ("<b>x</i>", "Unmatched end tag at byte offset 4, expected \"</b>\", found \"</i>\""),
        ("x</b>", "Unexpected end tag at byte offset 1"), ("1 <b", "Unclosed start tag at byte offset 2"),
    ])
    func brokenHTMLIsRefused(text: String, reason: String) {
        var bench = RuleBench()
        let refusal = bench.refusal("sendMessage", ["chat_id": 7, "text": .string(text), "parse_mode": "HTML"])
        #expect(refusal?.description == "Bad Request: can't parse entities: " + reason)
    }

    @Test func editsChangeAndSayWhereTheyChangeNothing() throws {
        var bench = RuleBench()
        let id = try bench.send("One")
        let edit: [String: JSON] = ["chat_id": 7, "message_id": .int(id), "text": "Two"]
        let edited = try bench.call("editMessageText", edit)
        #expect(edited["text"] == "Two" && edited["edit_date"] == 1_700_000_000)
        #expect(bench.refusal("editMessageText", edit)?.description.contains("message is not modified") == true)
        #expect(
            bench.refusal("editMessageText", ["chat_id": 7, "message_id": 99, "text": "x"])?.description
                == "Bad Request: message to edit not found"
        )
    }

    @Test func aKeyboardGoesWithAnEditThatBringsNone() throws {
        var bench = RuleBench()
        let markup: JSON = ["inline_keyboard": [[["text": "Yes", "callback_data": "yes"]]]]
        let id = try bench.send("One", ["reply_markup": .string(markup.text)])
        let kept = try bench.call(
            "editMessageText",
            ["chat_id": 7, "message_id": .int(id), "text": "Two", "reply_markup": markup]
        )
        #expect(kept["reply_markup"] == markup)
        let edited = try bench.call("editMessageReplyMarkup", ["chat_id": 7, "message_id": .int(id)])
        #expect(edited["reply_markup"] == nil && edited["text"] == "Two")
    }

    @Test func copiesCarryTheContentAndNewCaptions() throws {
        var bench = RuleBench(people: [7, 8])
        let photo = try bench.call("sendPhoto", ["chat_id": 7, "photo": "file-1", "caption": "Old"])
        let id = try #require(photo["message_id"])
        let copied = try bench.call(
            "copyMessage",
            ["chat_id": 8, "from_chat_id": 7, "message_id": id, "caption": "<b>New</b>", "parse_mode": "HTML"]
        )
        #expect(copied == ["message_id": 1])
        bench.bot { bot, _ in
            #expect(bot.chats[8]?.messages[1]?.text == "New")
            #expect(bot.chats[8]?.messages[1]?.content["photo"]?[0]?["file_id"] == "file-1")
        }
        let missing = bench.refusal("copyMessage", ["chat_id": 8, "from_chat_id": 7, "message_id": 99])
        #expect(missing?.description == "Bad Request: message to copy not found")
    }

    @Test func deletedMessagesAreGone() throws {
        var bench = RuleBench()
        let id = try bench.send()
        let delete: [String: JSON] = ["chat_id": 7, "message_id": .int(id)]
        #expect(try bench.call("deleteMessage", delete) == true)
        #expect(bench.refusal("deleteMessage", delete)?.description == "Bad Request: message to delete not found")
        let other = try bench.send()
        bench.now = bench.now + 49 * 3600
        #expect(bench.refusal("deleteMessage", ["chat_id": 7, "message_id": .int(other)])?.code == 400)
    }
}
