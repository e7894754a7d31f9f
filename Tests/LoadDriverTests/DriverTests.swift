import LoadDriver
import TestSupport
import TestTraits
import Testing

@Suite(.blocking) struct DriverTests {
    private func schedule(_ rate: Double, seconds: Double, connections: Int = 16) -> Schedule {
        var schedule = Schedule(rate: rate, seconds: seconds)
        schedule.connections = connections
        return schedule
    }

    /// The number behind the last `phrase` of a request.
    private static func number(after phrase: String, in request: String) -> Int? {
        request.ranges(of: phrase).last.flatMap { Int(request[$0.upperBound...].prefix { $0.isNumber }) }
    }

    @Test(arguments: [1, 2])
    func everyRequestIsSentOnceWithAnIDOfItsOwn(threads: Int) throws {
        let server = try ScriptedServer { $0.hasPrefix("GET") ? .status(401) : .last(200) }
        var schedule = schedule(1_000, seconds: 1)
        schedule.threads = threads
        schedule.firstID = 5_000
        schedule.keepsOutcomes = true
        let templates: [RequestTemplate] = [
            RequestTemplate("POST", "/save/{id}", body: "{\"id\":{id},\"é\":\"{id}\"}", port: server.port, digits: 4),
            RequestTemplate("GET", "/page?after={id}", headers: [(name: "X-A", value: "b")], port: server.port),
        ]
        let report = try Driver.run(schedule, templates, port: server.port)
        #expect(report.scheduled == 1_000 && report.sent == 1_000 && report.answered == 1_000)
        #expect(report.statuses == [200: 500, 401: 500])
        #expect(report.broken == 0 && report.refused == 0 && report.unanswered == 0 && report.unsent == 0)
        #expect(report.latency.count == 1_000 && report.lateness.count == 1_000)
        #expect(report.outcomes.map(\.number).sorted() == Array(0..<1_000))
        #expect(report.outcomes.allSatisfy { $0.status == ($0.number.isMultiple(of: 2) ? 200 : 401) })
        let requests = server.requests()
        #expect(requests.count == 1_000)
        for request in requests where request.hasPrefix("POST") {
            let id: Int = try #require(Self.number(after: "/save/", in: request))
            #expect(request.hasSuffix("Content-Length: 23\r\n\r\n{\"id\":\(id),\"é\":\"\(id)\"}"))
        }
        let ids = requests.map {
            Self.number(after: $0.hasPrefix("GET") ? "after=" : "/save/", in: $0)
        }
        #expect(Set(ids) == Set((5_000..<6_000).map { $0 }))
    }

    @Test func timeCountsFromWhenARequestWasDueThoughTheServerStalls() throws {
        let server = try ScriptedServer(stall: ScriptedServer.Stall(length: 1_000, every: 5_000))
        // Few connections: most requests of a stall find none free.
        let report = try Driver.run(
            schedule(200, seconds: 10, connections: 8),
            [RequestTemplate("GET", "/", port: server.port)],
            port: server.port
        )
        server.stop()
        #expect(report.answered == 2_000 && report.statuses == [200: 2_000])
        // Of 10 seconds two stalls of a second: a hundredth of all requests came in their first 50 ms.
        let stalls = server.stalls.prefix(2)
        let stall = stalls.reduce(0, +) / max(1, stalls.count)
        #expect((stall - 125...stall + 50).contains(report.latency.time(perMille: 990) / 1_000), "\(report.json)")
        #expect((stall - 600...stall - 400).contains(report.latency.time(perMille: 900) / 1_000), "\(report.json)")
        #expect(report.latency.time(perMille: 500) < 100_000, "\(report.json)")
    }

    @Test func whatBreaksIsCountedAndTheOthersAreAnswered() throws {
        let server = try ScriptedServer {
            (Self.number(after: "GET /", in: $0) ?? 0) % 10 == 3 ? .reset : .status(200)
        }
        var schedule = schedule(500, seconds: 1)
        schedule.firstID = 1_000
        let report = try Driver.run(
            schedule,
            [RequestTemplate("GET", "/{id}", port: server.port)],
            port: server.port
        )
        #expect(report.statuses == [200: 450] && report.broken == 50, "\(report.json)")
        #expect(server.requests().count == 500)
    }

    @Test func whatNobodyAnswersCountsWithTheTimeItHasWaited() throws {
        let server = try ScriptedServer { _ in .nothing }
        var schedule = schedule(100, seconds: 0.5, connections: 10)
        schedule.patience = 0.5
        let report = try Driver.run(
            schedule,
            [RequestTemplate("GET", "/", port: server.port)],
            port: server.port
        )
        #expect(report.answered == 0 && report.unanswered == 10 && report.unsent == 40, "\(report.json)")
        #expect(report.latency.count == 50 && report.latency.time(perMille: 1) >= 500_000)
    }
}
