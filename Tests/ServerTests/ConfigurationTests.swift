import Crypto
import HTTPServer
import Impl
import Logging
import Server
import Storage
import Telegram
import TestSupport
import Testing

struct ConfigurationTests {
    private static let secret: String = ProductionSettings.botSecret
    /// In two parts, so that no text here looks like a token.
    private static let token: String = "42:" + secret

    private static let production: [String: String] = ProductionSettings.all

    private func problems(_ values: [String: String]) throws -> [ConfigurationProblem] {
        try #require(throws: ConfigurationError.self) { try Configuration(values: values) }.problems
    }

    @Test func emptyEnvironmentGivesTheDefaults() throws {
        var read = try Configuration(values: [:])
        #expect(
            read.warnings.map(\.key) == [
                "TELEGRAM_BOT_TOKEN", "TELEGRAM_BOT_API_SECRET", "TELEGRAM_ADMINS", "SESSION_SECRET",
            ]
        )
        read.warnings = []
        #expect(String(describing: read) == String(describing: Configuration()))
    }

    @Test func everyKeyIsRead() throws {
        let read = try Configuration(values: [
            "ENVIRONMENT": "development", "HOST": "::1", "PORT": "0", "DATABASE_URL": "sqlite:///data/a.sqlite",
            "TELEGRAM_BOT_TOKEN": Self.token, "TELEGRAM_BOT_API_SECRET": Self.secret,
            "TELEGRAM_WEBHOOK_SECRET": "a-B_9", "TELEGRAM_BOT_USERNAME": "example_bot",
            "TELEGRAM_ADMINS": "7, 4503599627370495,7",
            "TELEGRAM_API_BASE_URL": "http://[::1]:8081/api/", "SESSION_SECRET": Self.secret + "x",
            "SESSION_LIFETIME": "60", "INIT_DATA_MAX_AGE": "604800", "INIT_DATA_ADMIN_MAX_AGE": "1",
            "WEBAPP_DEBUG_MODE_ENABLED": "True", "CORS_ALLOWED_ORIGINS": "https://a.example, http://localhost:5173",
            "PERSONAL_PLAN_DAILY_LIMIT": "0", "LOG_LEVEL": "debug", "LOG_FORMAT": "json", "LOOPS": "4",
            "MAX_CONNECTIONS": "5", "MAX_CONNECTIONS_PER_ADDRESS": "6", "MAX_REQUESTS_PER_CONNECTION": "7",
            "DB_POOL_SIZE": "13", "DB_POOL_TIMEOUT": "14", "DB_STATEMENT_TIMEOUT": "15",
            "HEADER_TIMEOUT": "8", "IDLE_TIMEOUT": "9", "DRAIN_DEADLINE": "11", "RATE_LIMIT_MODE": "Shadow",
            "RATE_LIMIT_API": "12", "RATE_LIMIT_AUTH": "13", "RATE_LIMIT_WEBHOOK": "14", "RATE_LIMIT_PAYMENT": "0",
            "RATE_LIMIT_USER_MESSAGES": "15", "RATE_LIMIT_GLOBAL_MESSAGES": "16",
        ])
        var expected = Configuration()
        expected.server.host = "::1"
        expected.server.port = 0
        expected.database = .sqlite(path: "/data/a.sqlite")
        expected.databaseOptions.poolSize = 13
        expected.databaseOptions.poolTimeoutMilliseconds = 14_000
        expected.databaseOptions.statementTimeoutMilliseconds = 15_000
        expected.botUsername = "example_bot"
        expected.botAPI.baseURL = "http://[::1]:8081/api"
        expected.access.sessionLifetimeSeconds = 60
        expected.access.initDataMaxAgeSeconds = 604_800
        expected.access.initDataAdminMaxAgeSeconds = 1
        expected.access.allowsDebugMode = true
        expected.corsAllowedOrigins = ["https://a.example", "http://localhost:5173"]
        expected.personalPlanDailyLimit = 0
        expected.log.level = .debug
        expected.log.format = .json
        expected.server.loops = 4
        expected.server.maxConnections = 5
        expected.server.maxConnectionsPerAddress = 6
        expected.server.maxRequestsPerConnection = 7
        expected.server.headerTimeout = .seconds(8)
        expected.server.idleTimeout = .seconds(9)
        expected.server.drainTimeout = .seconds(11)
        expected.rateLimits = RateLimitOptions(
            mode: .shadow,
            api: 12,
            auth: 13,
            webhook: 14,
            payment: 0,
            userMessages: 15,
            globalMessages: 16
        )
        expected.warnings = read.warnings
        expected.access.botToken = Secret(Self.token)
        expected.access.botSecret = Secret(Self.secret)
        expected.access.webhookSecret = Secret("a-B_9")
        expected.access.sessionSecret = Secret(Self.secret + "x")
        #expect(read.access.admins == [7, 4_503_599_627_370_495])
        expected.access.admins = read.access.admins
        #expect(String(describing: read) == String(describing: expected))
        #expect(read.access.botToken == expected.access.botToken)
        #expect(read.access.botSecret == expected.access.botSecret)
        #expect(read.access.webhookSecret == expected.access.webhookSecret)
        #expect(read.access.sessionSecret == expected.access.sessionSecret)
        #expect(
            read.warnings.map(\.key) == [
                "PERSONAL_PLAN_DAILY_LIMIT", "TELEGRAM_WEBHOOK_SECRET", "WEBAPP_DEBUG_MODE_ENABLED",
            ]
        )
    }

    @Test(arguments: [
        ("ENVIRONMENT", "testing"), ("ENVIRONMENT", "prod"), ("HOST", "example.org"), ("HOST", "1.2.3"),
        ("PORT", "65536"), ("PORT", "-1"), ("PORT", "+80"), ("PORT", "8080x"), ("PORT", "99999999999999999999"),
        ("TELEGRAM_BOT_USERNAME", "@example"), ("TELEGRAM_BOT_USERNAME", "four"), ("TELEGRAM_BOT_USERNAME", "a-b-c"),
        ("TELEGRAM_ADMINS", "1,,2"), ("TELEGRAM_ADMINS", "0"), ("TELEGRAM_ADMINS", "-5"), ("TELEGRAM_ADMINS", "<ids>"),
        ("TELEGRAM_ADMINS", "4503599627370496"), ("TELEGRAM_API_BASE_URL", "ftp://a"),
        ("TELEGRAM_API_BASE_URL", "https://"),
        ("TELEGRAM_API_BASE_URL", "https://a:0"), ("TELEGRAM_API_BASE_URL", "https://a?b"),
        ("TELEGRAM_API_BASE_URL", "http://example.org"), ("TELEGRAM_API_BASE_URL", "http://api.telegram.org:80/x"),
        ("TELEGRAM_API_BASE_URL", "http://8.8.8.8"), ("TELEGRAM_API_BASE_URL", "http://172.32.0.1:8081"),
        ("TELEGRAM_API_BASE_URL", "http://[2001:db8::1]"), ("TELEGRAM_API_BASE_URL", "http://localhost.example.org"),
        ("TELEGRAM_API_BASE_URL", "http://0.0.0.0"), ("TELEGRAM_API_BASE_URL", "http://134744072"),
        ("WEBAPP_DEBUG_MODE_ENABLED", "2"), ("WEBAPP_DEBUG_MODE_ENABLED", "enabled"), ("CORS_ALLOWED_ORIGINS", "*"),
        ("CORS_ALLOWED_ORIGINS", "https://a/"), ("CORS_ALLOWED_ORIGINS", "https://A"),
        ("CORS_ALLOWED_ORIGINS", "a.example"),
        ("CORS_ALLOWED_ORIGINS", "https://a,"), ("PERSONAL_PLAN_DAILY_LIMIT", "1001"), ("INIT_DATA_MAX_AGE", "0"),
        ("INIT_DATA_ADMIN_MAX_AGE", "604801"), ("SESSION_LIFETIME", "59"), ("LOG_LEVEL", "trace"),
        ("LOG_FORMAT", "xml"),
        ("LOOPS", "0"), ("LOOPS", "257"), ("MAX_CONNECTIONS", "0"), ("MAX_CONNECTIONS_PER_ADDRESS", "0"),
        ("MAX_REQUESTS_PER_CONNECTION", "0"), ("HEADER_TIMEOUT", "0"), ("IDLE_TIMEOUT", "0"), ("DRAIN_DEADLINE", "1.5"),
        ("RATE_LIMIT_API", "-1"), ("RATE_LIMIT_API", "1.5"), ("RATE_LIMIT_MODE", "on"),
        ("DB_POOL_SIZE", "0"), ("DB_POOL_SIZE", "1001"), ("DB_POOL_SIZE", "8.0"), ("DB_POOL_TIMEOUT", "0"),
        ("DB_POOL_TIMEOUT", "61"), ("DB_STATEMENT_TIMEOUT", "0"), ("DB_STATEMENT_TIMEOUT", "601"),
        ("DATABASE_REPLICA_MAX_LAG", "0"), ("DATABASE_REPLICA_MAX_LAG", "3601"),
    ])
    func badValueIsRefusedWithKeyValueAndRule(key: String, value: String) throws {
        let problems = try problems([key: value])
        try #require(problems.count == 1)
        // What may be a secret in the wrong line is not repeated.
        let isPlain = value.wholeMatch(of: /[-+]?[0-9.]{1,20}|[A-Za-z]{1,16}/) != nil
        #expect(problems[0].description.hasPrefix(isPlain ? "\(key)=\"\(value)\": must be " : "\(key): must be "))
    }

    @Test(arguments: [
        ("TELEGRAM_BOT_TOKEN", "hunter2"), ("TELEGRAM_BOT_TOKEN", "<TELEGRAM_BOT_TOKEN>"),
        ("TELEGRAM_API_BASE_URL", "http://example.org/bot1:hunter2"), ("TELEGRAM_API_BASE_URL", "https:/u:hunter2@h"),
        ("CORS_ALLOWED_ORIGINS", "u:hunter2@h"), ("TELEGRAM_BOT_USERNAME", "1:hunter2-x"), ("LOG_LEVEL", "hunter2"),
        ("TELEGRAM_ADMINS", "hunter2"), ("HOST", "hunter2"),
        ("TELEGRAM_BOT_TOKEN", "x:0123456789abcdefghijhunter2"), ("TELEGRAM_BOT_API_SECRET", "hunter2"),
        ("TELEGRAM_BOT_API_SECRET", "<put a long and really secret value here>"),
        ("TELEGRAM_WEBHOOK_SECRET", "hunter 2"), ("SESSION_SECRET", "0123456789abcdef0123456hunter2"),
        ("DATABASE_URL", "postgres://me:hunter2@db/app?nonsense=hunter2"),
        ("DATABASE_URL", "mysql://me:hunter2@db/app"),
        ("DATABASE_URL", "postgres://me:hunter2@[db/app"), ("DATABASE_URL", "host=db passwort=hunter2"),
        ("DATABASE_REPLICA_URL", "postgres://me:hunter2@db/app"), ("DATABASE_REPLICA_URL", "sqlite:./hunter2"),
        ("DATABASE_URL", "sqlite:"), ("TELEGRAM_API_BASE_URL", "https://u:hunter2@a"),
        ("DATABASE_URL", "sqlite://hunter2"),
        ("DATABASE_URL", "sqlite::memory:"),
    ])
    func badSecretIsRefusedWithoutItsValue(key: String, value: String) throws {
        let problems = try problems([key: value])
        try #require(problems.count == 1)
        #expect(problems[0].description.hasPrefix("\(key): "))
        #expect(!problems[0].description.contains("hunter"))
    }

    @Test func allProblemsAreReportedAtOnce() throws {
        let keys = try problems(["PORT": "x", "LOG_LEVEL": "x", "SESSION_SECRET": "x", "LOOPS": "x"])
            .map(\.name)
        #expect(keys == ["PORT", "SESSION_SECRET", "LOG_LEVEL", "LOOPS"])
    }

    @Test func valueInAMessageCannotBreakTheLine() throws {
        let description = try problems(["HOST": "a\nb\u{1B}[2J" + String(repeating: "c", count: 500)])[0]
            .description
        #expect(description.utf8.count < 250)
        #expect(description.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F })
    }

    @Test func emptyAndBlankValuesMeanTheDefault() throws {
        let values = Dictionary(
            uniqueKeysWithValues: Setting.all.map { ($0.name, " ") }
        )
        #expect(
            String(describing: try Configuration(values: values)) == String(describing: try Configuration(values: [:]))
        )
    }

    @Test func productionStartsWithWhatItNeedsAndListensOnAllAddresses() throws {
        let read = try Configuration(values: Self.production)
        #expect(read.warnings.isEmpty)
        #expect(read.server.host == "0.0.0.0")
        #expect(read.log.format == .json)
    }

    @Test(
        "staging is as strict as production, and says its name",
        arguments: ["TELEGRAM_BOT_TOKEN", "TELEGRAM_BOT_API_SECRET", "TELEGRAM_WEBHOOK_SECRET", "SESSION_SECRET"],
        ["production", "staging"]
    )
    func productionRefusesToStartWithout(key: String, environment: String) throws {
        var values = Self.production
        values[key] = nil
        values["ENVIRONMENT"] = environment
        let problems = try problems(values).map(\.description)
        #expect(problems.count == 1)
        #expect(problems.first?.hasPrefix("\(key): must be set where ENVIRONMENT=\(environment), without it ") == true)
    }

    @Test(arguments: ["production", "Staging", "PRODUCTION"])
    func productionRefusesDebugModeAndListensOnAllAddresses(environment: String) throws {
        var values = Self.production.merging(["ENVIRONMENT": environment]) { $1 }
        #expect(try Configuration(values: values).server.host == "0.0.0.0")
        values["WEBAPP_DEBUG_MODE_ENABLED"] = "1"
        #expect(try problems(values).map(\.name) == ["WEBAPP_DEBUG_MODE_ENABLED"])
    }

    @Test(
        "a secret that can be guessed is refused in production, and warned of in development",
        arguments: [
            ("TELEGRAM_WEBHOOK_SECRET", "a"), ("TELEGRAM_WEBHOOK_SECRET", "15-characters-x"),
            ("TELEGRAM_WEBHOOK_SECRET", String(repeating: "a", count: 256)),
            ("TELEGRAM_BOT_API_SECRET", String(repeating: "x", count: 32)),
            ("SESSION_SECRET", String(repeating: "abc", count: 20)),
        ]
    )
    func weakSecretIsRefusedInProduction(key: String, value: String) throws {
        for environment in ["production", "staging"] {
            let values = Self.production.merging([key: value, "ENVIRONMENT": environment]) { $1 }
            let problems = try problems(values)
            #expect(problems.map(\.name) == [key])
            let start = "\(key): is too weak where ENVIRONMENT=\(environment)"
            #expect(problems.first?.description.hasPrefix(start) == true)
            #expect(problems.first?.description.contains("\(value) ") == false)
        }
        let development = Self.production.merging([key: value, "ENVIRONMENT": "development"]) { $1 }
        #expect(try Configuration(values: development).warnings.map(\.key) == [key])
    }

    @Test(
        "what a line of a file leaves around a value is refused by the key's name, secrets and all others alike",
        arguments: Setting.all.map(\.name)
    )
    func remnantsOfALineAreRefused(key: String) throws {
        let value = key == "DATABASE_URL" ? "postgres://u:hunter2@h/d" : "hunter2"
        for text in ["\"\(value)\"", "'\(value)'", "\"\(value)", "\u{201C}\(value)\u{201D}", " '\(value)' "] {
            let problems = try problems([key: text])
            #expect(problems.map(\.name) == [key], "\(text)")
            #expect(problems.first?.rule.hasPrefix("still has quotes around it") == true, "\(text)")
        }
        for text in ["\(value) # hunter3", "\(value)\t#hunter3", "# hunter3", "#hunter3"] {
            let problems = try problems([key: text])
            #expect(problems.map(\.name) == [key], "\(text)")
            #expect(problems.first?.rule.hasPrefix("still has a comment behind it") == true, "\(text)")
        }
    }

    @Test(arguments: [
        "TELEGRAM_BOT_TOKEN", "TELEGRAM_BOT_API_SECRET", "TELEGRAM_WEBHOOK_SECRET", "SESSION_SECRET", "DATABASE_URL",
        "DATABASE_REPLICA_URL",
    ])
    func blanksAndEndsOfLinesAroundSecretsAreRefused(key: String) throws {
        for (before, after) in [("", " "), ("", "\r"), ("", "\n"), ("", "\r\n"), (" ", ""), ("", "\t")] {
            let problems = try problems(Self.production.merging([key: "\(before)hunter2\(after)"]) { $1 })
            #expect(problems.map(\.name) == [key])
            #expect(problems.first?.description.contains("has blanks or an end of line around it") == true)
            #expect(problems.first?.description.contains("hunter2") == false)
        }
    }

    @Test func aHashBetweenTheQuotesOfAConnectionStringIsNoComment() throws {
        #expect(throws: Never.self) { try Configuration(values: ["DATABASE_URL": "host=db password='a #b' dbname=x"]) }
        #expect(throws: Never.self) { try Configuration(values: ["SESSION_SECRET": Self.secret + "#'"]) }
    }

    @Test(arguments: [
        ("INFO", LogLevel.info), ("Debug", .debug), ("WARN", .warning), ("WARNING", .warning), ("CRITICAL", .error),
        ("ERROR", .error), ("fatal", .error), ("Notice", .notice),
    ])
    func choicesAreReadInAnyCase(text: String, level: LogLevel) throws {
        #expect(try Configuration(values: ["LOG_LEVEL": text]).log.level == level)
        #expect(try Configuration(values: ["LOG_FORMAT": "JSON"]).log.format == .json)
        #expect(try Configuration(values: ["ENVIRONMENT": "Development"]).environment == .development)
    }

    @Test(arguments: [
        ("true", true), ("TRUE", true), ("1", true), ("yes", true), ("On", true), ("false", false), ("False", false),
        ("0", false), ("NO", false), ("off", false),
    ])
    func booleansAreReadInAnyCase(text: String, value: Bool) throws {
        #expect(try Configuration(values: ["WEBAPP_DEBUG_MODE_ENABLED": text]).access.allowsDebugMode == value)
    }

    @Test(
        "the Bot API is reached without TLS on this machine and in private networks",
        arguments: [
            "http://localhost:8081", "http://127.0.0.1", "http://127.9.9.9:8081/x", "http://[::1]:8081",
            "http://10.0.0.1",
            "http://172.16.0.1", "http://172.31.255.255", "http://192.168.1.2", "http://169.254.1.1",
            "http://[fd00::1]:8081", "http://[fe80::1]", "http://[::ffff:10.0.0.1]", "http://telegram-bot-api:8081",
            "http://api.bots.svc.cluster.local", "http://bot-api.internal", "https://example.org", "https://8.8.8.8",
        ]
    )
    func baseAddressWithoutTLSIsPrivate(address: String) throws {
        #expect(try Configuration(values: ["TELEGRAM_API_BASE_URL": address]).botAPI.baseURL == address)
    }

    @Test func productionWithoutAdminsWarns() throws {
        let values = Self.production.merging(["TELEGRAM_ADMINS": ""]) { $1 }
        #expect(try Configuration(values: values).warnings.map(\.key) == ["TELEGRAM_ADMINS"])
    }

    @Test func secretsAreNotPrinted() throws {
        var text = ""
        dump(try Configuration(values: Self.production), to: &text)
        #expect(!text.contains(Self.secret))
        #expect(text.contains("<redacted>"))
    }
}
