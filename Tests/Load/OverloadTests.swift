import LoadDriver
import TestSupport
import TestTraits
import Testing

/// More requests than the server can answer: what is too much is refused early, so that the rest is not late.
@Suite(.blockingAlone) struct OverloadTests {
    private static let admin: [(name: String, value: String)] = [
        (name: "X-Telegram-Init-Data", value: Identities.initData(Identities.admin))
    ]

    @Test func writesBeyondWhatPostgreSQLTakesDoNotSlowTheOthersDown() throws {
        let bench = try OverloadBench(on: .postgreSQL)
        let server = bench.server
        // A database whose speed does not depend on what else this machine does: 6 ms a row on each of two connections.
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
        let update = OverloadBench.Kind(
            template: Writes.update(port: server.port),
            message: HTTPMessage("POST", "/webhook/telegram", [secret], json: "{\"update_id\":1}")
        )
        // All that 48 connections can send, which is never too much.
        let few: (Int) throws -> Report = { part in
            try bench.run(update, rate: 10_000, seconds: 0.07, connections: 48, part: part, isTooMuch: false)
        }
        let before = try few(1)
        var speed: Double = 0
        let over = try bench.run(update, rate: 1_000, seconds: 8, connections: 1_000, part: 2, isTooMuch: true) {
            speed = try Self.rowsPerSecond(in: server.database, over: 1_200)
        }
        let after = try few(3)
        #expect(speed >= 0.8 * min(before.rate, after.rate), "\(speed) a second, of \(before.rate) and \(after.rate)")
        let acknowledged: Int = [before, over, after].reduce(0) { $0 + ($1.statuses[200] ?? 0) }
        let stored = "SELECT count(*) FROM telegram_updates WHERE update_id > 1"
        #expect(try Int(server.database.query(stored)) == acknowledged)
        #expect(try server.terminate() == 0)
    }

    /// How fast updates are stored, until so many more are.
    private static func rowsPerSecond(in database: TestDatabase, over rows: Int) throws -> Double {
        func count() throws -> Int { try Int(database.query("SELECT count(*) FROM telegram_updates")) ?? 0 }
        let (first, start): (Int, ContinuousClock.Instant) = (try count(), .now)
        let more = try Deadline.wait(seconds: 20, for: "\(rows) more rows") {
            let more = try count() - first
            return more >= rows ? more : nil
        }
        return Double(more) / ((ContinuousClock.now - start) / .seconds(1))
    }

    @Test(arguments: TestDatabase.System.allCases)
    func pagesBeyondWhatTheServerCanMakeAreRefused(system: TestDatabase.System) throws {
        let bench = try OverloadBench(on: system)
        let server = bench.server
        _ = try Writes.applications(500, on: server)
        let path = "/api/v1/telegram/applications/?limit=500"
        let page = OverloadBench.Kind(
            template: RequestTemplate("GET", path, headers: Self.admin, port: server.port),
            message: HTTPMessage("GET", path, Self.admin)
        )
        _ = try bench.run(page, rate: 20, seconds: 1, connections: 8, part: 1, isTooMuch: false)
        _ = try bench.run(page, rate: 2_000, seconds: 2, connections: 1_000, part: 2, isTooMuch: true)
        #expect(try bench.run(page, rate: 20, seconds: 1, connections: 8, part: 3, isTooMuch: false).answered == 20)
        #expect(try server.terminate() == 0)
    }
}
