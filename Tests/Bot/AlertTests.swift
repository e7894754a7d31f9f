import Platform
import TelegramStandIn
import TestSupport
import TestTraits
import Testing

/// What needs somebody is told to who runs the bot.
@Suite(.blocking) struct AlertTests {
    private func alerts(_ bench: BotBench, _ words: String) async -> [Int64] {
        let found = await bench.telegram.wait(Identities.botTokenText, atMost: .seconds(60)) { bot, _ -> [Int64]? in
            let calls = bot.calls.all.filter { $0.errorCode == nil && $0.text?.contains(words) == true }
            return calls.isEmpty ? nil : calls.compactMap(\.chat)
        }
        return found ?? []
    }

    @Test(arguments: TestDatabase.System.allCases)
    func aMessageThatTelegramRefusesIsAnAlert(system: TestDatabase.System) async throws {
        let bench = try bench(system)
        bench.telegram.withBot(Identities.botTokenText) { bot, _ in
            bot.faults.add(Fault(.badRequest("can't parse entities"), method: "sendMessage", chat: 7))
        }
        bench.write("/id", from: 7)
        #expect(await alerts(bench, "Telegram refuses a message for good") == [Identities.admin])
        try await bench.end()
    }

    @Test func manyForgedRequestsAreOneAlert() async throws {
        let bench = try bench(.sqlite)
        let connection = try HTTPConnection(port: bench.servers[0].port)
        let forged = Identities.initData(5).replacing("hash=", with: "hash=0").dropLast()
        for _ in 0..<60 {
            let field = (name: "X-Telegram-Init-Data", value: String(forged))
            #expect(try connection.exchange(HTTPMessage("POST", "/api/v1/telegram/auth/", [field])).status == 401)
        }
        #expect(await alerts(bench, "Telegram did not sign") == [Identities.admin])
        try await bench.end()
    }

    @Test func aLoginInDebugModeIsAnAlert() async throws {
        let bench = try bench(.sqlite, ["WEBAPP_DEBUG_MODE_ENABLED": "true"])
        let fields: [(name: String, value: String)] = [("X-Debug-Mode", "true"), ("X-Debug-User-Id", "555")]
        let connection = try HTTPConnection(port: bench.servers[0].port)
        #expect(try connection.exchange(HTTPMessage("POST", "/api/v1/telegram/auth/", fields)).status == 200)
        #expect(await alerts(bench, "logged in in debug mode") == [Identities.admin])
        try await bench.end()
    }

    @Test(arguments: TestDatabase.System.allCases)
    func aBackupThatIsTooOldIsAnAlert(system: TestDatabase.System) async throws {
        let folder = try TemporaryFolder()
        let name = "database-20240101T000000Z.sqlite"
        try FileSystem.write([], to: folder.path + "/" + name)
        try FileSystem.write(Array("00  \(name)\n".utf8), to: folder.path + "/SHA256SUMS")
        let bench = try bench(system, ["BACKUP_FOLDER": folder.path])
        #expect(await alerts(bench, "The newest backup of the database is too old") == [Identities.admin])
        try await bench.end()
    }

    @Test func aDatabaseThatGoesAndComesBackIsToldDirectlyMeanwhile() async throws {
        let bench = try bench(.postgreSQL)
        let cluster: PostgreSQLCluster = try .shared()
        let url = bench.servers[0].database.url
        let name = url[(url.lastIndex(of: "/").map(url.index(after:)) ?? url.startIndex)...]
        let other = cluster.url(of: "postgres")
        _ = try cluster.query("ALTER DATABASE \(name) WITH ALLOW_CONNECTIONS false", in: other)
        let end = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = '\(name)'"
        _ = try cluster.query(end, in: other)
        #expect(await alerts(bench, "The database is out of reach") == [Identities.admin])
        _ = try cluster.query("ALTER DATABASE \(name) WITH ALLOW_CONNECTIONS true", in: other)
        #expect(await alerts(bench, "The database is there again") == [Identities.admin])
        try await bench.end()
    }

    private func bench(_ system: TestDatabase.System, _ settings: [String: String] = [:]) throws -> BotBench {
        var options = StandInOptions()
        options.everyoneExists = true
        return try BotBench(system, .polling, options: options, settings: settings)
    }
}
