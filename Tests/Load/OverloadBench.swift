internal import LoadDriver
internal import TestSupport
internal import Testing

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
        // A connection for reading on each loop: health does not wait for writes.
        let changes: [String: String] = ["LOG_LEVEL": "notice", "DB_POOL_SIZE": "4"]
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
        isTooMuch: Bool
    ) throws -> Report {
        var schedule: Schedule = Schedule(rate: rate, seconds: seconds)
        schedule.connections = connections
        schedule.firstID += part * Writes.span
        schedule.patience = 60
        var checks: Schedule = Schedule(rate: 10, seconds: seconds)
        checks.connections = 2
        let paths: [RequestTemplate] = ["/health", "/live"].map { RequestTemplate("GET", $0, port: server.port) }
        let health: Background = try Background(checks, paths, port: server.port)
        let load: Background = try Background(schedule, [kind.template], port: server.port)
        if isTooMuch {
            let refusal: HTTPReply = try refusal(of: kind.message)
            #expect(refusal["Retry-After"] == "1" && refusal.text.contains("The server is busy"), "\(refusal.text)")
        }
        let (report, checked): (Report, Report) = (try load.report(), try health.report())
        #expect(checked.statuses == [200: checked.scheduled], "health: \(checked.json)")
        #expect(report.answered == report.scheduled, "\(report.json)")
        #expect(report.statuses.keys.sorted() == (isTooMuch ? [200, 503] : [200]), "\(report.json)")
        return report
    }

    /// Asks again and again without waiting for answers: who comes back right behind a commit meets a short line.
    private func refusal(of message: HTTPMessage) throws -> HTTPReply {
        var asked: [HTTPConnection] = []
        return try Deadline.wait(seconds: 20, for: "a refusal") {
            if asked.count < 100 {
                let connection: HTTPConnection = try HTTPConnection(port: server.port)
                try connection.send(message.bytes)
                asked.append(connection)
            }
            let answered: [HTTPConnection] = asked.filter(\.hasInput)
            asked.removeAll { connection in answered.contains { $0 === connection } }
            return try answered.map { try $0.receive() }.first { $0.status == 503 }
        }
    }

    /// Answers 200 a second.
    func goodput(_ report: Report) -> Double {
        report.rate * Double(report.statuses[200] ?? 0) / Double(report.answered)
    }
}
