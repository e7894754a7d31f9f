import Glibc
import Platform
import TelegramStandIn
import TestSupport
import TestTraits
import Testing

/// The files of `deploy/prometheus`, as Prometheus, Alertmanager and their tools see them.
@Suite(.blocking) struct MonitoringTests {
    private static let root = String(#filePath.dropLast("Tests/Bot/MonitoringTests.swift".count))
    private static let folder: String = root + "deploy/prometheus"

    private static func alerts() throws -> [String] {
        let text = try String(decoding: Files.bytes(of: folder + "/alerts.yml"), as: UTF8.self)
        return text.matches(of: /- alert: (\w+)/).map { String($0.output.1) }
    }

    @Test(
        arguments: [
            "promtool check config prometheus.yml", "promtool check rules alerts.yml",
            "promtool test rules alerts_test.yml", "amtool check-config alertmanager.yml",
        ]
    )
    func itsToolsTakeTheFiles(command: String) throws {
        let check = try Command.run(["sh", "-c", "cd '\(Self.folder)' && exec \(command)"])
        #expect(check.status == 0, "\(check.output)\(check.errors)")
    }

    @Test func everyAlertHasAPageAndATestInWhichItFiresAndOneInWhichItDoesNot() throws {
        let tests = try String(decoding: Files.bytes(of: Self.folder + "/alerts_test.yml"), as: UTF8.self)
        let pages = try String(decoding: Files.bytes(of: Self.root + "docs/alerts.md"), as: UTF8.self)
        let names = try Self.alerts()
        #expect(names.count >= 15)
        for name in names {
            #expect(pages.contains("\n## \(name)\n"), "\(name)")
            #expect(tests.contains("#\(name.lowercased())\n"), "\(name)")
            let isSilent = tests.contains("alertname: \(name)}") || name == "Watchdog"
            #expect(isSilent, "\(name)")
        }
        #expect(pages.split(separator: "\n## ").count - 1 == names.count)
    }

    /// Scraped by a real Prometheus: each metric that an alert needs is there, and the rules are evaluated.
    @Test func prometheusReadsWhatTheAlertsNeed() throws {
        let server = try ServerProcess(ServerSettings.standard(with: ["METRICS_ADDRESS": "127.0.0.1:0"]))
        #expect(try HTTPConnection(port: server.port).exchange(HTTPMessage("GET", "/nowhere")).status == 404)
        let line = try #require(server.logLines(with: "metrics are served").first)
        let metrics = try #require(line.firstMatch(of: /"server.port":([0-9]+)/)?.output.1)
        let work = try TemporaryFolder()
        let port = try Loopback.freePort()
        var configuration = try String(decoding: Files.bytes(of: Self.folder + "/prometheus.yml"), as: UTF8.self)
        configuration.replace("127.0.0.1:9464", with: "127.0.0.1:\(metrics)")
        configuration.replace("127.0.0.1:9093", with: "127.0.0.1:1")
        configuration.replace("15s", with: "1s")
        configuration.replace("- alerts.yml", with: "- \(Self.folder)/alerts.yml")
        try FileSystem.write(Array(configuration.utf8), to: work.path + "/prometheus.yml")
        let prometheus = try Command([
            "prometheus", "--config.file=\(work.path)/prometheus.yml", "--storage.tsdb.path=\(work.path)/data",
            "--web.listen-address=127.0.0.1:\(port)",
        ])
        let alerts = try String(decoding: Files.bytes(of: Self.folder + "/alerts.yml"), as: UTF8.self)
        let names = Set(alerts.matches(of: /(telegram_backend|process)_[a-z_]+/).map { String($0.output.0) })
        #expect(names.count >= 9)
        for name in names.union(["up", "ALERTS"]) {
            try Deadline.wait(seconds: 60, for: "\(name) in Prometheus") { () -> Void? in
                let path = "/api/v1/query?query=count(\(name))"
                guard let reply = try? HTTPConnection(port: port).exchange(HTTPMessage("GET", path)) else { return nil }
                return String(decoding: reply.body, as: UTF8.self).contains("\"value\"") ? () : nil
            }
        }
        prometheus.signal(SIGTERM)
        #expect(try prometheus.outcome().status == 0)
        #expect(try server.terminate() == 0)
    }

    @Test func alertmanagerTellsByTelegram() async throws {
        var options = StandInOptions()
        options.everyoneExists = true
        let telegram = try TelegramStandIn(options: options)
        telegram.addBot(token: Identities.botTokenText)
        try telegram.start()
        let work = try TemporaryFolder()
        let port = try Loopback.freePort()
        var configuration = try String(decoding: Files.bytes(of: Self.folder + "/alertmanager.yml"), as: UTF8.self)
        let token = "'\(Identities.botTokenText)'"
        configuration.replace("'0:the-token'", with: "\(token)\n        api_url: \(telegram.baseURL)")
        configuration.replace("-1000000000000", with: "777")
        configuration.replace("group_wait: 30s", with: "group_wait: 0s")
        try FileSystem.write(Array(configuration.utf8), to: work.path + "/alertmanager.yml")
        let manager = try Command([
            "prometheus-alertmanager", "--config.file=\(work.path)/alertmanager.yml",
            "--storage.path=\(work.path)/data", "--web.listen-address=127.0.0.1:\(port)", "--cluster.listen-address=",
        ])
        let alert = """
            [{"labels":{"alertname":"UpdatesWait","severity":"ticket"},
              "annotations":{"summary":"The bot <waits>.","runbook_url":"https://docs.example.org/alerts.md#x"}}]
            """
        try Deadline.wait(seconds: 60, for: "Alertmanager to take an alert") { () -> Void? in
            let message = HTTPMessage("POST", "/api/v2/alerts", json: alert)
            return (try? HTTPConnection(port: port).exchange(message))?.status == 200 ? () : nil
        }
        let text = await telegram.wait(Identities.botTokenText, atMost: .seconds(60)) { bot, _ -> String? in
            bot.calls.all.first { $0.chat == 777 && $0.method == "sendMessage" && $0.errorCode == nil }?.text
        }
        let told = try #require(text)
        #expect(told.contains("UpdatesWait") && told.contains("The bot &lt;waits&gt;."), "\(told)")
        manager.signal(SIGTERM)
        #expect(try manager.outcome().status == 0)
        await telegram.stop()
    }
}
