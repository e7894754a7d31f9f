import TestSupport
import TestTraits
import Testing

/// SIGTERM while the database is away.
@Suite(.blocking) struct StopTests {
    @Test("a frozen database does not hold up the end", arguments: [false, true])
    func aFrozenDatabaseDoesNotHoldUpTheEnd(isAsked: Bool) throws {
        let cluster = try PostgreSQLCluster()
        let server = try ServerProcess(
            ServerSettings.standard(with: ["DRAIN_DEADLINE": "1", "LOOPS": "1"]),
            at: try cluster.newDatabase()
        )
        let client = try HTTPConnection(port: server.port)
        #expect(try client.exchange(HTTPMessage("GET", "/ready")).status == 200)
        try cluster.freeze()
        if isAsked {
            let secret: (name: String, value: String) = (name: "X-Bot-Secret", value: Identities.botSecret)
            let test = HTTPMessage(
                "POST",
                "/api/v1/telegram/save-test/",
                [secret],
                json: #"{"telegram_id":1,"answers":{}}"#
            )
            try client.send(test.bytes)
        }
        let start: ContinuousClock.Instant = .now
        #expect(try server.terminate() == 0)
        // One and a half seconds are promised; the rest is for a machine that has much else to do.
        let milliseconds = Int((ContinuousClock.now - start) / .milliseconds(1))
        #expect(milliseconds < 4_000, "\(milliseconds) ms")
        try cluster.thaw()
        if isAsked { #expect(server.logLines(with: #""response.lost":"cut off""#).count == 1) }
    }
}
