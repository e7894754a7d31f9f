internal import TestSupport
internal import Testing

@Suite struct WebhookTests {
    @Test(arguments: TestDatabase.System.allCases)
    func anUpdateDeliveredAgainIsAcknowledgedWithoutASecondEffect(system: TestDatabase.System) throws {
        let server: ServerProcess = try ServerProcess(on: system)
        let client: Client = try Client(server)
        let update: String = "{\"update_id\":77,\"message\":{\"chat\":{\"id\":5},\"text\":\"hi\"}}"
        for text in [update, update, "{\"update_id\":77,\"kind_of_tomorrow\":{}}", "{\"update_id\":78}"] {
            let reply: HTTPReply = try client.send(Requests.update(text), as: "receiveUpdate")
            #expect(reply.status == 200)
            #expect(reply.text == "{\"ok\":true}")
        }
        #expect(try server.terminate() == 0)
        #expect(server.logLines(with: "update delivered again").count == 2)

        // What is known survives a restart.
        let again: ServerProcess = try ServerProcess(sharing: server)
        #expect(try Client(again).send(Requests.update(update), as: "receiveUpdate").status == 200)
        #expect(try again.terminate() == 0)
        #expect(again.logLines(with: "update delivered again").count == 1)
    }
}
