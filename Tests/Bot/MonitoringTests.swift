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
        let sections = pages.split(separator: "\n## ").dropFirst()
        #expect(sections.count == names.count)
        for section in sections {
            for part in ["Means**", "Impact**", "Look at**", "Do**"] {
                #expect(section.contains("\n- **\(part)"), "\(section.prefix(20)): \(part)")
            }
        }
    }

    /// In a real Prometheus that reads a server at work: each metric that an alert needs, and something for each query
    /// of the dashboard in `deploy/grafana`.
    @Test func prometheusKnowsWhatTheAlertsAndTheDashboardNeed() async throws {
        let bench = try MonitoringBench()
        let prometheus = try bench.startPrometheus()
        let alerts = try String(decoding: Files.bytes(of: Self.folder + "/alerts.yml"), as: UTF8.self)
        let names = Set(alerts.matches(of: /(telegram_backend|process)_[a-z_]+/).map { String($0.output.0) })
        #expect(names.count >= 14)
        let panels = try Self.dashboardQueries()
        #expect(panels.count >= 50)
        for query in names.union(["up", "ALERTS"]).sorted().map({ "count(\($0))" }) + panels {
            try Deadline.wait(seconds: 90, for: "an answer to \(query)") {
                try bench.work()
                return try bench.hasValue(query) ? () : nil
            }
        }
        prometheus.signal(SIGTERM)
        #expect(try prometheus.outcome().status == 0)
        try await bench.end()
    }

    /// The queries of the dashboard's panels as Grafana sends them, with what it puts in for its variables.
    private static func dashboardQueries() throws -> [String] {
        let file = try Files.bytes(of: root + "deploy/grafana/telegram-backend.json")
        return String(decoding: file, as: UTF8.self).matches(of: /"expr": "((?:[^"\\]|\\.)*)"/).compactMap {
            match -> String? in
            let query = String(match.output.1).replacing(#"\""#, with: "\"")
            // The marks on the panels' time: none of these alerts fires.
            guard !query.hasPrefix("ALERTS") else { return nil }
            return query.replacing("$instance", with: ".*").replacing("$__rate_interval", with: "30s")
        }
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
