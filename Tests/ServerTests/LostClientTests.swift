import Glibc
import TestSupport
import TestTraits
import Testing

/// Logs what was done, whatever became of the client.
@Suite(.blocking) struct LostClientTests {
    @Test("each write of a client that is gone has its line", arguments: [TestDatabase.System.sqlite, .postgreSQL])
    func eachWriteHasItsLine(system: TestDatabase.System) throws {
        let server = try ServerProcess(ServerSettings.standard(with: ["LOOPS": "1"]), on: system)
        let asking = try HTTPConnection(port: server.port)
        let writes = 60
        for number in 1...writes {
            let client = try HTTPConnection(port: server.port)
            let secret: (name: String, value: String) = (name: "X-Bot-Secret", value: Identities.botSecret)
            let body: String = #"{"telegram_id":\#(number),"answers":{}}"#
            try client.send(HTTPMessage("POST", "/api/v1/telegram/save-test/", [secret], json: body).bytes)
            // The loop has accepted what came before the first of these, and read it before the second.
            for _ in 0..<2 { #expect(try asking.exchange(HTTPMessage("GET", "/live")).status == 200) }
            client.breakOff()
        }
        let launch: (name: String, value: String) = (
            name: "X-Telegram-Init-Data", value: Identities.initData(Identities.admin)
        )
        let all = HTTPMessage("GET", "/api/v1/telegram/applications/?limit=1", [launch])
        try Deadline.wait(seconds: 20, for: "all writes to be stored") {
            try asking.exchange(all).text.contains("\"total\":\(writes)") ? () : nil
        }
        #expect(try server.terminate() == 0)
        let lines = server.logLines(with: "/save-test/")
        #expect(lines.count == writes)
        #expect(lines.allSatisfy { $0.contains(#""response.status":200"#) })
    }
}
