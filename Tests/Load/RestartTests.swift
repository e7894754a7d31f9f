import Glibc
import LoadDriver
import TestSupport
import TestTraits
import Testing

/// Processes that end, and take over from each other, while 64 connections send.
@Suite(.blocking) struct RestartTests {
    /// How the next process gets at the port.
    enum Takeover: CaseIterable, Sendable, CustomTestStringConvertible {
        case samePort, handedSocketOnPostgreSQL, handedSocketOnSQLite

        var system: TestDatabase.System { self == .handedSocketOnSQLite ? .sqlite : .postgreSQL }

        var testDescription: String {
            switch self {
            case .samePort: "both listen on the port (PostgreSQL)"
            case .handedSocketOnPostgreSQL: "a socket is handed over (PostgreSQL)"
            case .handedSocketOnSQLite: "a socket is handed over (SQLite)"
            }
        }
    }

    private static let settings: [String: String] = ServerSettings.standard(with: ["LOG_LEVEL": "notice"])

    /// Returns when most of the driver's 64 connections are there: a process without any has a dozen descriptors.
    private func waitForLoad(on server: ServerProcess) throws {
        try Deadline.wait(seconds: 20, for: "the driver's connections") {
            try ProcessTable.descriptors(of: server.identifier) >= 64 ? () : nil
        }
    }

    /// Returns when some of the writes are stored.
    private func wait(for writes: Writes, on server: ServerProcess) throws {
        let stored = "SELECT count(*) FROM telegram_updates WHERE update_id >= \(writes.schedule.firstID)"
        try Deadline.wait(seconds: 20, for: "writes that are stored") {
            try Int(server.database.query(stored)) ?? 0 > 20 ? () : nil
        }
    }

    /// Writes that do not wait for long where the server goes away.
    private func beginToWrite(to server: ServerProcess, part: Int) throws -> (Writes, Background) {
        var writes = Writes(port: server.port, rate: 600, seconds: 1.5, part: part)
        writes.schedule.patience = 0.5
        return (writes, try Background(writes, port: server.port))
    }

    @Test(arguments: Takeover.allCases)
    func aProcessThatTakesOverUnderLoadLosesNoRequest(takeover: Takeover) throws {
        let listener: Int32? = takeover == .samePort ? nil : try Loopback.listen()
        defer { if let listener { close(listener) } }
        var server = try ServerProcess(Self.settings, on: takeover.system, listener: listener)
        let port = server.port
        // Where both listen, a connection that is made in the very moment in which the old one lets go may break: the
        // kernel gives it to a queue that is closed. A socket that is handed over has one queue, which stays.
        let writes = Writes(port: port, rate: 300, seconds: 8, newConnections: takeover != .samePort)
        let load = try Background(writes, port: port)
        for _ in 0..<2 {
            try waitForLoad(on: server)
            let next: ServerProcess
            if takeover.system == .sqlite {
                // The next waits until the file is free, clients until it accepts.
                server.askToStop()
                next = try ServerProcess(Self.settings, sharing: server, listener: listener)
            } else {
                next = try ServerProcess(
                    Self.settings,
                    sharing: server,
                    port: listener == nil ? port : 0,
                    listener: listener
                )
                server.askToStop()
            }
            #expect(next.port == port)
            #expect(try server.waitForEnd() == 0)
            server = next
        }
        #expect(!load.isOver, "the load ended before the second process did")
        let report = try load.report()
        #expect(report.statuses == [200: report.scheduled], "\(report.json)")
        #expect(report.broken == 0 && report.refused == 0, "\(report.json)")
        try writes.judge(report, in: server.database)
        #expect(try server.terminate() == 0)
    }

    @Test(arguments: TestDatabase.System.allCases)
    func sigtermUnderLoadExits0AndKeepsWhatWasAcknowledged(system: TestDatabase.System) throws {
        var server = try ServerProcess(Self.settings, on: system)
        for part in 0..<3 {
            let (writes, load) = try beginToWrite(to: server, part: part)
            try wait(for: writes, on: server)
            #expect(try server.terminate() == 0)
            let report = try load.report()
            // Nothing is cut off: what was taken is answered, the rest finds nobody who listens.
            #expect(report.broken == 0 && report.statuses.keys.sorted() == [200], "\(report.json)")
            server = try ServerProcess(Self.settings, sharing: server)
            try writes.judge(report, in: server.database)
        }
        #expect(try server.terminate() == 0)
    }

    @Test(arguments: TestDatabase.System.allCases)
    func sigkillUnderLoadLosesNothingAcknowledged(system: TestDatabase.System) throws {
        var server = try ServerProcess(Self.settings, on: system)
        for part in 0..<3 {
            let (writes, load) = try beginToWrite(to: server, part: part)
            try wait(for: writes, on: server)
            server.kill()
            let report = try load.report()
            server = try ServerProcess(Self.settings, sharing: server)
            try writes.judge(report, in: server.database)
        }
        #expect(try server.terminate() == 0)
    }

    @Test(arguments: TestDatabase.System.allCases)
    func everyAcknowledgedWriteIsStoredOnce(system: TestDatabase.System) throws {
        let server = try ServerProcess(Self.settings, on: system)
        let writes = Writes(port: server.port, rate: 800, seconds: 4)
        let report = try Driver.run(writes.schedule, writes.templates, port: server.port)
        #expect(report.statuses == [200: 3_200], "\(report.json)")
        try writes.judge(report, in: server.database)
        #expect(try server.terminate() == 0)
    }
}
