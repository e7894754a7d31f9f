import Glibc
import Impl
import Server
import TestBackend
import TestSupport
import TestTraits
import Testing

/// The webhook while more waits than the bounds allow.
@Suite(.blocking) struct FullInboxTests {
    private static func update(_ number: Int, _ members: String) -> HTTPMessage {
        let hook = (name: "X-Telegram-Bot-Api-Secret-Token", value: Identities.webhookSecret)
        return HTTPMessage("POST", "/webhook/telegram", [hook], json: #"{"update_id":\#(number),\#(members)}"#)
    }

    private static func message(_ number: Int) -> HTTPMessage {
        update(
            number,
            #""message":{"message_id":1,"date":1,"chat":{"id":\#(number),"type":"private"},"text":"hello"}"#
        )
    }

    private static func press(_ number: Int) -> HTTPMessage {
        let from = #"{"id":\#(number),"is_bot":false,"first_name":"Ada"}"#
        return update(number, #""callback_query":{"id":"1","from":\#(from),"chat_instance":"1","data":"x"}"#)
    }

    /// Presses wait for a Bot API that says nothing, so the inbox fills.
    @Test(arguments: TestDatabase.System.allCases)
    func messagesAreRefusedUntilThereIsRoomAndPressesAreTaken(system: TestDatabase.System) throws {
        let listener = try Loopback.listen()
        defer { close(listener) }
        let server = try InMemoryServer(
            ServerSettings.standard(with: [
                "TELEGRAM_API_BASE_URL": "http://127.0.0.1:\(Loopback.port(of: listener))", "LOOPS": "1",
            ]),
            on: system
        ) { $0.inboxBounds.count = 3 }
        let client = try HTTPConnection(port: server.port)
        var number = 0
        func send(_ make: (Int) -> HTTPMessage) throws -> HTTPReply {
            number += 1
            return try client.exchange(make(number))
        }
        #expect(try send(Self.message).status == 200)
        for _ in 0..<4 { #expect(try send(Self.press).status == 200) }
        let refused = try Deadline.wait(seconds: 20, for: "a refusal") {
            if number % 8 == 0 { #expect(try send(Self.press).status == 200) }
            let reply = try send(Self.message)
            return reply.status == 503 ? reply : nil
        }
        #expect(refused["Retry-After"] == "5" && refused.text.contains("/problems/unavailable"))
        #expect(try send(Self.press).status == 200, "somebody waits for the answer")
        try Deadline.wait(seconds: 60, for: "room") { try send(Self.message).status == 200 ? () : nil }
        #expect(server.logLines(with: "too much waits in the inbox").count >= 1)
        #expect(server.logLines(with: "updates are taken again").count >= 1)
        #expect(server.logLines(with: "request not possible now").isEmpty)
        #expect(try server.terminate() == 0)
    }
}
