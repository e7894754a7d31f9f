import TestSupport
import TestTraits
import Testing

/// SQLite's disk is full: health says what writers are told, and all is well again once there is room.
@Suite(.blocking) struct SQLiteDiskTests {
    @Test func theDiskIsFull() throws {
        let disk = try SmallDisk(megabytes: 24)
        let file = disk.path + "/database.sqlite"
        let server = try ServerProcess(at: "sqlite:\(file)", entering: disk.entering)
        let ledger = Ledger()
        for _ in 0..<2 {
            let traffic = try Traffic(port: server.port, ledger: ledger, payload: 4_000)
            defer { traffic.stop() }
            try waitForAnswers(50, of: 200, ledger)
            try disk.fill()
            try waitForAnswers(1, of: 503, ledger)
            try wait(for: 503, server)
            // For as long as writes fail, and not only while somebody writes.
            traffic.stop()
            for _ in 0..<8 {
                let health = try HTTPConnection(port: server.port).exchange(HTTPMessage("GET", "/health"))
                #expect(health.status == 503)
                #expect(health.text.contains(#""status":"unavailable","database":"unavailable""#))
                #expect(try status("/ready", server) == 503)
            }
            let client = WritingClient(port: server.port, ledger: ledger, payload: 4_000)
            #expect(client.write() == 503)
            try disk.free()
            try wait(for: 200, server)
            #expect(client.write() == 200)
        }
        #expect(try server.terminate() == 0)
        try judge(disk, file, ledger)
    }

    private func status(_ path: String, _ server: ServerProcess) throws -> Int {
        try HTTPConnection(port: server.port).exchange(HTTPMessage("GET", path)).status
    }

    /// Nobody writes meanwhile: health finds out by itself.
    private func wait(for status: Int, _ server: ServerProcess) throws {
        try Deadline.wait(seconds: FaultBench.promise, for: "/health to say \(status)") {
            try self.status("/health", server) == status ? () : nil
        }
        #expect(try self.status("/ready", server) == status)
    }

    private func waitForAnswers(_ count: Int, of status: Int, _ ledger: Ledger) throws {
        let seen = ledger.count(of: status)
        try Deadline.wait(seconds: 60, for: "\(count) answers \(status)") {
            ledger.count(of: status) >= seen + count ? () : nil
        }
    }

    /// Only 200 and 503 with `Retry-After` were answered, and what was acknowledged is stored.
    private func judge(_ disk: SmallDisk, _ file: String, _ ledger: Ledger) throws {
        for entry in ledger.entries where entry.status != 200 && !(entry.status == 503 && entry.hasRetryAfter) {
            Issue.record("\(entry)")
        }
        let program = """
            import sqlite3, sys
            base = sqlite3.connect(sys.argv[1])
            assert base.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            for row in base.execute("SELECT update_id FROM telegram_updates UNION ALL SELECT telegram_id FROM users"):
                print(*row)
            """
        let rows = try disk.output(of: ["python3", "-c", program, file])
        let stored = Set(rows.split(separator: "\n").compactMap { Int($0) })
        for kind: Ledger.Kind in [.test, .update] {
            #expect(ledger.ids(kind) { $0.status == 200 }.subtracting(stored).isEmpty, "\(kind)s are lost")
        }
        #expect(!stored.contains(-1), "health's own write is left")
    }
}
