import HTTPTypes
import Impl
import Server
import Testing

struct OperationTests {
    private let applications: String = "/api/v1/telegram/applications/"
    private var admin: [(String, String)] { [("X-Telegram-Init-Data", TestBackend.initData(id: 7))] }

    @Test func savedTestBecomesAnApplicationWithItsRecommendation() async throws {
        let backend = try TestBackend()
        let body: String = #"""
            {"telegram_id":123,"first_name":"Ada","answers":{"age":30,"gender":"male","weight":80,"height":180,
            "activity_level":"medium","goal":"maintenance","future":{"kept":[1]}}}
            """#
        let first = await backend.saveTest(body)
        let second = await backend.saveTest(body)
        #expect(first.body.contains(#""status":"success""#) && first.body.contains(#""created":true"#))
        #expect(second.body.contains(#""created":false"#))
        let list = await backend.send(.get, applications, admin)
        #expect(list.body.contains(#""telegram_id":"123""#) && list.body.contains(#""total":1"#))
        #expect(list.body.contains(#""recommended_calories":2759,"recommended_protein":"206.93""#))
        #expect(list.body.contains(#""recommended_fat":"76.64","recommended_carbs":"310.39""#))
        #expect(!list.body.contains("details"))
        let one = await backend.send(.get, applications + "1/", admin)
        #expect(one.body.contains(#""future":{"kept":[1]}"#))
        await backend.stop()
    }

    @Test(arguments: [
        ("80", "80.1", 200), ("80", "79.9", 200), ("80", "80", 400), ("80", "80.09", 400), ("80.1", "80.2", 200),
        ("299.9", "300", 200), ("20.1", "20.00000000000001", 400), ("0.1e3", "100.1", 200),
    ])
    func targetWeightDiffersFromWeightInDecimal(weight: String, target: String, status: Int) async throws {
        let backend = try TestBackend()
        let answers: String = #"{"weight":\#(weight),"target_weight":\#(target)}"#
        let answer = await backend.saveTest(#"{"telegram_id":1,"answers":\#(answers)}"#)
        #expect(answer.status == status)
        #expect(status == 200 || answer.body.contains(#""pointer":"/answers/target_weight""#))
        await backend.stop()
    }

    @Test func applicationsArePagedByCursor() async throws {
        let backend = try TestBackend()
        for id in 1...5 { _ = await backend.saveTest(#"{"telegram_id":\#(id)}"#) }
        var seen: [String] = []
        var after = ""
        for _ in 0..<5 {
            let page = await backend.send(.get, applications + "?limit=2" + after, admin)
            #expect(page.status == 200)
            seen += page.body.split(separator: #""telegram_id":""#).dropFirst().map { String($0.prefix(1)) }
            guard let next = page.body.split(separator: #""next":""#).dropFirst().first else { break }
            after = "&after=" + next.prefix { $0 != "\"" }
        }
        #expect(seen == ["5", "4", "3", "2", "1"])
        #expect(await backend.send(.get, applications + "?after=x", admin).status == 400)
        await backend.stop()
    }

    @Test func applicationIsChangedAndDeletedOnce() async throws {
        let backend = try TestBackend()
        _ = await backend.saveTest(#"{"telegram_id":1}"#)
        let path = applications + "1/"
        let changed = await backend.send(
            .patch,
            path + "status/",
            admin,
            body: #"{"status":"contacted"}"#
        )
        #expect(changed.body.contains(#""status":"contacted""#))
        #expect(await backend.send(.delete, path, admin).status == 204)
        #expect(await backend.send(.delete, path, admin).status == 404)
        #expect(await backend.send(.get, path, admin).status == 404)
        let gone = await backend.send(
            .patch,
            path + "status/",
            admin,
            body: #"{"status":"new"}"#
        )
        #expect(gone.status == 404)
        await backend.stop()
    }

    @Test(arguments: ["/api/v1/telegram/invite-link/", "/openapi.json", "/docs"])
    func cachedAnswersAreNotSentAgain(path: String) async throws {
        let backend = try TestBackend()
        let full = await backend.send(.get, path)
        let tag: String = try #require(full.fields["ETag"])
        #expect(full.status == 200)
        for (value, status) in [(tag, 304), ("\"x\", W/\(tag)", 304), ("*", 304), ("\"x\"", 200), ("x", 200)] {
            let answer = await backend.send(.get, path, [("If-None-Match", value)])
            #expect(answer.status == status, "\(value)")
            #expect(answer.fields["ETag"] == tag)
            #expect(answer.fields["Cache-Control"] == full.fields["Cache-Control"])
        }
        await backend.stop()
    }

    @Test func inviteLinkWithoutANameIsUnavailableWhereNobodyKnowsIt() async throws {
        let backend = try TestBackend {
            $0.botUsername = nil
            $0.access.botToken = nil
        }
        for _ in 0..<2 {
            let answer = await backend.send(.get, "/api/v1/telegram/invite-link/")
            #expect(answer.status == 503)
            #expect(answer.fields["Retry-After"] != nil)
        }
        await backend.stop()
    }

    @Test func updateIsAcknowledgedAgainWithoutASecondEffect() async throws {
        let backend = try TestBackend()
        for _ in 0..<2 {
            let answer = await backend.send(
                .post,
                "/webhook/telegram",
                [("X-Telegram-Bot-Api-Secret-Token", "hook")],
                body: #"{"update_id":9,"message":{"message_id":1,"date":1,"chat":{"id":5,"type":"private"}}}"#
            )
            #expect(answer.status == 200)
            #expect(answer.body == #"{"ok":true}"#)
        }
        #expect(backend.lines(containing: "update delivered again").count == 1)
        await backend.stop()
    }

    @Test func healthTellsThatTheDatabaseIsGone() async throws {
        let backend = try TestBackend()
        for path in ["/health", "/api/v1/health/", "/ready", "/live"] {
            #expect(await backend.send(.get, path).status == 200)
        }
        await backend.stop()
        #expect(await backend.send(.get, "/live").status == 200)
        var health = await backend.send(.get, "/health")
        let deadline: ContinuousClock.Instant = .now + .seconds(2)
        while health.status == 200, ContinuousClock.now < deadline {
            try await Task.sleep(for: .milliseconds(20))
            health = await backend.send(.get, "/health")
        }
        #expect(health.status == 503)
        #expect(health.body.contains(#""status":"unavailable","database":"unavailable""#))
        let ready = await backend.send(.get, "/ready")
        #expect(ready.status == 503)
        #expect(ready.body.contains("draining"))
        let saved = await backend.saveTest(#"{"telegram_id":1}"#)
        #expect(saved.status == 503)
        #expect(saved.fields["Retry-After"] != nil)
    }

    @Test func tooManyRequestsOfAnAddressAreRefusedExceptProbes() async throws {
        let backend = try TestBackend { $0.rateLimitPerMinute = 2 }
        var statuses: [Int] = []
        for _ in 0..<3 { statuses.append(await backend.send(.get, "/api/v1/telegram/invite-link/").status) }
        #expect(statuses == [200, 200, 429])
        #expect(await backend.send(.get, "/health").status == 200)
        await backend.stop()
    }
}
