import Impl
import Server
import TestBackend
import TestSupport
import TestTraits
import Testing

/// Old rows go while servers run: one of them sees to it.
@Suite(.blocking) struct PruningTests {
    @Test(arguments: TestDatabase.System.allCases)
    func whatIsHandledAndOldGoesByItself(system: TestDatabase.System) throws {
        let server = try InMemoryServer(on: system) {
            $0.pruning.updates = 0
            $0.pruning.beforeFirst = .zero
            $0.pruning.interval = .milliseconds(20)
        }
        let secret = (name: "X-Telegram-Bot-Api-Secret-Token", value: Identities.webhookSecret)
        let client = try HTTPConnection(port: server.port)
        let reply = try client.exchange(HTTPMessage("POST", "/webhook/telegram", [secret], json: #"{"update_id":7}"#))
        #expect(reply.status == 200)
        let count = "SELECT count(*) FROM telegram_updates"
        try Deadline.wait(seconds: 20, for: "the update to go") { try server.database.query(count) == "0" ? () : nil }
        if system == .postgreSQL {
            #expect(try server.database.query("SELECT count(*) FROM leases WHERE kind = 'pruner'") == "1")
        }
        #expect(try server.terminate() == 0)
    }
}
