import Glibc
import LoadDriver
import Synchronization
import TestSupport
import Testing

/// A server that clients behave badly to, while others must be served.
final class LoadBench {
    /// The resources that a process has.
    private struct Footprint {
        let descriptors: Int
        let threads: Int
        let kilobytes: Int
    }

    /// Kilobytes that may come together between two rounds: caches, and what the allocator keeps.
    private static let slack: Int = 12_000

    let server: ServerProcess
    /// So many writes of others have been sent already.
    private var part: Int = 0

    init(_ system: TestDatabase.System, settings: [String: String] = [:]) throws {
        // Who is not done with draining after half a minute, with which a test has no patience, has something left.
        let own: [String: String] = ["LOG_LEVEL": "notice", "DRAIN_DEADLINE": "120"]
        let changes = own.merging(settings) { $1 }
        server = try ServerProcess(ServerSettings.standard(with: changes), on: system)
    }

    func connect(window: Int32? = nil) throws -> HTTPConnection {
        try HTTPConnection(port: server.port, window: window)
    }

    /// Lets clients do their worst, several times: meanwhile all others are answered, and afterwards nothing is left.
    func endure(rounds: Int, _ abuse: () throws -> Void) throws {
        // What is made once, such as the database's connections, is there before anything is counted.
        try serveOthers(while: {})
        let first = try footprint()
        var second: Footprint?
        for _ in 0..<rounds {
            try serveOthers(while: abuse)
            try waitForRest(as: first)
            second = try second ?? footprint()
        }
        let grown = try footprint().kilobytes - (second?.kilobytes ?? 0)
        #expect(grown < Self.slack, "\(grown) kB more after \(rounds - 1) more rounds")
        // No task is left: the server ends when every handler has.
        #expect(try server.terminate() == 0)
        #expect(server.logLines(with: "\"level\":\"error\"").isEmpty)
    }

    /// Descriptors and threads are as many as before.
    private func waitForRest(as before: Footprint) throws {
        let identifier = server.identifier
        try Deadline.wait(seconds: 15, for: "descriptors and threads as before: \(before)") {
            let isSame: Bool =
                try ProcessTable.descriptors(of: identifier) == before.descriptors
                && ProcessTable.threads(of: identifier) <= before.threads
            return isSame ? () : nil
        }
    }

    private func footprint() throws -> Footprint {
        // The clients of `serveOthers` are gone; the server has yet to notice.
        let identifier = server.identifier
        var last = -1
        let descriptors = try Deadline.wait(seconds: 15, for: "a count of descriptors that stays") {
            let now = try ProcessTable.descriptors(of: identifier)
            defer { last = now }
            return now == last ? now : nil
        }
        return Footprint(
            descriptors: descriptors,
            threads: try ProcessTable.threads(of: identifier),
            kilobytes: try ProcessTable.kilobytes(of: identifier)
        )
    }

    /// At least one round of the others' requests, and rounds until `body` is through.
    func serveOthers(while body: () throws -> Void) throws {
        let others = try Others(port: server.port, part: part)
        part += 1_000
        let outcome = Result { try body() }
        let report = try others.stop()
        try outcome.get()
        #expect(report.statuses == [200: report.scheduled], "others: \(report.json)")
    }
}

/// Clients that behave well: they read and write, a hundred requests a second, until they are stopped.
final class Others: Sendable {
    private final class Signal: Sendable {
        let isOver: Atomic<Bool> = Atomic(false)
    }

    private let signal = Signal()
    private let value: BackgroundValue<Report>

    init(port: UInt16, part: Int) throws {
        let signal = signal
        value = try BackgroundValue {
            var total = Report()
            var writes = Writes(port: port, rate: 100, seconds: 0.4, connections: 8, part: part)
            repeat {
                total.merge(try Driver.run(writes.schedule, writes.templates + Self.reads(port), port: port))
                writes.schedule.firstID += writes.schedule.requests
            } while !signal.isOver.load(ordering: .relaxed)
            return total
        }
    }

    /// All that they sent and got.
    func stop() throws -> Report {
        signal.isOver.store(true, ordering: .relaxed)
        return try value.result().get()
    }

    private static func reads(_ port: UInt16) -> [RequestTemplate] {
        let admin: [(name: String, value: String)] = [
            (name: "X-Telegram-Init-Data", value: Identities.initData(Identities.admin))
        ]
        return [
            RequestTemplate("GET", "/health", port: port), RequestTemplate("HEAD", "/openapi.json", port: port),
            RequestTemplate("GET", "/api/v1/telegram/applications/?limit=20", headers: admin, port: port),
        ]
    }
}
