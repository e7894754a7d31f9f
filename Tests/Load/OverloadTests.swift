internal import LoadDriver
internal import TestSupport
internal import TestTraits
internal import Testing

/// More requests than the server can answer: what is too much is refused early, so that the rest is not late.
@Suite(.blocking) struct OverloadTests {
    private static let admin: [(name: String, value: String)] = [
        (name: "X-Telegram-Init-Data", value: Identities.initData(Identities.admin))
    ]

    @Test func writesBeyondWhatPostgreSQLTakesDoNotSlowTheOthersDown() throws {
        let bench: OverloadBench = try OverloadBench(on: .postgreSQL)
        let server: ServerProcess = bench.server
        // A database whose speed does not depend on what else this machine does.
        _ = try server.database.query(
            """
            CREATE FUNCTION be_slow() RETURNS trigger LANGUAGE plpgsql AS
                'BEGIN PERFORM pg_sleep_for(''6 ms''); RETURN new; END';
            CREATE TRIGGER slow BEFORE INSERT ON telegram_updates FOR EACH ROW EXECUTE FUNCTION be_slow();
            """
        )
        let secret: (name: String, value: String) = (
            name: "X-Telegram-Bot-Api-Secret-Token", value: Identities.webhookSecret
        )
        let update: OverloadBench.Kind = OverloadBench.Kind(
            template: Writes.update(port: server.port),
            message: HTTPMessage("POST", "/webhook/telegram", [secret], json: "{\"update_id\":1}")
        )
        var acknowledged: Int = 0
        func measure(rate: Double, seconds: Double, connections: Int, part: Int, isTooMuch: Bool) throws -> Double {
            let report: Report = try bench.run(
                update,
                rate: rate,
                seconds: seconds,
                connections: connections,
                part: part,
                isTooMuch: isTooMuch
            )
            acknowledged += report.statuses[200] ?? 0
            return bench.goodput(report)
        }
        // All that 48 connections can send, which is never too much.
        let before: Double = try measure(rate: 10_000, seconds: 0.07, connections: 48, part: 1, isTooMuch: false)
        let during: Double = try measure(rate: before * 3, seconds: 4, connections: 1_000, part: 2, isTooMuch: true)
        let after: Double = try measure(rate: 10_000, seconds: 0.07, connections: 48, part: 3, isTooMuch: false)
        #expect(during >= 0.8 * min(before, after), "\(during) a second, of \(before) and \(after)")
        let stored: String = "SELECT count(*) FROM telegram_updates WHERE update_id > 1"
        #expect(try Int(server.database.query(stored)) == acknowledged)
        #expect(try server.terminate() == 0)
    }

    @Test(arguments: TestDatabase.System.allCases)
    func pagesBeyondWhatTheServerCanMakeAreRefused(system: TestDatabase.System) throws {
        let bench: OverloadBench = try OverloadBench(on: system)
        let server: ServerProcess = bench.server
        _ = try Writes.applications(500, on: server)
        let path: String = "/api/v1/telegram/applications/?limit=500"
        let page: OverloadBench.Kind = OverloadBench.Kind(
            template: RequestTemplate("GET", path, headers: Self.admin, port: server.port),
            message: HTTPMessage("GET", path, Self.admin)
        )
        let best: Report = try bench.run(page, rate: 10_000, seconds: 0.05, connections: 48, part: 1, isTooMuch: false)
        _ = try bench.run(page, rate: best.rate * 5, seconds: 3, connections: 1_000, part: 2, isTooMuch: true)
        #expect(try bench.run(page, rate: 20, seconds: 1, connections: 8, part: 3, isTooMuch: false).answered == 20)
        #expect(try server.terminate() == 0)
    }
}
