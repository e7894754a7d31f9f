import ContractGenerator
import TestSupport
import TestTraits
import Testing

/// A server on which nothing was configured yet, and one with a limit.
@Suite(.blocking) struct UnconfiguredTests {
    private func server(without keys: String...) throws -> ServerProcess {
        try ServerProcess(ServerSettings.standard.filter { !keys.contains($0.key) })
    }

    @Test func withoutABotTokenNobodyLogsIn() throws {
        let client = try Client(server(without: "TELEGRAM_BOT_TOKEN"))
        let message = Requests.logIn(Identities.initData(Identities.visitor))
        #expect(try client.send(message, as: "logIn").status == 401)
    }

    @Test func withoutAdministratorsNobodyIsOne() throws {
        let client = try Client(server(without: "TELEGRAM_ADMINS", "TELEGRAM_SUPERADMINS"))
        let session = try client.send(Requests.logIn(Identities.initData(Identities.admin)), as: "logIn")
        #expect(session.json["is_admin"].json == "false")
        #expect(try client.send(Requests.applications(), as: "listApplications").status == 403)
    }

    @Test func withoutABotSecretADevelopmentServerIsOpenAndWarns() throws {
        let server = try server(without: "TELEGRAM_BOT_API_SECRET")
        let message = HTTPMessage("POST", Requests.saveTestPath, json: "{\"telegram_id\":1}")
        #expect(try Client(server).send(message, as: "saveTest").status == 200)
        #expect(try server.terminate() == 0)
        let warnings = server.logLines(with: "TELEGRAM_BOT_API_SECRET")
        #expect(warnings.count == 1)
        #expect(warnings.allSatisfy { $0.contains("\"level\":\"warning\"") })
    }

    @Test func withoutAWebhookSecretNoUpdateIsAccepted() throws {
        let client = try Client(server(without: "TELEGRAM_WEBHOOK_SECRET"))
        #expect(try client.send(Requests.update("{\"update_id\":1}"), as: "receiveUpdate").status == 401)
    }

    @Test func withoutANameAndWithoutTheBotAPITheInvitationWaits() throws {
        let client = try Client(server(without: "TELEGRAM_BOT_USERNAME"))
        let reply = try client.send(HTTPMessage("GET", "/api/v1/telegram/invite-link/"), as: "getInviteLink")
        #expect(reply.status == 503)
        #expect(reply.problem == "unavailable")
    }

    @Test(
        "production does not start without its secrets",
        arguments: ["TELEGRAM_BOT_TOKEN", "TELEGRAM_BOT_API_SECRET", "TELEGRAM_WEBHOOK_SECRET", "SESSION_SECRET"]
    )
    func productionNeeds(key: String) {
        var settings = ServerSettings.standard(with: ["ENVIRONMENT": "production"])
        settings[key] = nil
        #expect {
            _ = try ServerProcess(settings)
        } throws: { error in
            "\(error)".contains(key)
        }
    }

    @Test func whoAsksTooOftenIsToldWhenToComeBackButHealthIsNeverLimited() throws {
        let client = try Client(
            ServerProcess(ServerSettings.standard(with: ["RATE_LIMIT_AUTH": "2"]))
        )
        let message = HTTPMessage("POST", "/api/v1/telegram/auth/")
        var statuses: [Int] = []
        for _ in 0..<3 { statuses.append(try client.send(message, as: "logIn").status) }
        #expect(statuses == [401, 401, 429])
        let refused = try client.send(message, as: "logIn")
        #expect(refused.problem == "too-many-requests")
        let seconds = try #require(refused["Retry-After"].flatMap { Int($0) })
        #expect((1...30).contains(seconds))
        #expect(refused["RateLimit-Policy"] == "\"auth\";q=2;w=60")
        #expect(refused["RateLimit"] == "\"auth\";r=0;t=\(seconds)")
        for _ in 0..<10 {
            #expect(try client.send(HTTPMessage("GET", "/health"), as: "getHealthRoot").status == 200)
        }
    }
}
