import ContractGenerator
import Glibc
import LoadDriver
import Platform
import TestSupport
import Testing

@Suite struct CommandTests {
    @Test func theProgramPrintsALineOfJSON() throws {
        let server = try ScriptedServer { $0.hasPrefix("HEAD") ? .nothing : .status(200) }
        let folder = try TemporaryFolder()
        let file = folder.uniquePath("jsonl")
        let lines = """
            {"path": "/health"}
            {"method": "POST", "path": "/save", "headers": {"X-Secret": "s"}, "body": "{\\"id\\":{id}}"}

            """
        let descriptor = open(file, O_WRONLY | O_CREAT, 0o600)
        #expect(write(descriptor, lines, lines.utf8.count) == lines.utf8.count)
        close(descriptor)
        let program = try BuildProducts.path(of: "load-driver")
        let outcome = try Command.run([
            program, "--url", "http://127.0.0.1:\(server.port)", "--rate", "100", "--seconds", "1", "--requests", file,
        ])
        #expect(outcome.status == 0, "\(outcome.errors)")
        let json: SpecValue = try #require(SpecValue(json: Array(outcome.output.utf8)), "\(outcome.output)")
        #expect(json["sent"].integer == 100 && json["answered"].integer == 100)
        #expect(json["statuses"]["200"].integer == 100)
        #expect(json["latency_us"].names == ["p50", "p90", "p99", "p99.9", "max"])
        #expect(json["lateness_us"].names == ["p50", "p90", "p99", "p99.9", "max"])
        let requests = server.requests()
        #expect(requests.count { $0.hasPrefix("GET /health HTTP/1.1\r\nHost: 127.0.0.1:\(server.port)\r\n\r\n") } == 50)
        #expect(requests.count { $0.contains("X-Secret: s\r\nContent-Length: 20\r\n\r\n{\"id\":10000000000") } == 50)
    }

    @Test(arguments: [
        ["--url", "http://example.org:80", "--rate", "1", "--seconds", "1"],
        ["--url", "http://127.0.0.1:0", "--rate", "1", "--seconds", "1"],
        ["--url", "http://127.0.0.1:80", "--rate", "x", "--seconds", "1"],
        ["--url", "http://127.0.0.1:80", "--rate", "1"],
        ["--url", "http://127.0.0.1:80", "--rate", "1", "--seconds"],
        ["--burst", "1"],
    ])
    func whatCannotBeMeantIsRefused(arguments: [String]) {
        #expect(throws: (any Error).self) { try DriverOptions(Arguments(arguments)) }
    }

    @Test(arguments: [
        "", "[]", "{}", "{\"path\":\"health\"}", "{\"path\":\"/\",\"query\":\"a\"}",
    ])
    func aLineThatIsNoRequestIsRefused(line: String) {
        #expect(throws: DriverError.self) { try RequestTemplate(line: line, port: 80, digits: 13) }
    }

    @Test func aScheduleWhoseIDsWouldGetLongerIsRefused() {
        var schedule = Schedule(rate: 10, seconds: 1)
        schedule.firstID = 995
        #expect(throws: DriverError.self) {
            try Driver.run(schedule, [RequestTemplate("GET", "/", port: 80)], port: 80)
        }
    }
}
