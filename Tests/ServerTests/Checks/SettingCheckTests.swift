import Server
import TestSupport
import Testing

/// What the settings alone tell.
struct SettingCheckTests {
    /// The lines of a report on production's settings with changes; nothing but the settings is looked at.
    private func lines(_ changes: [String: String?]) -> [CheckReport.Line] {
        var values = ProductionSettings.all
        for (name, value) in changes { values[name] = value }
        return CheckReport(CheckContext(ConfigurationReading(ConfigurationSource(environment: values)))).lines
    }

    private func failed(_ changes: [String: String?]) -> [CheckReport.Line] {
        let others: Set = ["public-url", "backup-age", "descriptors", "disk-room", "database-files"]
        return lines(changes).filter { !$0.isWell && !others.contains($0.id) }
    }

    @Test func whatProductionNeedsIsAGo() {
        #expect(failed([:]) == [])
        #expect(failed(["ENVIRONMENT": "staging"]) == [])
    }

    @Test(
        arguments: [
            ("environment", ["ENVIRONMENT": "development"]),
            ("debug", ["DEBUG": "True"]),
            ("debug-login", ["WEBAPP_DEBUG_MODE_ENABLED": "yes"]),
            ("bot-token", ["TELEGRAM_BOT_TOKEN": nil]),
            ("bot-token", ["TELEGRAM_BOT_TOKEN": "<TELEGRAM_BOT_TOKEN>"]),
            ("bot-token", ["TELEGRAM_BOT_TOKEN": "hunter2"]),
            ("bot-token", ["TELEGRAM_BOT_TOKEN": "1234567890" + ":" + "ABCdefGHIjklMNOpqrsTUVwxyz-hunter2"]),
            ("bot-token", ["TELEGRAM_BOT_TOKEN": "42" + ":" + "your_token_from_botfather_hunter2"]),
            ("bot-api-secret", ["TELEGRAM_BOT_API_SECRET": nil]),
            ("bot-api-secret", ["TELEGRAM_BOT_API_SECRET": "hunter2"]),
            ("bot-api-secret", ["TELEGRAM_BOT_API_SECRET": "<TELEGRAM_BOT_API_SECRET>hunter2hunter2hunter2"]),
            ("bot-api-secret", ["TELEGRAM_BOT_API_SECRET": "\"f3a9c17e5b20d84669e2b7f01hunter2\""]),
            ("bot-api-secret", ["TELEGRAM_BOT_API_SECRET": "changeme-hunter2-f3a9c17e5b20d84669e2b7f01c5d8a34"]),
            ("bot-api-secret", ["TELEGRAM_BOT_API_SECRET": "0123456789abcdef0123456789abcdef"]),
            ("bot-api-secret", ["TELEGRAM_BOT_API_SECRET": "hunter2hunter2hunter2hunter2hunter2"]),
            ("webhook-secret", ["TELEGRAM_WEBHOOK_SECRET": nil]),
            ("webhook-secret", ["TELEGRAM_WEBHOOK_SECRET": "hunter2"]),
            ("webhook-secret", ["TELEGRAM_WEBHOOK_SECRET": "your_secret_here_hunter2"]),
            ("session-secret", ["SESSION_SECRET": nil]),
            ("session-secret", ["SESSION_SECRET": "f3a9c17e5b20d84669e2b7f01hunter2 # not mine"]),
            ("secrets-distinct", ["SESSION_SECRET": ProductionSettings.botSecret]),
            ("secrets-distinct", ["TELEGRAM_BOT_API_SECRET_PREVIOUS": ProductionSettings.botSecret]),
            ("secrets-distinct", ["TELEGRAM_WEBHOOK_SECRET": ProductionSettings.tokenSecret]),
            ("settings", ["PORT": "x"]),
            ("settings", ["TELEGRAM_ADMINS": "<TELEGRAM_ADMIN_IDS>"]),
            ("settings", ["SESSION_SECRET": "f3a9c17e5b20d84669e2b7f01c5d8a35", "LOG_LEVEL": "<LEVEL>"]),
            ("database", ["DATABASE_URL": "postgres://me:<DB_PASSWORD>@db/app"]),
            ("database", ["DATABASE_URL": "mysql://me:hunter2@db/app"]),
        ] as [(String, [String: String?])]
    )
    func serveRefusesWhatIsAnErrorHere(id: String, changes: [String: String?]) throws {
        let failed = failed(changes)
        let errors = failed.filter { $0.level == .error }
        #expect(errors.contains { $0.id == id }, "\(failed)")
        // The same secret may also be weak, as one part of it is.
        #expect(Set(errors.map(\.id)).subtracting([id, "secrets-distinct"]).isEmpty, "\(failed)")
        #expect(!failed.contains { $0.message.contains("hunter2") }, "\(failed)")
        guard id != "environment" else { return }
        var values = ProductionSettings.all
        for (name, value) in changes { values[name] = value }
        let error = try #require(throws: ConfigurationError.self) { try Configuration(values: values) }
        #expect(!error.description.contains("hunter2"))
    }

    @Test(arguments: [
        ("admins", ["TELEGRAM_ADMINS": ""]),
        ("previous-secrets", ["SESSION_SECRET_PREVIOUS": "a1b2c3d4e5f60718293a4b5c6d7e8f90"]),
        ("database-password", ["DATABASE_URL": "postgres://me:postgres@db/app"]),
        ("database-password", ["DATABASE_URL": "postgres://me:strong_password_here@db/app"]),
        ("setting-warnings", ["TELEGRAM_BOT_TOKN": "hunter2"]),
        ("setting-warnings", ["DB_ECHO": "true"]),
    ])
    func serveStartsWithWhatIsAWarningHere(id: String, changes: [String: String]) throws {
        let failed = failed(changes)
        #expect(failed.map(\.id) == [id] && failed.map(\.level) == [.warning], "\(failed)")
        #expect(!failed.contains { $0.message.contains("hunter2") })
        #expect(throws: Never.self) { try Configuration(values: ProductionSettings.all.merging(changes) { $1 }) }
    }

    @Test(
        arguments: [
            (nil, "must be set"), ("https://127.0.0.1", "private network"), ("https://bot.internal", "private network"),
            ("https://shop.net:9443", "has the port 9443"), ("https://your-domain.net", "host of an example"),
        ] as [(String?, String)]
    )
    func telegramMustReachTheWebhook(url: String?, fault: String) {
        let line = lines(["PUBLIC_URL": url]).first { $0.id == "public-url" }
        #expect(line?.isWell == false && line?.message.contains(fault) == true, "\(String(describing: line))")
    }

    @Test func aReachableWebhookAndPollingAreWell() {
        for url in ["https://shop.net", "https://shop.net:8443"] {
            #expect(lines(["PUBLIC_URL": url]).first { $0.id == "public-url" }?.isWell == true)
        }
        let polling = lines(["TELEGRAM_UPDATES": "polling", "TELEGRAM_WEBHOOK_SECRET": nil])
        #expect(!polling.contains { $0.id == "public-url" || $0.id == "webhook-secret" })
    }

    @Test(
        "secrets as programs make them are strong",
        arguments: [
            "openssl rand -hex 16", "openssl rand -hex 32", "openssl rand -base64 32", "openssl rand -base64 24",
            "python3 -c 'import secrets; print(secrets.token_urlsafe(32))'",
        ]
    )
    func randomSecretsAreStrong(command: String) throws {
        let secrets = try Command.output(of: ["sh", "-c", "for i in $(seq 40); do \(command); done"])
        for secret in secrets.split(separator: "\n") {
            #expect(failed(["SESSION_SECRET": String(secret)]) == [], "\(secret)")
        }
    }

    @Test func aDevelopersMachineIsNotAskedForWhatProductionNeeds() {
        let context = CheckContext(ConfigurationReading(values: [:]), isDeployment: false)
        let report = CheckReport(context)
        #expect(report.isGo && !report.lines.contains { $0.id == "bot-token" || $0.id == "environment" })
        // What keeps it from running is told all the same.
        let refused = CheckContext(ConfigurationReading(values: ["SESSION_SECRET": "short"]), isDeployment: false)
        #expect(CheckReport(refused).lines.contains { $0.id == "session-secret" && !$0.isWell })
    }
}
