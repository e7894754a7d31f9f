import Crypto
import Telegram
import Testing

@Suite struct BotAPITests {
    /// What `getMe` gives or throws where the server answers `answer`.
    private func getMe(
        _ answer: String?,
        timeout: Duration = .seconds(5)
    ) async throws -> (Result<BotUser, BotAPIError>, [String]) {
        let server = try LoopbackServer(answer: answer)
        defer { server.stop() }
        let api = try BotAPI(token: testToken, baseURL: server.address, timeout: timeout)
        try api.start()
        let result = await result(of: api)
        await api.close()
        return (result, server.requests)
    }

    private func result(of api: BotAPI) async -> Result<BotUser, BotAPIError> {
        do throws(BotAPIError) { return .success(try await api.getMe()) } catch { return .failure(error) }
    }

    @Test func asksForTheBotsName() async throws {
        let (result, requests) = try await getMe(
            LoopbackServer.answer(
                "200 OK",
                #"{"ok":true,"result":{"id":42,"first_name":"Bot \ud83e\udd16","username":"test_bot","x":[]}}"#
            )
        )
        #expect(result == .success(BotUser(id: 42, firstName: "Bot 🤖", username: "test_bot")))
        #expect(requests.count == 1)
        #expect(requests.first?.hasPrefix("GET /bot42:TEST/getMe HTTP/1.1\r\n") == true)
    }

    @Test func refusalCarriesCodeDescriptionAndWait() async throws {
        let body = #"{"ok":false,"error_code":429,"description":"Slow","parameters":{"retry_after":7,"x":1}}"#
        let (result, _) = try await getMe(LoopbackServer.answer("429 Too Many Requests", body))
        #expect(result == .failure(.refused(code: 429, description: "Slow", retryAfter: 7)))
    }

    @Test func aRefusalThatRepeatsTheTokenIsRedacted() async throws {
        let body = #"{"ok":false,"error_code":404,"description":"no /bot42:TEST/getMe here"}"#
        let (result, _) = try await getMe(LoopbackServer.answer("404 Not Found", body))
        #expect(
            result == .failure(.refused(code: 404, description: "no /bot<redacted>/getMe here", retryAfter: nil))
        )
    }

    @Test(arguments: [
        "<html>", "", "{}", #"{"ok":true}"#, #"{"ok":true,"result":{}}"#, #"{"ok":true,"result":{"id":1}}"#,
        #"{"ok":1}"#,
        #"{"ok":false}"#, #"{"ok":true,"result":{"id":1,"username":"test_bot"}} x"#,
        #"{"ok":true,"result":{"id":1,"username":"a"}}"#, #"{"ok":true,"result":{"id":1,"username":"test_bot/../x"}}"#,
        #"{"ok":true,"result":{"id":1,"username":"test_bot?start=x&"}}"#,
        #"{"ok":true,"result":{"id":1,"username":"test_bot\r\nX: y"}}"#,
        #"{"ok":true,"result":{"id":1,"username":"t\u00e9st_bot"}}"#,
        #"{"ok":true,"result":{"id":1,"username":"@test_bot"}}"#,
        #"{"ok":true,"result":{"id":1,"username":"a23456789012345678901234567890bot"}}"#,
    ])
    func answersThatAreNotTheBotAPIsAreNamedByStatus(body: String) async throws {
        let (result, _) = try await getMe(LoopbackServer.answer("502 Bad Gateway", body))
        #expect(result == .failure(.unexpectedAnswer(status: 502)))
    }

    @Test func redirectsAreNotFollowed() async throws {
        let answer = "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"
        let (result, requests) = try await getMe(answer)
        #expect(result == .failure(.unexpectedAnswer(status: 302)))
        #expect(requests.count == 1)
    }

    @Test func endlessAnswersAreCutOff() async throws {
        let (result, _) = try await getMe(
            LoopbackServer.answer("200 OK", String(repeating: " ", count: 1_100_000))
        )
        guard case .failure(.unreachable) = result else {
            Issue.record("\(result)")
            return
        }
    }

    @Test func silenceTimesOut() async throws {
        let (result, _) = try await getMe(nil, timeout: .milliseconds(50))
        #expect(result == .failure(.timedOut))
    }

    @Test func nobodyListeningIsUnreachableAndTheTokenIsNotShown() async throws {
        let server = try LoopbackServer(answer: nil)
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
