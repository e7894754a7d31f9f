import ClientRuntime
import ContractRuntime
import TelegramAPI
import Testing

/// The update of the Bot API: at most one of many members, and members that are newer than our contract.
@Suite struct TelegramUpdateTests {
    private static let message = """
        {"message_id":5,"date":1766000000,"chat":{"id":-5,"type":"supergroup","title":"T"},
         "from":{"id":3,"is_bot":false,"first_name":"A"},"text":"Approve","poem":{"x":[]},
         "reply_to_message":{"message_id":4,"date":1766000000,"chat":{"id":-5,"type":"megagroup"},"text":"Request #1"}}
        """

    private func update(_ members: String) throws -> Update {
        try Update(json: Array("{\"update_id\":1\(members.isEmpty ? "" : ",")\(members)}".utf8))
    }

    @Test func aKnownKindIsItsCase() throws {
        guard case .message(let message) = try update("\"message\":\(Self.message)").choice else {
            Issue.record("no message")
            return
        }
        #expect(message.chat.id == -5 && message.chat.type == .supergroup && message.text == "Approve")
        #expect(message.replyToMessage?.text == "Request #1")
        #expect(message.replyToMessage?.chat.type == .unknown("megagroup"))
        let query = "{\"id\":\"1\",\"from\":{\"id\":3,\"is_bot\":false,\"first_name\":\"A\"},\"chat_instance\":\"-9\"}"
        guard case .callbackQuery(let press) = try update("\"callback_query\":\(query)").choice else {
            Issue.record("no press")
            return
        }
        #expect(press.message == nil && press.from.id == 3)
    }

    @Test func anUnknownKindIsNamed() throws {
        guard case .unknown("kind_of_tomorrow") = try update(#""flag":null,"kind_of_tomorrow":{}"#).choice else {
            Issue.record("not unknown")
            return
        }
        #expect(try update(#""kind_of_tomorrow":{}"#).choice.member == "kind_of_tomorrow")
        #expect(try update("").choice.member == nil)
        #expect(try update(#""message":null"#).choice.member == nil)
        #expect(try update("\"kind_of_tomorrow\":{},\"message\":\(Self.message)").choice.member == "message")
    }

    @Test func allKindsAreListedOnce() {
        let members = UpdateChoice.members
        #expect(Set(members).count == members.count && members.count >= 27)
        for name in ["message", "callback_query", "my_chat_member", "pre_checkout_query", "subscription"] {
            #expect(members.contains(name))
        }
    }

    @Test func whatAValueNeedsIsAskedFor() throws {
        #expect(throws: JSONMismatch(pointer: "", reason: "lacks the required member \"update_id\"")) {
            try Update(json: Array("{}".utf8))
        }
        #expect(throws: JSONMismatch(pointer: "/message/chat/id", reason: "must be an integer of 64 bits")) {
            try update(#""message":{"message_id":1,"date":1,"chat":{"id":"5","type":"private"}}"#)
        }
        for text in ["", "[]", "{", "nul", "{\"update_id\":1,\"update_id\":2}", "{\"update_id\":1.5}"] {
            #expect(throws: JSONMismatch.self) { try Update(json: Array(text.utf8)) }
        }
    }

    @Test func whatIsSentReadsBack() throws {
        let original = try update("\"edited_message\":\(Self.message)")
        var writer = JSONWriter()
        original.encode(into: &writer)
        guard case .editedMessage(let message) = try Update(json: writer.bytes).choice else {
            Issue.record("no message")
            return
        }
        #expect(message.text == "Approve" && message.replyToMessage?.chat.type == .unknown("megagroup"))
    }
}
