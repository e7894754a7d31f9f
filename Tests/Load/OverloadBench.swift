import LoadDriver
import TestSupport
import Testing

/// A server that gets more than it can answer.
struct OverloadBench {
    /// A request of the overload.
    struct Kind {
        let template: RequestTemplate
        /// The same by hand, with an id that the template does not get to.
        let message: HTTPMessage
    }

    let server: ServerProcess

    init(on system: TestDatabase.System) throws {
        // A connection for reading on each loop, beside those for work: health does not wait for writes.
        let changes: [String: String] = ["LOG_LEVEL": "notice", "DB_POOL_SIZE": "6"]
        server = try ServerProcess(ServerSettings.standard(with: changes), on: system)
    }

    /// Sends requests at a rate, while somebody asks for health ten times a second, and until one is refused where some
    /// must be.
    func run(
        _ kind: Kind,
        rate: Double,
        seconds: Double,
        connections: Int,
        part: Int,
        isTooMuch: Bool,
        body: () throws -> Void = {}
    ) throws -> Report {
        var schedule = Schedule(rate: rate, seconds: seconds)
        schedule.connections = connections
        schedule.firstID += part * Writes.span
        schedule.patience = 60
        var checks = Schedule(rate: 10, seconds: seconds)
        checks.connections = 2
        let paths: [RequestTemplate] = ["/health", "/live"].map { RequestTemplate("GET", $0, port: server.port) }
        let health = try Background(checks, paths, port: server.port)
        let load = try Background(schedule, [kind.template], port: server.port)
        if isTooMuch {
            let refusal = try refusal(of: kind.message)
            #expect(refusal["Retry-After"] == "1" && refusal.text.contains("The server is busy"), "\(refusal.text)")
        }
        try body()
        let (report, checked): (Report, Report) = (try load.report(), try health.report())
        #expect(checked.statuses == [200: checked.scheduled], "health: \(checked.json)")
        #expect(report.answered == report.scheduled, "\(report.json)")
        #expect(report.statuses.keys.sorted() == (isTooMuch ? [200, 503] : [200]), "\(report.json)")
        return report
    }

    /// One that is asked for on many connections: who waits for an answer asks again just when there is room.
    private func refusal(of message: HTTPMessage) throws -> HTTPReply {
        var waiting: [HTTPConnection] = []
        var looks = 0
        return try Deadline.wait(seconds: 20, for: "a refusal") {
            if looks % 5 == 0 {
                waiting.append(try HTTPConnection(port: server.port))
                try waiting.last?.send(message.bytes)
            }
            looks += 1
            guard let index = waiting.firstIndex(where: \.hasInput) else { return nil }
            let reply = try waiting.remove(at: index).receive()
            return reply.status == 503 ? reply : nil
        }
    }
}
