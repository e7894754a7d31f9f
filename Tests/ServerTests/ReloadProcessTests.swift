import Glibc
import TestSupport
import TestTraits
import Testing

/// SIGHUP, as logrotate and certbot's hooks send it.
@Suite(.blocking) struct ReloadProcessTests {
    @Test func aRunningServerServesOn() throws {
        let server = try ServerProcess()
        for _ in 0..<100 { kill(server.identifier, SIGHUP) }
        let client = try HTTPConnection(port: server.port)
        #expect(try client.exchange(HTTPMessage("GET", "/live")).status == 200)
        #expect(try server.terminate() == 0)
        #expect(!server.logText.contains(#""level":"error""#))
    }

    /// It waits for the file, which another process has.
    @Test func aServerThatStartsGoesOn() throws {
        let first = try ServerProcess()
        let folder = first.folder
        let dotEnv = "PORT=0\nDATABASE_URL=\(first.database.url)\n"
        let second = try ChildProcess(["serve"], dotEnv: dotEnv, in: folder)
        _ = try second.read(until: "TELEGRAM_BOT_API_SECRET")
        for _ in 0..<100 { second.signal(SIGHUP) }
        #expect(try first.terminate() == 0)
        _ = try second.read(until: "Serving on")
        second.signal(SIGTERM)
        #expect(second.wait() == 0)
    }
}
