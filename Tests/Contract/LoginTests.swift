import ContractGenerator
import TestBackend
import TestSupport
import TestTraits
import Testing

@Suite(.blocking) struct LoginTests {
    private static let debugFields: [(name: String, value: String)] = [
        (name: "X-Debug-Mode", value: "true"), (name: "X-Debug-User-Id", value: "555"),
    ]

    private static let production: [String: String] = ServerSettings.standard(with: [
        "ENVIRONMENT": "production", "HOST": "127.0.0.1",
    ])

    @Test(arguments: TestBackend.allCases)
    func debugModeWorksOnADevelopmentServerThatAllowsIt(backend: TestBackend) throws {
        let server = try backend.start(ServerSettings.standard(with: ["WEBAPP_DEBUG_MODE_ENABLED": "true"]))
        let reply = try Client(server).send(
            HTTPMessage("POST", Requests.authPath, Self.debugFields),
            as: "logIn"
        )
        #expect(reply.status == 200)
        #expect(reply.json["user"]["telegram_id"].integer == 555)
        #expect(try server.terminate() == 0)
        #expect(server.logLines(with: "debug mode").count == 1)
    }

    @Test(
        "debug mode is refused everywhere else, whatever comes with it",
        arguments: [ServerSettings.standard, production],
        TestBackend.allCases
    )
    func debugModeRefused(settings: [String: String], backend: TestBackend) throws {
        let server = try backend.start(settings)
        let client = try Client(server)
        let valid: (name: String, value: String) = (
            name: "X-Telegram-Init-Data", value: Identities.initData(Identities.visitor)
        )
        for fields in [Self.debugFields, Array(Self.debugFields.prefix(1)), Self.debugFields + [valid]] {
            #expect(try client.send(HTTPMessage("POST", Requests.authPath, fields), as: "logIn").status == 401)
        }
        #expect(try server.terminate() == 0)
    }

    @Test func productionDoesNotStartWithDebugMode() {
        #expect(throws: TestFailure.self) {
            try ServerProcess(Self.production.merging(["WEBAPP_DEBUG_MODE_ENABLED": "true"]) { $1 })
        }
    }

    @Test(arguments: TestBackend.allCases)
    func launchDataIsGoodForItsTimeOnly(backend: TestBackend) throws {
        let client = try Client(on: backend)
        for (age, status) in [(Int64(0), 200), (86_000, 200), (-30, 200), (86_500, 401), (-120, 401)] {
            let data = Identities.initData(Identities.admin, age: age)
            #expect(try client.send(Requests.logIn(data), as: "logIn").status == status, "\(age) seconds old")
        }
        for (age, status) in [(Int64(1_700), 200), (1_900, 401)] {
            let field: (name: String, value: String) = (
                name: "X-Telegram-Init-Data", value: Identities.initData(Identities.admin, age: age)
            )
            let message = HTTPMessage("GET", Requests.applicationsPath, [field])
            #expect(try client.send(message, as: "listApplications").status == status, "\(age) seconds old")
        }
    }

    @Test(arguments: TestBackend.allCases)
    func launchDataInTheBodyCountsWhereTheHeaderIsAbsent(backend: TestBackend) throws {
        let client = try Client(on: backend)
        let valid = Identities.initData(Identities.visitor)
        for name in ["initData", "init_data"] {
            let message = HTTPMessage("POST", Requests.authPath, json: "{\"\(name)\":\"\(valid)\"}")
            let reply = try client.send(message, as: "logIn")
            #expect(reply.json["user"]["telegram_id"].integer == Identities.visitor)
        }
        var both = HTTPMessage("POST", Requests.authPath, json: "{\"initData\":\"\(valid)\"}")
        both.fields.append((name: "X-Telegram-Init-Data", value: "hash=0"))
        #expect(try client.send(both, as: "logIn").status == 401)
    }

    @Test(arguments: TestBackend.allCases)
    func everyRefusalReadsTheSameAndOnlyTheLogSaysWhy(backend: TestBackend) throws {
        let server = try backend.start()
        let client = try Client(server)
        let forged = Identities.initData(Identities.visitor, token: "43:" + String(repeating: "f", count: 35))
        var texts: Set<String> = []
        for data in [forged, Identities.initData(Identities.visitor, age: 100_000), "nonsense", ""] {
            let reply = try client.send(Requests.logIn(data), as: "logIn")
            #expect(reply.status == 401)
            texts.insert(reply.json["title"].text + reply.json["detail"].text)
        }
        #expect(texts.count == 1)
        #expect(try server.terminate() == 0)
        #expect(server.logLines(with: "hash mismatch").count == 1)
        #expect(!server.logText.contains(Identities.botTokenText))
    }

    @Test(arguments: TestBackend.allCases)
    func aWrongBotSecretIsOneLineInTheLog(backend: TestBackend) throws {
        let server = try backend.start()
        let client = try Client(server)
        let wrong = String(repeating: "w", count: 40)
        let message = HTTPMessage(
            "POST",
            Requests.saveTestPath,
            [(name: "X-Bot-Secret", value: wrong)],
            json: "{\"telegram_id\":1}"
        )
        #expect(try client.send(message, as: "saveTest").status == 403)
        #expect(try server.terminate() == 0)
        #expect(server.logLines(with: "Bot-Secret invalid").count == 1)
        #expect(!server.logText.contains(wrong))
        #expect(!server.logText.contains(Identities.botSecret))
    }
}
