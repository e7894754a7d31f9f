import ContractGenerator
import TestBackend
import TestSupport
import TestTraits
import Testing

/// The checks that an operator makes after a deployment.
@Suite(.blocking) struct SmokeTests {
    @Test(arguments: TestBackend.allCases)
    func aFreshDeploymentAnswersAsOperatorsExpect(backend: TestBackend) throws {
        let server = try backend.start()
        let client = try Client(server)
        let json: (name: String, value: String) = (name: "Content-Type", value: "application/json")
        func initData(_ user: Int64) -> (name: String, value: String) {
            (name: "X-Telegram-Init-Data", value: Identities.initData(user))
        }

        var logIn = HTTPMessage("POST", Requests.authPath, [json, initData(Identities.visitor)])
        #expect(try client.send(logIn, as: "logIn").status == 200)
        logIn.fields = [json]
        #expect(try client.send(logIn, as: "logIn").status == 401)

        let bare = HTTPMessage("POST", Requests.saveTestPath, json: "{\"telegram_id\": 123}")
        #expect(try client.send(bare, as: "saveTest").status == 403)
        let saved = try client.send(
            Requests.saveTest("{\"telegram_id\": 123, \"answers\": {}}"),
            as: "saveTest"
        )
        #expect(saved.status == 200)

        let link = try client.send(HTTPMessage("GET", "/api/v1/telegram/invite-link/"), as: "getInviteLink")
        #expect(link.status == 200)
        #expect(link.json["link"].text == "https://t.me/\(ServerSettings.botUsername)?start=invite")

        #expect(try client.send(Requests.applications(), as: "listApplications").status == 200)
        let visitor = HTTPMessage("GET", Requests.applicationsPath, [initData(Identities.visitor)])
        #expect(try client.send(visitor, as: "listApplications").status == 403)
        #expect(try client.send(HTTPMessage("GET", "/health"), as: "getHealthRoot").json["database"].text == "ok")
        #expect(try server.terminate() == 0)
    }
}
