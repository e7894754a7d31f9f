import LoadDriver
import TestSupport
import Testing

/// Writes with an id each, sent by the driver, and what of them must be stored.
struct Writes {
    /// The distance to where the next begins: no two of one server have an id in common.
    static let span: Int = 100_000_000

    var schedule: Schedule
    let templates: [RequestTemplate]

    /// Tests and updates in turn.
    ///
    /// - Parameters:
    ///   - part: one that no other writes of the same server have.
    ///   - newConnections: each update comes on a connection of its own.
    init(
        port: UInt16,
        rate: Double,
        seconds: Double,
        connections: Int = 64,
        part: Int = 0,
        newConnections: Bool = false
    ) {
        var schedule = Schedule(rate: rate, seconds: seconds)
        schedule.connections = connections
        schedule.firstID = 1_000_000_000_000 + part * Self.span
        schedule.keepsOutcomes = true
        self.schedule = schedule
        templates = [Self.test(port: port), Self.update(port: port, closes: newConnections)]
    }

    static func test(port: UInt16) -> RequestTemplate {
        RequestTemplate(
            "POST",
            "/api/v1/telegram/save-test/",
            headers: [
                (name: "X-Bot-Secret", value: Identities.botSecret), (name: "Content-Type", value: "application/json"),
            ],
            body: "{\"telegram_id\":{id},\"answers\":{\"age\":30}}",
            port: port
        )
    }

    static func update(port: UInt16, closes: Bool = false) -> RequestTemplate {
        RequestTemplate(
            "POST",
            "/webhook/telegram",
            headers: [
                (name: "X-Telegram-Bot-Api-Secret-Token", value: Identities.webhookSecret),
                (name: "Content-Type", value: "application/json"),
                (name: "Connection", value: closes ? "close" : "keep-alive"),
            ],
            body: "{\"update_id\":{id},\"message\":{\"chat\":{\"id\":5},\"text\":\"x\"}}",
            port: port
        )
    }

    /// Compares what was acknowledged with what is stored: all of that, once, and nothing that was never sent.
    func judge(_ report: Report, in database: TestDatabase) throws {
        let range = schedule.firstID..<(schedule.firstID + schedule.requests)
        for (kind, table, column) in [
            (0, "applications JOIN users ON users.id = applications.user_id", "telegram_id"),
            (1, "telegram_updates", "update_id"),
        ] {
            let rows = try database.query(
                "SELECT \(column) FROM \(table) WHERE \(column) >= \(range.lowerBound) AND \(column) < \(range.upperBound)"
            )
            let stored = rows.split(separator: "\n").compactMap { Int($0) }
            let acknowledged = Set(
                report.outcomes.lazy.filter { $0.status == 200 && $0.number % 2 == kind }.map {
                    schedule.firstID + $0.number
                }
            )
            #expect(!acknowledged.isEmpty)
            #expect(Set(stored).count == stored.count, "stored twice in \(table)")
            let lost = acknowledged.subtracting(stored)
            #expect(lost.isEmpty, "\(lost.count) acknowledged and lost in \(table)")
            #expect(stored.allSatisfy { ($0 - schedule.firstID) % 2 == kind }, "stored and never sent in \(table)")
        }
    }

    /// The ids of new applications.
    static func applications(_ count: Int, on server: ServerProcess) throws -> [Int] {
        var schedule = Schedule(rate: Double(max(1, count)) * 2, seconds: 0.5)
        schedule.firstID = 7_000_000_000_000
        let report = try Driver.run(schedule, [test(port: server.port)], port: server.port)
        guard report.statuses == [200: schedule.requests] else { throw TestFailure("no applications: \(report.json)") }
        return try server.database.query("SELECT id FROM applications ORDER BY id").split(separator: "\n").compactMap {
            Int($0)
        }
    }
}
