import ContractGenerator
import TelegramStandIn
import TestSupport
import TestTraits
import Testing

/// Broadcasts by HTTP; that they are sent is the bot's tests.
@Suite(.blocking) struct BroadcastsTests {
    private func step(_ client: Client, _ id: Int64, _ step: String, _ json: String? = nil) throws -> HTTPReply {
        try client.send(Requests.broadcasts("\(id)/\(step)/", method: "POST", json: json), as: "\(step)Broadcast")
    }

    @Test(arguments: TestDatabase.System.allCases)
    func aKeyMakesOneBroadcast(system: TestDatabase.System) throws {
        let client = try Client(ServerProcess(on: system))
        _ = try client.newApplication()
        let body = """
            {"text":"Hello, <b>{first_name}</b> 😀","parse_mode":"HTML","media":{"type":"photo","file_id":"a_-1"},
            "buttons":[[{"text":"é","url":"https://example.com/"},{"text":"b","callback_data":"b:7"}]],
            "filters":{"completed_test":true,"registered_after":"2020-01-01T01:00:00.5+01:00"},"rate":5}
            """
        let made = try client.send(Requests.newBroadcast(body, key: "a"), as: "createBroadcast")
        #expect(made.status == 201 && made.json["status"].text == "draft" && made.json["recipients"].integer == 1)
        #expect(made.json["text"].text == "Hello, <b>{first_name}</b> 😀" && made.json["rate"].integer == 5)
        #expect(made.json["buttons"].elements.first?.elements.map(\.["text"].text) == ["é", "b"])
        #expect(made.json["filters"]["registered_after"].text == "2020-01-01T00:00:00.500000Z")
        #expect(made.json["created_by"].text == String(Identities.admin))
        let again = try client.send(Requests.newBroadcast(body, key: "a"), as: "createBroadcast")
        #expect(again.status == 200 && again.json["id"].integer == made.json["id"].integer)
        let other = Requests.newBroadcast(#"{"text":"Something else"}"#, key: "a")
        #expect(try client.send(other, as: "createBroadcast").problem == "conflict")
        let list = try client.send(Requests.broadcasts(), as: "listBroadcasts").json["items"].elements
        #expect(list.map(\.["id"].integer) == [made.json["id"].integer])
    }

    @Test(arguments: [
        (#"{"text":"Hello < you there","parse_mode":"HTML"}"#, "/text"),
        (#"{"text":"<b>Hello <i>you</b></i>","parse_mode":"HTML"}"#, "/text"),
        (#"{"text":"<b>Hello you there","parse_mode":"HTML"}"#, "/text"),
        (#"{"text":"Hello you there","scheduled_at":"2020-01-01T00:00:00Z"}"#, "/scheduled_at"),
    ])
    func whatTelegramWouldRefuseIsRefused(body: String, pointer: String) throws {
        let reply = try Client(ServerProcess()).send(Requests.newBroadcast(body), as: "createBroadcast")
        #expect(reply.status == 400 && reply.json["violations"].elements.map(\.["pointer"].text) == [pointer])
    }

    @Test func aTextThatTelegramCountsAsTooLongIsNotStarted() throws {
        let client = try Client(ServerProcess())
        func status(_ text: String, _ rest: String = "") throws -> Int {
            let id = try client.newBroadcast("{\"text\":\"\(text)\"\(rest)}")
            return try step(client, id, "start").status
        }
        #expect(try status(String(repeating: "😀", count: 2_048)) == 200)
        #expect(try status(String(repeating: "😀", count: 2_049)) == 409, "UTF-16 code units")
        let names = String(repeating: "{first_name}", count: 64)
        #expect(try status(names) == 200)
        #expect(try status(names + "a") == 409, "names are longer than what stands for them")
        let media = #","media":{"type":"video","file_id":"a"}"#
        #expect(try status(String(repeating: "😀", count: 512), media) == 200)
        #expect(try status(String(repeating: "😀", count: 513), media) == 409)
    }

    @Test(arguments: TestDatabase.System.allCases)
    func aBroadcastTakesTheStepsThatItsStatusAllows(system: TestDatabase.System) throws {
        let client = try Client(ServerProcess(on: system))
        let id = try client.newBroadcast()
        for early in ["pause", "resume"] {
            let reply = try step(client, id, early)
            #expect(reply.status == 409 && reply.json["detail"].text.contains("is draft"))
        }
        #expect(try step(client, id, "start").json["status"].text == "in_progress")
        #expect(try step(client, id, "start").status == 409)
        let paused = try step(client, id, "pause")
        #expect(paused.json["status"].text == "paused" && paused.json["eta_seconds"].json == "null")
        let resumed = try step(client, id, "resume")
        #expect(resumed.json["status"].text == "in_progress" && resumed.json["eta_seconds"].integer ?? 0 > 0)
        #expect(try step(client, id, "cancel").json["status"].text == "cancelled")
        #expect(try step(client, id, "cancel").status == 409)
        #expect(try step(client, id + 1, "cancel").status == 404)
    }

    @Test func aPaidBroadcastStartsAtItsPrice() throws {
        let client = try Client(ServerProcess())
        let id = try client.newBroadcast(#"{"text":"Hello, everybody","paid":true}"#)
        let draft = try client.send(Requests.broadcasts("\(id)/"), as: "getBroadcast").json
        let price = draft["price"].text
        #expect(price == "0.\(draft["recipients"].integer ?? 0)" && draft["rate"].integer == 1_000)
        for body in [nil, "{}", #"{"price":"99.9"}"#] {
            let reply = try step(client, id, "start", body)
            #expect(reply.status == 409 && reply.json["detail"].text.contains("costs \(price) Stars"))
        }
        #expect(try step(client, id, "start", "{\"price\":\"\(price)\"}").json["status"].text == "in_progress")
    }

    @Test func onlySuperadministratorsSend() throws {
        let client = try Client(ServerProcess())
        let id = try client.newBroadcast()
        let admin = try client.newAdministrator()
        #expect(try client.send(Requests.broadcasts("\(id)/", by: admin), as: "getBroadcast").status == 200)
        let start = Requests.broadcasts("\(id)/start/", method: "POST", by: admin)
        #expect(try client.send(start, as: "startBroadcast").status == 403)
    }

    @Test func aPreviewTellsWhatTelegramSaysOfTheMessage() async throws {
        let telegram = try TelegramStandIn()
        telegram.addBot(token: Identities.botTokenText, username: ServerSettings.botUsername)
        try telegram.start()
        let settings = ServerSettings.standard(with: ["TELEGRAM_API_BASE_URL": telegram.baseURL])
        let client = try Client(ServerProcess(settings))
        let id = try client.newBroadcast(#"{"text":"Hello, <b>{first_name}</b>","parse_mode":"HTML"}"#)
        let stranger = try step(client, id, "preview")
        #expect(stranger.status == 409 && stranger.json["detail"].text.contains("start it first"))
        telegram.withBot(Identities.botTokenText) { bot, now in
            _ = bot.write("/start", from: Identities.admin, now: now)
        }
        #expect(try step(client, id, "preview").status == 200)
        let text = telegram.withBot(Identities.botTokenText) { bot, _ in
            bot.calls.all.last { $0.method == "sendMessage" && $0.errorCode == nil }?.text
        }
        #expect(text?.contains("Ana") == true)
        let odd = try client.newBroadcast(#"{"text":"Hello, <blink>you</blink>","parse_mode":"HTML"}"#)
        let refused = try step(client, odd, "preview")
        #expect(refused.status == 409 && refused.json["detail"].text.contains("Telegram refuses the message"))
        await telegram.stop()
    }
}
