import TestSupport
import TestTraits
import Testing

/// nginx as `deploy/nginx` configures it.
@Suite(.blocking) struct NginxTests {
    private func withNginx(_ body: (Nginx, [ServerProcess]) throws -> Void) throws {
        let first = try ServerProcess(on: .postgreSQL)
        let servers = [first, try ServerProcess(sharing: first)]
        let nginx = try Nginx(before: servers.map(\.port))
        try body(nginx, servers)
        try nginx.stop()
    }

    @Test func requestsGoOnWhileAProcessIsKilled() throws {
        try withNginx { (nginx: Nginx, servers: [ServerProcess]) throws in
            #expect(try nginx.statuses(of: "/live", count: 20) == Array(repeating: 200, count: 20))
            servers[0].kill()
            #expect(try nginx.statuses(of: "/ready", count: 200) == Array(repeating: 200, count: 200))
        }
    }

    @Test func whoAsksTooOftenIsToldSoAndProbesAreNot() throws {
        try withNginx { (nginx: Nginx, _) throws in
            let asked = try nginx.statuses(of: "/openapi.json", count: 60)
            #expect(asked.count == 60)
            #expect(asked.prefix(20).allSatisfy { $0 == 200 }, "\(asked)")
            #expect(asked.contains(429))
            #expect(try nginx.statuses(of: "/health", count: 60).allSatisfy { $0 == 200 })
            // Not Telegram's: the eleventh update within two seconds is one too many.
            let update = ["--data", "{}", "--header", "Content-Type: application/json"]
            let updates = try nginx.statuses(of: "/webhook/telegram", count: 20, options: update)
            #expect(updates.prefix(11).allSatisfy { $0 == 401 }, "\(updates)")
            #expect(updates.suffix(5).allSatisfy { $0 == 429 }, "\(updates)")
        }
    }

    @Test func theServersKnowWhoAsksNginxWhateverTheClientClaims() throws {
        let server = try ServerProcess(ServerSettings.standard(with: ["TRUSTED_PROXIES": "127.0.0.1"]))
        let nginx = try Nginx(before: [server.port, server.port])
        let claims = ["X-Forwarded-For: 203.0.113.9", "Forwarded: for=203.0.113.9"].flatMap { ["--header", $0] }
        let options = ["--ipv4", "--interface", "127.0.0.2"] + claims
        #expect(try nginx.statuses(of: "/openapi.json", options: options) == [200])
        try nginx.stop()
        #expect(try server.terminate() == 0)
        let lines = server.logText.split(separator: "\n").filter { $0.contains("request answered") }
        #expect(lines.count == 1 && lines[0].contains("127.0.0.2"), "\(lines)")
    }

    @Test func scannersAreRefusedAndPlainRequestsAreSentToTheSecureAddress() throws {
        try withNginx { (nginx: Nginx, _) throws in
            #expect(try nginx.statuses(of: "/live", options: ["--user-agent", "sqlmap/1.7"]) == [403])
            #expect(try nginx.statuses(at: "http://localhost:\(nginx.plainPort)/docs") == [308])
            let old = ["--tls-max", "1.1", "--ciphers", "DEFAULT:@SECLEVEL=0"]
            #expect(try nginx.statuses(of: "/live", options: old) == [0])
        }
    }
}
