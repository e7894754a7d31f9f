import Glibc
import TestSupport
import TestTraits
import Testing

extension ServerProcess {
    /// Sends SIGTERM; returns how long the process took to end, with 0.
    func millisecondsToStop() throws -> Int {
        let start: ContinuousClock.Instant = .now
        #expect(try terminate() == 0)
        return Int((ContinuousClock.now - start) / .milliseconds(1))
    }
}

/// A process ends half a second after `DRAIN_DEADLINE` at the latest, whatever hangs.
@Suite(.blocking) struct StopDeadlineTests {
    /// Milliseconds for `DRAIN_DEADLINE=1`, with as much again and more for a machine that has much else to do.
    static let bound: Int = 1_500 + 2_500

    private let settings: [String: String] = ServerSettings.standard(with: ["DRAIN_DEADLINE": "1", "LOOPS": "1"])

    @Test func aClientThatNeverReadsDoesNotHoldUpTheEnd() throws {
        let server = try ServerProcess(settings)
        let client = try HTTPConnection(port: server.port, window: 4_096)
        let documents = Array(repeating: HTTPMessage("GET", "/docs").bytes, count: 500).flatMap { $0 }
        try client.send(documents)
        try Deadline.wait(seconds: 20, for: "an answer") { client.hasInput ? () : nil }
        // The one loop answers others in between: after so many of its turns the kernel takes nothing more for the
        // client.
        let other = try HTTPConnection(port: server.port)
        for _ in 0..<100 { #expect(try other.exchange(HTTPMessage("GET", "/live")).status == 200) }
        let milliseconds = try server.millisecondsToStop()
        #expect((900..<Self.bound).contains(milliseconds), "\(milliseconds) ms")
    }

    @Test func aClientThatNeverSendsItsBodyDoesNotHoldUpTheEnd() throws {
        let server = try ServerProcess(settings)
        let client = try HTTPConnection(port: server.port)
        let head = """
            POST /api/v1/telegram/save-test/ HTTP/1.1\r\nHost: a\r\nX-Bot-Secret: \(Identities.botSecret)\r\n\
            Content-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: 100\r\n\r\n
            """
        try client.send(Array(head.utf8))
        #expect(try client.receive(interim: true).status == 100)
        let milliseconds = try server.millisecondsToStop()
        #expect((900..<Self.bound).contains(milliseconds), "\(milliseconds) ms")
        #expect(server.logLines(with: #""response.lost":"cut off""#).count == 1)
    }

    /// Requests with ids as long as can be, one behind the other: a line of the log has over 300 bytes.
    private func fillLog(_ client: HTTPConnection, _ count: Int) throws {
        let id = "nope" + String(repeating: "a", count: 124)
        let request = HTTPMessage("GET", "/nowhere", [("X-Request-ID", id)])
        for _ in 0..<count { #expect(try client.exchange(request).status == 404) }
    }

    @Test("a log that nobody reads holds up nobody", arguments: [200, 4_500])
    func anUnreadLogHoldsUpNobody(requests: Int) throws {
        let folder = try TemporaryFolder()
        let dotEnv: String =
            "PORT=0\nLOOPS=1\nDRAIN_DEADLINE=1\nLOG_FORMAT=json\nDATABASE_URL=sqlite://\(folder.path)/a.sqlite\n"
        let child = try ChildProcess(["serve"], dotEnv: dotEnv, in: folder)
        let greeting = try child.read(until: "(stop with")
        let digits: Substring = try #require(greeting.split(separator: "Serving on http://127.0.0.1:").last)
        let client = try HTTPConnection(port: try #require(UInt16(digits.prefix { $0.isNumber })))
        try fillLog(client, requests)
        #expect(try client.exchange(HTTPMessage("GET", "/live")).status == 200)
        if requests > 1_000 {
            // More than the pipe and the queue hold: told of as soon as somebody reads.
            #expect(try child.read(until: "log lines dropped").contains("nopea"))
            try fillLog(client, requests)
            #expect(try client.exchange(HTTPMessage("GET", "/live")).status == 200)
        }
        let start: ContinuousClock.Instant = .now
        child.signal(SIGTERM)
        #expect(child.wait() == 0)
        #expect(ContinuousClock.now - start < .milliseconds(Self.bound))
        let lines = try child.read().split(separator: "\n").filter { $0.contains("nopea") }
        #expect(!lines.isEmpty && lines.allSatisfy { $0.hasPrefix("{") && $0.hasSuffix("}") })
    }

    @Test func aServerThatStillStartsEndsAtOnce() throws {
        let folder = try TemporaryFolder()
        // Takes connections and says nothing.
        let listener = try Loopback.listen()
        defer { close(listener) }
        let url = "postgres://u@127.0.0.1:\(Loopback.port(of: listener))/d?sslmode=disable"
        let child = try ChildProcess(["serve"], dotEnv: "PORT=0\nDATABASE_URL=\(url)\n", in: folder)
        try Deadline.wait(seconds: 20, for: "a connection to the database") {
            var entry = pollfd(fd: listener, events: Int16(POLLIN), revents: 0)
            return poll(&entry, 1, 0) > 0 ? () : nil
        }
        child.signal(SIGTERM)
        #expect(try child.read().contains("stopped before it served"))
        #expect(child.wait() == 0)
    }

    @Test func anAnswerThatCannotBeWrittenIsNoSuccess() throws {
        let folder = try TemporaryFolder()
        let program = try BuildProducts.path(of: "telegram-backend")
        func run(_ line: String) throws -> Int32 {
            let identifier = try start(["/bin/sh", "-c", line, program], in: folder)
            var status: Int32 = 0
            while waitpid(identifier, &status, 0) < 0, errno == EINTR {}
            return (status >> 8) & 0xFF
        }
        #expect(try run("\"$0\" help > /dev/full") == 1)
        #expect(try run("\"$0\" help > /dev/null") == 0)
        // Nothing that is closed at start becomes what is written to.
        #expect(try run("\"$0\" check >&- 2>&- <&-") == 1)
    }

    private func start(_ words: [String], in folder: TemporaryFolder) throws -> Int32 {
        var pointers: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        var environment: [UnsafeMutablePointer<CChar>?] = [strdup("DATABASE_URL=sqlite://\(folder.path)/x"), nil]
        defer { for pointer in pointers + environment { free(pointer) } }
        var identifier: pid_t = 0
        try #require(posix_spawn(&identifier, words[0], nil, nil, &pointers, &environment) == 0)
        return identifier
    }
}
