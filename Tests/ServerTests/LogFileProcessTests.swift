import Glibc
import TestSupport
import TestTraits
import Testing

/// Log files of a real process.
@Suite(.blocking) struct LogFileProcessTests {
    private let logs: TemporaryFolder

    init() throws { logs = try TemporaryFolder() }

    private var path: String { logs.path + "/bot.log" }

    private func ask(_ server: ServerProcess, _ path: String) throws {
        _ = try HTTPConnection(port: server.port).exchange(HTTPMessage("GET", path))
    }

    private func wait(for text: String, in path: String) throws {
        try Deadline.wait(seconds: 20, for: "\(text) in \(path)") { Files.text(of: path).contains(text) ? () : nil }
    }

    @Test func afterLogrotateHasMovedItTheFileIsMadeAnew() throws {
        let server = try ServerProcess(ServerSettings.standard(with: ["LOG_FILE_PATH": path]))
        try ask(server, "/api/v1/telegram/applications/")
        try wait(for: "/api/v1/telegram/applications/", in: path)
        try #require(rename(path, path + ".1") == 0)
        kill(server.identifier, SIGHUP)
        try wait(for: #""message":"read again","reload.part":"log files""#, in: path)
        try ask(server, "/live")
        try wait(for: "/live", in: path)
        #expect(!Files.text(of: path + ".1").contains("/live"))
        #expect(try server.terminate() == 0)
        // Standard error has what somebody who looks there wants to know, and not each request.
        let lines = server.logText
        #expect(lines.contains(#""message":"listening""#) && lines.contains(#""message":"stopped""#))
        #expect(!lines.contains("request answered"))
        #expect(Files.text(of: path).contains(#""message":"stopped""#))
    }

    @Test func theLineOfARequestTellsItsRouteAndWhatItsSenderIs() throws {
        let server = try ServerProcess(ServerSettings.standard(with: ["LOG_ACCESS_FILE_PATH": path]))
        let client = try HTTPConnection(port: server.port)
        let person = Identities.initData(Identities.visitor)
        let field = (name: "X-Telegram-Init-Data", value: person)
        let login = try client.exchange(HTTPMessage("POST", "/api/v1/telegram/auth/", [field]))
        _ = try client.exchange(HTTPMessage("GET", "/api/v1/telegram/applications/12345/?name=Ana", [field]))
        _ = try client.exchange(HTTPMessage("HEAD", "/api/v1/telegram/invite-link/"))
        _ = try client.exchange(HTTPMessage("GET", "/people/Ana"))
        #expect(try server.terminate() == 0)
        let lines = Files.text(of: path).split(separator: "\n")
        #expect(lines.count == 4 && lines.allSatisfy { $0.contains(#""message":"request answered","request.id":""#) })
        #expect(!lines.contains { $0.contains("12345") || $0.contains("Ana") })
        let parts = [
            #""request.route":"/api/v1/telegram/auth/","response.status":200,"response.bytes":\#(login.body.count),"#,
            #""request.route":"/api/v1/telegram/applications/{id}/","response.status":403,"#,
            #""request.route":"/api/v1/telegram/invite-link/","response.status":200,"response.bytes":0,"#,
            #""request.route":"none","response.status":404,"#,
        ]
        for (line, part) in zip(lines, parts) { #expect(line.contains(part), "\(line)") }
        let kinds = lines.compactMap { $0.firstMatch(of: /"principal.kind":"([a-z]+)"/)?.output.1 }
        #expect(kinds == ["user", "anonymous", "anonymous", "anonymous"])
        #expect(!server.logText.contains("request answered"))
    }

    @Test func aMissingFolderIsRefusedAtStartAndByCheck() throws {
        let folder = try TemporaryFolder()
        let dotEnv = "PORT=0\nDATABASE_URL=sqlite:\(folder.path)/a.sqlite\nLOG_FILE_PATH=\(folder.path)/none/bot.log\n"
        let server = try ChildProcess(["serve"], dotEnv: dotEnv, in: folder)
        let words = "none/bot.log cannot be written: No such file or directory; its folder must"
        #expect(try server.read().contains(words))
        #expect(server.wait() == 1)
        let check = try ChildProcess(["check"], dotEnv: dotEnv, in: folder)
        #expect(try check.read().contains("✗ log-files (error): \(folder.path)/none/bot.log cannot be made"))
        #expect(check.wait() == 1)
    }

    @Test func oneFileForTwoKindsOfLineIsRefused() throws {
        let folder = try TemporaryFolder()
        let check = try ChildProcess(["check"], dotEnv: "LOG_FILE_PATH=a\nLOG_ERROR_FILE_PATH=a\n", in: folder)
        #expect(try check.read().contains("LOG_ERROR_FILE_PATH: must be another file than that of other lines"))
        #expect(check.wait() == 1)
    }

    /// A restart without a gap: the next one writes the file while the one before still does.
    @Test func twoProcessesMayHaveOneFile() throws {
        let settings = ServerSettings.standard(with: ["LOG_FILE_PATH": path])
        let servers = try (0..<2).map { _ in try ServerProcess(settings) }
        #expect(servers[1].logText.contains("another process writes this log file, and rotates it"))
        for server in servers { #expect(try server.terminate() == 0) }
        let stops = Files.text(of: path).split(separator: "\n").filter { $0.contains(#""message":"stopped""#) }
        #expect(stops.count == 2)
    }
}
