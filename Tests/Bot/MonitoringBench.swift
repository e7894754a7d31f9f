import Platform
import TelegramStandIn
import TestSupport
import Testing

/// All that is measured: a server with a certificate on PostgreSQL with a standby and beside Redis, a bot at Telegram's
/// stand-in whose webhook failed once, and a backup; and Prometheus.
final class MonitoringBench {
    static let root = String(#filePath.dropLast("Tests/Bot/MonitoringBench.swift".count))

    private let primary: PostgreSQLCluster
    private let standby: PostgreSQLCluster
    private let redis: RedisServer
    private let telegram: TelegramStandIn
    private let folder: TemporaryFolder
    private let server: ServerProcess
    private let port: UInt16
    /// Where the server speaks in the clear, beside TLS.
    private let clear: UInt16
    private var person: Int64 = 0

    init() throws {
        primary = try PostgreSQLCluster()
        standby = try primary.makeStandby()
        redis = try RedisServer()
        telegram = try TelegramStandIn()
        folder = try TemporaryFolder()
        port = try Loopback.freePort()
        let url = try primary.newDatabase()
        let name = try #require(url.split(separator: "/").last.map(String.init))
        telegram.addBot(token: Identities.botTokenText, username: ServerSettings.botUsername)
        try telegram.start()
        let clear = try Loopback.freePort()
        self.clear = clear
        telegram.withBot(Identities.botTokenText) { bot, now in
            bot.webhook.url = "http://127.0.0.1:\(clear)/webhook/telegram"
            bot.webhook.secret = Identities.webhookSecret
            _ = bot.write("/id", from: 1, now: now)
        }
        try Deadline.wait(seconds: 30, for: "a delivery that fails") {
            [telegram] in
            telegram.withBot(Identities.botTokenText) { bot, _ in bot.webhook.lastErrorDate == nil ? nil : () }
        }
        let issued = try CertificateAuthority.shared.get().issue()
        let settings = ServerSettings.standard(with: [
            "SSL_CERT_PATH": issued.fullChain, "SSL_KEY_PATH": issued.key, "HTTP_PORT": String(clear),
            "TELEGRAM_API_BASE_URL": telegram.baseURL, "METRICS_ADDRESS": "127.0.0.1:0",
            "BACKUP_FOLDER": folder.path, "DATABASE_REPLICA_URL": standby.url(of: name),
            "REDIS_URL": "redis://\(redis.address)", "RATE_LIMIT_API": "100000",
        ])
        let backup = try Command.run(
            [try BuildProducts.path(of: "telegram-backend"), "backup"],
            environment: settings.merging(["DATABASE_URL": url, "PATH": "/usr/bin:/bin"]) { $1 }
        )
        try #require(backup.status == 0, "\(backup.errors)")
        server = try ServerProcess(settings, at: url)
    }

    /// Starts a Prometheus with the configuration of `deploy/prometheus`, that asks every second.
    func startPrometheus() throws -> Command {
        let line = try #require(server.logLines(with: "metrics are served").first)
        let metrics = try #require(line.firstMatch(of: /"server.port":([0-9]+)/)?.output.1)
        let deploy = Self.root + "deploy/prometheus"
        var configuration = try String(decoding: Files.bytes(of: deploy + "/prometheus.yml"), as: UTF8.self)
        configuration.replace("127.0.0.1:9464", with: "127.0.0.1:\(metrics)")
        configuration.replace("127.0.0.1:9093", with: "127.0.0.1:1")
        configuration.replace("15s", with: "1s")
        configuration.replace("- alerts.yml", with: "- \(deploy)/alerts.yml")
        try FileSystem.write(Array(configuration.utf8), to: folder.path + "/prometheus.yml")
        return try Command([
            "prometheus", "--config.file=\(folder.path)/prometheus.yml", "--storage.tsdb.path=\(folder.path)/data",
            "--web.listen-address=127.0.0.1:\(port)",
        ])
    }

    /// Somebody writes to the bot, and asks the server for something.
    func work() throws {
        person += 1
        telegram.withBot(Identities.botTokenText) { bot, now in _ = bot.write("/id", from: person, now: now) }
        for path in ["/nowhere", "/api/v1/telegram/applications/"] {
            let reply = try HTTPConnection(port: clear).exchange(HTTPMessage("GET", path))
            try #require(reply.status == (path == "/nowhere" ? 404 : 401))
        }
    }

    /// True where Prometheus answers with a number.
    func hasValue(_ query: String) throws -> Bool {
        var text = ""
        for byte in query.utf8 { text += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16) }
        let path = "/api/v1/query?query=\(text)"
        guard let reply = try? HTTPConnection(port: port).exchange(HTTPMessage("GET", path)) else { return false }
        let body = String(decoding: reply.body, as: UTF8.self)
        try #require(reply.status == 200 || reply.status == 503, "\(query): \(body)")
        return body.contains(#""value":["#) && !body.contains(#""NaN""#)
    }

    func end() async throws {
        #expect(try server.terminate() == 0)
        await telegram.stop()
    }
}
