import Impl
import Server
import TestBackend
import TestSupport
import TestTraits
import Testing

@Suite(.blocking) struct OperationTests {
    private let applications: String = "/api/v1/telegram/applications/"
    private var admin: [(String, String)] { [("X-Telegram-Init-Data", BackendClient.initData(id: Identities.admin))] }

    @Test func savedTestBecomesAnApplicationWithItsRecommendation() throws {
        let backend = try BackendClient()
        let body: String = #"""
            {"telegram_id":123,"first_name":"Ada","answers":{"age":30,"gender":"male","weight":80,"height":180,
            "activity_level":"medium","goal":"maintenance","future":{"kept":[1]}}}
            """#
        let first = try backend.saveTest(body)
        let second = try backend.saveTest(body)
        #expect(first.text.contains(#""status":"success""#) && first.text.contains(#""created":true"#))
        #expect(second.text.contains(#""created":false"#))
        let list = try backend.send("GET", applications, admin)
        #expect(list.text.contains(#""telegram_id":"123""#) && list.text.contains(#""total":1"#))
        #expect(list.text.contains(#""recommended_calories":2759,"recommended_protein":"206.93""#))
        #expect(list.text.contains(#""recommended_fat":"76.64","recommended_carbs":"310.39""#))
        #expect(!list.text.contains("details"))
        let one = try backend.send("GET", applications + "1/", admin)
        #expect(one.text.contains(#""future":{"kept":[1]}"#))
        try backend.stop()
    }

    @Test(arguments: [
        ("80", "80.1", 200), ("80", "79.9", 200), ("80", "80", 400), ("80", "80.09", 400), ("80.1", "80.2", 200),
        ("299.9", "300", 200), ("20.1", "20.00000000000001", 400), ("0.1e3", "100.1", 200),
    ])
    func targetWeightDiffersFromWeightInDecimal(weight: String, target: String, status: Int) throws {
        let backend = try BackendClient()
        let answers: String = #"{"weight":\#(weight),"target_weight":\#(target)}"#
        let answer = try backend.saveTest(#"{"telegram_id":1,"answers":\#(answers)}"#)
        #expect(answer.status == status)
        #expect(status == 200 || answer.text.contains(#""pointer":"/answers/target_weight""#))
        try backend.stop()
    }

    @Test func applicationsArePagedByCursor() throws {
        let backend = try BackendClient()
        for id in 1...5 { _ = try backend.saveTest(#"{"telegram_id":\#(id)}"#) }
        var seen: [String] = []
        var after = ""
        for _ in 0..<5 {
            let page = try backend.send("GET", applications + "?limit=2" + after, admin)
            #expect(page.status == 200)
            seen += page.text.split(separator: #""telegram_id":""#).dropFirst().map { String($0.prefix(1)) }
            guard let next = page.text.split(separator: #""next":""#).dropFirst().first else { break }
            after = "&after=" + next.prefix { $0 != "\"" }
        }
        #expect(seen == ["5", "4", "3", "2", "1"])
        #expect(try backend.send("GET", applications + "?after=x", admin).status == 400)
        try backend.stop()
    }

    @Test func applicationIsChangedAndDeletedOnce() throws {
        let backend = try BackendClient()
        _ = try backend.saveTest(#"{"telegram_id":1}"#)
        let path = applications + "1/"
        let changed = try backend.send(
            "PATCH",
            path + "status/",
            admin,
            body: #"{"status":"contacted"}"#
        )
        #expect(changed.text.contains(#""status":"contacted""#))
        #expect(try backend.send("DELETE", path, admin).status == 204)
        #expect(try backend.send("DELETE", path, admin).status == 404)
        #expect(try backend.send("GET", path, admin).status == 404)
        let gone = try backend.send(
            "PATCH",
            path + "status/",
            admin,
            body: #"{"status":"new"}"#
        )
        #expect(gone.status == 404)
        try backend.stop()
    }

    @Test(arguments: ["/api/v1/telegram/invite-link/", "/openapi.json", "/docs"])
    func cachedAnswersAreNotSentAgain(path: String) throws {
        let backend = try BackendClient()
        let full = try backend.send("GET", path)
        let tag: String = try #require(full["ETag"])
        #expect(full.status == 200)
        for (value, status) in [(tag, 304), ("\"x\", W/\(tag)", 304), ("*", 304), ("\"x\"", 200), ("x", 200)] {
            let answer = try backend.send("GET", path, [("If-None-Match", value)])
            #expect(answer.status == status, "\(value)")
            #expect(answer["ETag"] == tag)
            #expect(answer["Cache-Control"] == full["Cache-Control"])
        }
        try backend.stop()
    }

    @Test func inviteLinkWithoutANameIsUnavailableWhereNobodyKnowsIt() throws {
        let backend = try BackendClient {
            $0.botUsername = nil
            $0.access.botToken = nil
        }
        for _ in 0..<2 {
            let answer = try backend.send("GET", "/api/v1/telegram/invite-link/")
            #expect(answer.status == 503)
            #expect(answer["Retry-After"] != nil)
        }
        try backend.stop()
    }

    @Test func updateIsAcknowledgedAgainWithoutASecondEffect() throws {
        let backend = try BackendClient()
        for _ in 0..<2 {
            let answer = try backend.send(
                "POST",
                "/webhook/telegram",
                [("X-Telegram-Bot-Api-Secret-Token", Identities.webhookSecret)],
                body: #"{"update_id":9,"message":{"message_id":1,"date":1,"chat":{"id":5,"type":"private"}}}"#
            )
            #expect(answer.status == 200)
            #expect(answer.text == #"{"ok":true}"#)
        }
        #expect(backend.lines(containing: "update delivered again").count == 1)
        try backend.stop()
    }

    @Test func probesTellOfDrainingToThoseThatAreStillServed() throws {
        let backend = try BackendClient()
        for path in ["/health", "/api/v1/health/", "/ready", "/live"] {
            #expect(try backend.send("GET", path).status == 200)
        }
        let port = backend.server.port
        let probes = try [("/ready", 503), ("/live", 200)].map { path, status in
            let connection = try HTTPConnection(port: port)
            try connection.send(Array("GET \(path) HTTP/1.1\r\n".utf8))
            return (connection: connection, status: status)
        }
        // What was sent on it before is read once this is answered.
        for _ in 0..<2 { #expect(try backend.send("GET", "/live").status == 200) }
        backend.server.askToStop()
        try Deadline.wait(seconds: 30, for: "a port that is closed") {
            (try? HTTPConnection(port: port)) == nil ? () : nil
        }
        for (connection, status) in probes {
            try connection.send(Array("Host: a\r\n\r\n".utf8))
            let reply = try connection.receive()
            #expect(reply.status == status)
            #expect(reply.text.contains("draining") == (status == 503))
        }
        try backend.stop()
    }

    @Test func tooManyRequestsOfAnAddressAreRefusedExceptProbes() throws {
        let backend = try BackendClient { $0.rateLimits.auth = 2 }
        var statuses: [Int] = []
        for _ in 0..<3 { statuses.append(try backend.send("POST", "/api/v1/telegram/auth/").status) }
        #expect(statuses == [401, 401, 429])
        #expect(try backend.send("GET", "/health").status == 200)
        try backend.stop()
    }
}
