import Foundation
import Glibc
import Server
import TestSupport
import TestTraits
import Testing

/// `check` as scripts call it, and `serve` beside it.
@Suite(.blocking) struct CheckCommandTests {
    private struct Report: Decodable, Equatable {
        struct Line: Decodable, Equatable {
            var id: String
            var level: String
            var ok: Bool
            var message: String
        }

        var go: Bool
        var checks: [Line]
    }

    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func run(_ words: [String], _ changes: [String: String] = [:]) throws -> Command.Outcome {
        var environment = ProductionSettings.all.merging(changes) { $1 }
        environment["DATABASE_URL"] = changes["DATABASE_URL"] ?? "sqlite:\(folder.path)/test.sqlite"
        environment["BACKUP_FOLDER"] = folder.path + "/backups"
        return try Command.run([BuildProducts.path(of: "telegram-backend")] + words, environment: environment)
    }

    private func report(_ outcome: Command.Outcome) throws -> Report {
        try JSONDecoder().decode(Report.self, from: Data(outcome.output.utf8))
    }

    @Test func aReadyDeploymentIsAGo() throws {
        #expect(try run(["migrate"]).status == 0)
        #expect(try run(["backup"]).status == 0)
        let changes = ["PUBLIC_URL": "https://shop.net", "MAX_CONNECTIONS": "100"]
        let text = try run(["check", "--deploy"], changes)
        #expect(text.status == 0, "\(text.output)\(text.errors)")
        let lines = text.output.split(separator: "\n")
        #expect(lines.dropLast().allSatisfy { $0.firstMatch(of: /^[✓✗] [a-z-]+ \((error|warning|info)\): ./) != nil })
        #expect(lines.last?.hasPrefix("GO") == true)
        let json = try report(try run(["check", "--deploy", "--json"], changes))
        #expect(json.go)
        let same = json.checks.map { "\($0.ok ? "✓" : "✗") \($0.id) (\($0.level)): \($0.message)".prefix(30) }
        #expect(same == lines.dropLast().map { $0.prefix(30) })
        #expect(Set(json.checks.map(\.id)).isSubset(of: Set(DeploymentCheck.all.map(\.id))))
    }

    @Test func whatCountsIsChosen() throws {
        #expect(try run(["migrate"]).status == 0)
        let noAdmins = ["TELEGRAM_ADMINS": ""]
        #expect(try run(["check"], noAdmins).status == 0)
        let strict = try run(["check", "--fail-level", "warning"], noAdmins)
        #expect(strict.status == 1 && strict.output.contains("\nNO-GO: "))
        let rest = try report(try run(["check", "--json"], noAdmins)).checks.filter { !$0.ok }.map(\.id)
        #expect(rest.contains("admins") && rest.contains("backup-age"))
        let silenced = try run(["check", "--fail-level=warning"] + rest.flatMap { ["--silence", $0] }, noAdmins)
        #expect(silenced.status == 0, "\(silenced.output)")
        #expect(!silenced.output.contains("admins"))
    }

    @Test(arguments: [["--silence", "admin"], ["--silence", ""], ["--fail-level", "fatal"], ["--fail-level"]])
    func whatIsNotKnownIsNotUnderstood(words: [String]) throws {
        #expect(try run(["check"] + words).status == 2)
    }

    @Test func aFileThatCannotBeReadIsTheOnlyFault() throws {
        for words in [["--env-file", "/nonexistent/.env"], ["--env-file", folder.path]] {
            let outcome = try run(["check", "--json"] + words)
            let report = try report(outcome)
            #expect(outcome.status == 1 && !report.go)
            #expect(report.checks.map(\.id) == ["settings"] && report.checks[0].message.hasPrefix(words[1]))
        }
    }

    @Test(arguments: [
        ["DEBUG": "true"], ["WEBAPP_DEBUG_MODE_ENABLED": "true"], ["TELEGRAM_BOT_TOKEN": ""],
        ["TELEGRAM_BOT_API_SECRET": "<TELEGRAM_BOT_API_SECRET>0123456789-hunter2"],
        ["SESSION_SECRET": ProductionSettings.botSecret], ["TELEGRAM_WEBHOOK_SECRET": "hunter2"],
        ["PORT": "hunter2"], ["ENVIRONMENT": "staging", "SESSION_SECRET": ""],
    ])
    func productionAndStagingDoNotStartWithWhatIsAnError(changes: [String: String]) throws {
        let check = try run(["check"], changes)
        #expect(check.status == 1)
        let server = try run(["serve"], ["PORT": "0", "HOST": "127.0.0.1"].merging(changes) { $1 })
        #expect(server.status == 1)
        for outcome in [check, server] { #expect(!(outcome.output + outcome.errors).contains("hunter2")) }
    }

    @Test func productionDoesNotServeADatabaseThatOthersCanRead() throws {
        let path = folder.path + "/test.sqlite"
        #expect(try run(["migrate"]).status == 0)
        chmod(path, 0o644)
        let check = try report(try run(["check", "--json"]))
        #expect(!check.go && check.checks.contains { $0.id == "database-files" && !$0.ok })
        let server = try run(["serve"], ["PORT": "0", "HOST": "127.0.0.1"])
        #expect(server.status == 1 && server.errors.contains("chmod go-rwx \(path)"), "\(server.errors)")
    }

    /// The two exceptions: nobody administers, and migrations are missing.
    @Test func productionStartsWithoutAdministratorsAndMigrations() throws {
        var settings = ProductionSettings.all
        settings["TELEGRAM_ADMINS"] = nil
        settings["HOST"] = "127.0.0.1"
        settings["TELEGRAM_API_BASE_URL"] = "http://127.0.0.1:9"
        settings["METRICS_ADDRESS"] = "127.0.0.1:0"
        let server = try ServerProcess(settings)
        #expect(try server.terminate() == 0)
    }

    @Test func theAgeOfTheNewestBackupIsTold() throws {
        #expect(try run(["migrate"]).status == 0)
        func line() throws -> Report.Line? {
            try report(try run(["check", "--json"])).checks.first { $0.id == "backup-age" }
        }
        #expect(try line()?.message.hasPrefix("there is no backup") == true)
        let path = try run(["backup"]).output.trimmingCharacters(in: .newlines)
        #expect(path.hasPrefix(folder.path + "/backups/test-"))
        #expect(try line()?.ok == true)
        // The same backup of long ago.
        let old = folder.path + "/backups/test-20200102T030405Z.sqlite"
        try Command.output(of: ["mv", path, old])
        let name = String(path.split(separator: "/").last ?? "")
        try Command.output(of: [
            "sed", "-i", "s/\(name)/test-20200102T030405Z.sqlite/", folder.path + "/backups/SHA256SUMS",
        ])
        let message = try line()?.message ?? ""
        let hours = (Identities.now - 1_577_934_245) / 3_600
        #expect(message.hasPrefix("the newest backup is \(hours) hours old"), "\(message)")
    }
}
