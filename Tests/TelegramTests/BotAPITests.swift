import Crypto
import Telegram
import TestSupport
import Testing

@Suite struct BotAPITests {
    /// The bot's name, or why there is none, where the server answers `answer`.
    private func username(
        _ answer: RawServer.Reply,
        timeout: Duration = .seconds(5)
    ) async throws -> (Result<String, BotAPIError>, [String]) {
        let server = try RawServer { _ in answer }
        defer { server.stop() }
        let api = try BotAPI(token: testToken, baseURL: server.address, timeout: timeout)
        try api.start()
        let result = await result(of: api)
        await api.close()
        return (result, server.requests.map(\.text))
    }

    /// JSON with a status line.
    private func answer(_ status: String, _ body: String) -> RawServer.Reply {
        RawServer.answer(status, fields: "Content-Type: application/json\r\n", body)
    }

    private func result(of api: BotAPI) async -> Result<String, BotAPIError> {
        do throws(BotAPIError) { return .success(try await api.username()) } catch { return .failure(error) }
    }

    @Test func asksForTheBotsName() async throws {
        let (result, requests) = try await username(
            answer(
                "200 OK",
                #"{"ok":true,"result":{"id":42,"is_bot":true,"first_name":"\ud83e\udd16","username":"test_bot","x":[]}}"#
            )
        )
        #expect(result == .success("test_bot"))
        #expect(requests.count == 1)
        #expect(requests.first?.hasPrefix("GET /bot42:TEST/getMe HTTP/1.1\r\n") == true)
    }

    @Test(arguments: [
        (429, #""parameters":{"retry_after":7,"x":1}"#, BotAPIError.tooManyRequests(retryAfter: 7)),
        (400, #""parameters":{"migrate_to_chat_id":-1001234567890}"#, .migrated(toChat: -1_001_234_567_890)),
        (403, #""x":null"#, .forbidden("Words")), (400, #""parameters":{}"#, .refused(code: 400, description: "Words")),
        (429, #""x":1"#, .refused(code: 429, description: "Words")),
    ])
    func aRefusalSaysWhatTelegramMeans(status: Int, members: String, error: BotAPIError) async throws {
        let body = #"{"ok":false,"error_code":\#(status),"description":"Words",\#(members)}"#
        let (result, _) = try await username(answer("\(status) Words", body))
        #expect(result == .failure(error))
    }

    @Test func aRefusalThatRepeatsTheTokenIsRedacted() async throws {
        let body = #"{"ok":false,"error_code":404,"description":"no /bot42:TEST/getMe here"}"#
        let (result, _) = try await username(answer("404 Not Found", body))
        #expect(
            result == .failure(.refused(code: 404, description: "no /bot<redacted>/getMe here"))
        )
    }

    @Test(arguments: ["<html>", "", "{}", #"{"ok":false}"#, #"{"ok":false,"error_code":"502","description":""}"#])
    func answersThatAreNotTheBotAPIsAreNamedByStatus(body: String) async throws {
        let (result, _) = try await username(answer("502 Bad Gateway", body))
        #expect(result == .failure(.unexpectedAnswer(status: 502)))
        let (success, _) = try await username(answer("200 OK", body))
        #expect(success == .failure(.unexpectedAnswer(status: 200)))
    }

    @Test(arguments: [
        nil, "a", "test_bot/../x", "test_bot?start=x&", "test_bot\\r\\nX: y", "t\\u00e9st_bot", "@test_bot",
        "a23456789012345678901234567890bot",
    ])
    func aBotWithoutAUsableNameHasNone(name: String?) async throws {
        let member = name.map { #","username":"\#($0)""# } ?? ""
        let body = #"{"ok":true,"result":{"id":1,"is_bot":true,"first_name":"Bot"\#(member)}}"#
        let (result, _) = try await username(answer("200 OK", body))
        #expect(result == .failure(.unexpectedAnswer(status: 200)))
    }

    @Test func redirectsAreNotFollowed() async throws {
        let answer = "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"
        let (result, requests) = try await username(.bytes(answer))
        #expect(result == .failure(.unexpectedAnswer(status: 302)))
        #expect(requests.count == 1)
    }

    @Test func endlessAnswersAreCutOff() async throws {
        let (result, _) = try await username(
            answer("200 OK", String(repeating: " ", count: 1_100_000))
        )
        guard case .failure(.unanswered) = result else {
            Issue.record("\(result)")
            return
        }
    }

    @Test func silenceTimesOut() async throws {
        let (result, _) = try await username(.silence, timeout: .milliseconds(50))
        #expect(result == .failure(.timedOut))
    }

    @Test func nobodyListeningIsUnreachableAndTheTokenIsNotShown() async throws {
        let server = try RawServer { _ in .silence }
        server.stop()
        let api = try BotAPI(token: Secret("42:TEST"), baseURL: server.address)
        try api.start()
        let result = await result(of: api)
        await api.close()
        guard case .failure(.unreachable(let reason)) = result else {
            Issue.record("\(result)")
            return
        }
        #expect(!reason.isEmpty && !reason.contains("TEST"))
        #expect(await self.result(of: api) == .failure(.overloaded), "a closed client takes no call")
    }

    @Test(arguments: [
        "", "ftp://a", "http://", "https:///x", "http://a b", "http://a?x", "http://u@a", "api.telegram.org",
        "http://example.org", "http://8.8.8.8:8081/x", "http://[2001:db8::1]:8081", "http://localhost.example.org",
    ])
    func refusesBaseAddressesThatAreNone(address: String) {
        #expect(throws: BotAPIError.self) { try BotAPI(token: testToken, baseURL: address) }
    }

    @Test(arguments: ["", "42:a/b", "42:a b", "42:a?b", "42:\u{e9}", "42:a\r\nX: y"])
    func refusesTokensThatWouldChangeTheAddress(token: String) {
        do {
            _ = try BotAPI(token: Secret(token))
            Issue.record("accepted")
        } catch {
            #expect(!"\(error)".contains(":a"))
        }
    }
}
