import Crypto
import HTTPClient
import TelegramStandIn
import Testing

/// The forms in which parameters come, and the control interface, over a socket.
@Suite struct RequestTests {
    private func ask(
        _ standIn: TelegramStandIn,
        _ path: String,
        type: String? = nil,
        _ body: String? = nil
    ) async throws -> HTTPClientResponse {
        let http = try HTTPClient()
        try http.start()
        let request = HTTPClientRequest(
            method: body == nil ? "GET" : "POST",
            address: Secret(standIn.baseURL + path),
            fields: type.map { [("Content-Type", Secret($0))] } ?? [],
            body: body.map { Array($0.utf8) }
        )
        let result: Result<HTTPClientResponse, HTTPClientError>
        do throws(HTTPClientError) { result = .success(try await http.send(request)) } catch {
            result = .failure(error)
        }
        await http.close()
        return try result.get()
    }

    private static let parts = """
        --b\r\nContent-Disposition: form-data; name="chat_id"\r\n\r\n7\r\n\
        --b\r\nContent-Disposition: form-data; name="text"\r\nContent-Type: text/plain\r\n\r\na & b\r\n--c\r\n--b--\r\n
        """

    @Test(
        arguments: [
            ("?chat_id=7&text=a+%26%20b%0D%0A--c", nil, nil),
            ("", "application/json", #"{"chat_id":7,"text":"a & b\r\n--c"}"#),
            ("", "application/x-www-form-urlencoded", "chat_id=7&text=a%20%26+b%0d%0a--c"),
            ("?chat_id=7", "application/json; charset=utf-8", #"{"text":"a & b\r\n--c"}"#),
            ("", "multipart/form-data; boundary=b", parts), ("", "multipart/form-data; boundary=\"b\"", parts),
        ] as [(String, String?, String?)]
    )
    func parametersComeInAnyForm(query: String, type: String?, body: String?) async throws {
        try await withStandIn { standIn, _ in
            let answer = try await ask(standIn, "/bot\(RuleBench.token)/sendMessage\(query)", type: type, body)
            #expect(JSON(answer.body)?["result"]?["text"] == "a & b\r\n--c")
            #expect(answer.status == 200 && answer.field("content-type") == "application/json")
        }
    }

    @Test(arguments: [
        ("application/json", "{"), ("application/json", "[]"), ("multipart/form-data", "--b--"),
        ("multipart/form-data; boundary=b", "--b\r\n\r\n"), ("application/x-www-form-urlencoded", "a=%zz"),
    ])
    func brokenBodiesAreRefused(type: String, body: String) async throws {
        try await withStandIn { standIn, _ in
            let answer = try await ask(standIn, "/bot\(RuleBench.token)/sendMessage", type: type, body)
            #expect(answer.status == 400 && JSON(answer.body)?["ok"] == false)
        }
    }

    @Test(arguments: [("/", 404), ("/bot42:NO/getMe", 401), ("/botx/getMe", 404), ("/bot42", 404), ("/x", 404)])
    func otherAddressesAreRefused(path: String, status: Int) async throws {
        try await withStandIn { standIn, _ in
            let answer = try await ask(standIn, path == "/" ? "/bot/" : path)
            #expect(answer.status == status && JSON(answer.body)?["error_code"]?.int == Int64(status))
        }
    }

    @Test func aRefusalForTooManyRequestsSaysWhenInItsHeadToo() async throws {
        try await withStandIn { standIn, _ in
            standIn.withBot(RuleBench.token) { bot, _ in bot.faults.add(Fault(.tooManyRequests(retryAfter: 3))) }
            let answer = try await ask(standIn, "/bot\(RuleBench.token)/getMe")
            #expect(answer.status == 429 && answer.field("retry-after") == "3")
            #expect(JSON(answer.body)?["parameters"] == ["retry_after": 3])
        }
    }

    @Test func peopleAreControlledByHTTP() async throws {
        try await withStandIn { standIn, api in
            func act(_ action: String, _ body: String) async throws -> JSON? {
                JSON(try await ask(standIn, "/control/\(action)", type: "application/json", body).body)
            }
            #expect(try await ask(standIn, "/control/").body.starts(with: "Telegram's stand-in.".utf8))
            let wrote = try await act("write", #"{"user":8,"text":"/start"}"#)
            #expect(wrote?["result"]?["message_id"] == 1)
            let markup = #"{"inline_keyboard":[[{"text":"Yes","callback_data":"y"}]]}"#
            _ = standIn.call("sendMessage", ["chat_id": 8, "text": "Yes?", "reply_markup": .string(markup)])
            #expect(try await act("press", #"{"user":8,"message":2,"data":"n"}"#)?["error_code"] == 400)
            #expect(try await act("press", #"{"user":8,"message":2,"button":0}"#)?["ok"] == true)
            let messages = try await ask(standIn, "/control/messages?chat=8&after=1")
            #expect(JSON(messages.body)?["result"]?[0]?["text"] == "Yes?")
            let calls = try await ask(standIn, "/control/calls?method=sendMessage&count=1")
            #expect(JSON(calls.body)?["result"]?[0]?["parameters"]?["text"] == "Yes?")
            #expect(try await act("fault", #"{"kind":"refuse","code":429,"retry_after":5}"#)?["ok"] == true)
            #expect(standIn.call("getMe") == nil && standIn.call("getMe") != nil)
        }
    }

    @Test(arguments: [
        ("write", "{}"), ("write", #"{"user":"x","text":"a"}"#), ("press", #"{"user":7,"message":99}"#),
        ("join", #"{"chat":7,"user":7}"#), ("fault", #"{"kind":"x"}"#), ("fault", #"{"kind":"refuse","code":9}"#),
        ("update", #"{"kind":"update_id","payload":{}}"#), ("pay", #"{"user":7,"link":"x"}"#),
        ("bot", #"{"token":"x"}"#),
        ("edit", #"{"chat":7,"message":1,"text":"x"}"#), ("messages", #"{"chat":1}"#), ("renew", #"{"charge":"x"}"#),
        ("migrate", #"{"chat":7,"to":8,"user":7}"#), ("block", #"{"token":"1:X","user":7}"#),
    ])
    func badControlIsRefusedInWords(action: String, body: String) async throws {
        try await withStandIn { standIn, _ in
            let answer = try await ask(standIn, "/control/\(action)", type: "application/json", body)
            #expect(answer.status == 400)
            #expect(JSON(answer.body)?["description"]?.string?.isEmpty == false)
        }
    }

    @Test func absurdNumbersDoNoHarm() async throws {
        var bench = RuleBench()
        bench.bot { bot, now in _ = bot.write("x", from: 7, now: now) }
        for number in [Int64.min, Int64.max, -1, 0] {
            let value = JSON.int(number)
            _ = bench.reply("getUpdates", ["offset": value, "limit": value, "timeout": 0])
            _ = bench.reply("editMessageText", ["chat_id": value, "message_id": value, "text": "x"])
            _ = bench.reply("getStarTransactions", ["offset": value, "limit": value])
            _ = bench.reply("setWebhook", ["url": "", "max_connections": value])
            let entity: JSON = ["type": "bold", "offset": value, "length": value]
            #expect(try bench.call("sendMessage", ["chat_id": 7, "text": " x ", "entities": [entity]])["text"] == "x")
        }
    }
}
