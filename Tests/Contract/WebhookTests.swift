import TestBackend
import TestSupport
import TestTraits
import Testing

@Suite(.blocking) struct WebhookTests {
    @Test(arguments: TestDatabase.System.allCases)
    func anUpdateDeliveredAgainIsAcknowledgedWithoutASecondEffect(system: TestDatabase.System) throws {
        let server = try ServerProcess(on: system)
        let client = try Client(server)
        let update = "{\"update_id\":77,\"message\":{\"chat\":{\"id\":5},\"text\":\"hi\"}}"
        for text in [update, update, "{\"update_id\":77,\"kind_of_tomorrow\":{}}", "{\"update_id\":78}"] {
            let reply = try client.send(Requests.update(text), as: "receiveUpdate")
            #expect(reply.status == 200)
            #expect(reply.text == "{\"ok\":true}")
        }
        #expect(try server.terminate() == 0)
        #expect(server.logLines(with: "update delivered again").count == 2)

        // What is known survives a restart.
        let again = try ServerProcess(sharing: server)
        #expect(try Client(again).send(Requests.update(update), as: "receiveUpdate").status == 200)
        #expect(try again.terminate() == 0)
        #expect(again.logLines(with: "update delivered again").count == 1)
    }

    @Test(arguments: TestBackend.allCases)
    func whatIsMerelyUnusualIsStoredAndAcknowledged(backend: TestBackend) throws {
        let client = try Client(on: backend)
        func nested(_ depth: Int) -> String {
            String(repeating: "{\"a\":[", count: depth / 2) + String(repeating: "]}", count: depth / 2)
        }
        let unusual: [String] = [
            "", ",\"message\":{\"rich\":\(nested(68))}", ",\"message\":{\"rich\":\(nested(254))}", ",\"message\":5",
            ",\"message\":\"\",\"callback_query\":[]", ",\"message\":{\"chat\":{\"id\":\"x\"}}",
            ",\"message\":{},\"poll\":{}",
            ",\"message\":null", ",\"message\":{\"chat\":{\"id\":36286509719560249344},\"text\":5}",
            ",\"x\":1e400", ",\"x\":\"\\ud83d\"", ",\"\\ud83d\":\"\\u0000\"",
            ",\"x\":\"\(String(repeating: "\u{1F600}", count: 150_000))\"",
        ]
        for (number, members) in unusual.enumerated() {
            let reply = try client.send(
                Requests.update("{\"update_id\":\(number)\(members)}"),
                as: "receiveUpdate"
            )
            #expect(reply.status == 200, "\(members.prefix(60)): \(reply.text)")
        }
        let refused: [(text: String, problem: String)] = [
            ("{}", "validation"), ("[]", "validation"), ("null", "validation"), ("{\"update_id\":\"1\"}", "validation"),
            ("{\"update_id\":null}", "validation"), ("{\"update_id\":1.5}", "validation"),
            ("{\"update_id\":-1}", "validation"),
            ("{\"update_id\":1,}", "malformed-json"), ("{\"update_id\":1,\"a\":{\"b\":1,\"b\":1}}", "malformed-json"),
            ("{\"update_id\":1,\"a\":\(nested(256))}", "malformed-json"),
        ]
        for (text, problem) in refused {
            let reply = try client.send(Requests.update(text), as: "receiveUpdate")
            #expect(reply.status == 400 && reply.problem == problem, "\(text.prefix(60)): \(reply.text)")
        }
    }
}
