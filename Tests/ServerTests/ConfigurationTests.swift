import Crypto
import Logging
import Server
import Storage
import Testing

struct ConfigurationTests {
    private static let secret: String = "0123456789abcdef0123456789abcdef"
    /// In two parts, so that no text here looks like a token.
    private static let token: String = "42:" + secret

    private static let production: [String: String] = [
        "ENVIRONMENT": "production", "TELEGRAM_BOT_TOKEN": token, "TELEGRAM_BOT_API_SECRET": secret,
        "TELEGRAM_WEBHOOK_SECRET": "hook", "SESSION_SECRET": secret, "TELEGRAM_ADMINS": "1",
    ]

    private func problems(_ values: [String: String]) throws -> [ConfigurationProblem] {
        try #require(throws: ConfigurationError.self) { try Configuration(values: values) }.problems
    }

    @Test func emptyEnvironmentGivesTheDefaults() throws {
        var read: Configuration = try Configuration(values: [:])
        #expect(
            read.warnings.map(\.key) == [
                "TELEGRAM_BOT_TOKEN", "TELEGRAM_BOT_API_SECRET", "TELEGRAM_WEBHOOK_SECRET", "TELEGRAM_ADMINS",
                "SESSION_SECRET",
            ]
        )
        read.warnings = []
        #expect(String(describing: read) == String(describing: Configuration()))
    }

    @Test func everyKeyIsRead() throws {
        let read: Configuration = try Configuration(values: [
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
            "HEADER_TIMEOUT": "8", "IDLE_TIMEOUT": "9", "DRAIN_DEADLINE": "11", "RATE_LIMIT_PER_MINUTE": "12",
        ])
        var expected: Configuration = Configuration()
        expected.host = "::1"
        expected.port = 0
        expected.database = .sqlite(path: "/data/a.sqlite")
        expected.databaseOptions.poolSize = 13
        expected.databaseOptions.poolTimeoutMilliseconds = 14_000
        expected.databaseOptions.statementTimeoutMilliseconds = 15_000
        expected.botUsername = "example_bot"
        expected.telegramAPIBaseURL = "http://[::1]:8081/api"
        expected.sessionLifetimeSeconds = 60
        expected.initDataMaxAgeSeconds = 604_800
        expected.initDataAdminMaxAgeSeconds = 1
        expected.isDebugModeEnabled = true
        expected.corsAllowedOrigins = ["https://a.example", "http://localhost:5173"]
        expected.personalPlanDailyLimit = 0
        expected.logLevel = .debug
        expected.logFormat = .json
        expected.limits.loops = 4
        expected.limits.maxConnections = 5
        expected.limits.maxConnectionsPerAddress = 6
        expected.limits.maxRequestsPerConnection = 7
        expected.limits.headerTimeoutSeconds = 8
        expected.limits.idleTimeoutSeconds = 9
        expected.limits.drainDeadlineSeconds = 11
        expected.limits.rateLimitPerMinute = 12
        expected.warnings = read.warnings
        expected.botToken = Secret(Self.token)
        expected.botAPISecret = Secret(Self.secret)
        expected.webhookSecret = Secret("a-B_9")
        expected.sessionSecret = Secret(Self.secret + "x")
        #expect(read.admins == [7, 4_503_599_627_370_495])
        expected.admins = read.admins
        #expect(String(describing: read) == String(describing: expected))
        #expect(read.botToken == expected.botToken)
        #expect(read.botAPISecret == expected.botAPISecret)
        #expect(read.webhookSecret == expected.webhookSecret)
        #expect(read.sessionSecret == expected.sessionSecret)
        #expect(read.warnings.map(\.key) == ["WEBAPP_DEBUG_MODE_ENABLED"])
    }

    @Test(arguments: [
        ("ENVIRONMENT", "staging"), ("ENVIRONMENT", "Production"), ("HOST", "example.org"), ("HOST", "1.2.3"),
        ("PORT", "65536"), ("PORT", "-1"), ("PORT", "+80"), ("PORT", "8080x"), ("PORT", "99999999999999999999"),
        ("TELEGRAM_BOT_USERNAME", "@example"), ("TELEGRAM_BOT_USERNAME", "four"), ("TELEGRAM_BOT_USERNAME", "a-b-c"),
        ("TELEGRAM_ADMINS", "1,,2"), ("TELEGRAM_ADMINS", "0"), ("TELEGRAM_ADMINS", "-5"), ("TELEGRAM_ADMINS", "<ids>"),
        ("TELEGRAM_ADMINS", "4503599627370496"), ("TELEGRAM_API_BASE_URL", "ftp://a"),
        ("TELEGRAM_API_BASE_URL", "https://"),
        ("TELEGRAM_API_BASE_URL", "https://a:0"), ("TELEGRAM_API_BASE_URL", "https://a?b"),
        ("WEBAPP_DEBUG_MODE_ENABLED", "yes"), ("WEBAPP_DEBUG_MODE_ENABLED", "TRUE"), ("CORS_ALLOWED_ORIGINS", "*"),
        ("CORS_ALLOWED_ORIGINS", "https://a/"), ("CORS_ALLOWED_ORIGINS", "https://A"),
        ("CORS_ALLOWED_ORIGINS", "a.example"),
        ("CORS_ALLOWED_ORIGINS", "https://a,"), ("PERSONAL_PLAN_DAILY_LIMIT", "1001"), ("INIT_DATA_MAX_AGE", "0"),
        ("INIT_DATA_ADMIN_MAX_AGE", "604801"), ("SESSION_LIFETIME", "59"), ("LOG_LEVEL", "trace"),
        ("LOG_FORMAT", "xml"),
        ("LOOPS", "0"), ("LOOPS", "257"), ("MAX_CONNECTIONS", "0"), ("MAX_CONNECTIONS_PER_ADDRESS", "0"),
        ("MAX_REQUESTS_PER_CONNECTION", "0"), ("HEADER_TIMEOUT", "0"), ("IDLE_TIMEOUT", "0"), ("DRAIN_DEADLINE", "1.5"),
        ("RATE_LIMIT_PER_MINUTE", "-1"),
        ("DB_POOL_SIZE", "0"), ("DB_POOL_SIZE", "1001"), ("DB_POOL_SIZE", "8.0"), ("DB_POOL_TIMEOUT", "0"),
        ("DB_POOL_TIMEOUT", "61"), ("DB_STATEMENT_TIMEOUT", "0"), ("DB_STATEMENT_TIMEOUT", "601"),
        ("DATABASE_REPLICA_MAX_LAG", "0"), ("DATABASE_REPLICA_MAX_LAG", "3601"),
    ])
    func badValueIsRefusedWithKeyValueAndRule(key: String, value: String) throws {
        let problems: [ConfigurationProblem] = try problems([key: value])
        try #require(problems.count == 1)
        #expect(problems[0].description.hasPrefix("\(key)=\"\(value)\": must be "))
    }

    @Test(arguments: [
        ("TELEGRAM_BOT_TOKEN", "hunter2"), ("TELEGRAM_BOT_TOKEN", "<TELEGRAM_BOT_TOKEN>"),
        ("TELEGRAM_BOT_TOKEN", "x:0123456789abcdefghijhunter2"), ("TELEGRAM_BOT_API_SECRET", "hunter2"),
        ("TELEGRAM_BOT_API_SECRET", "<put a long and really secret value here>"),
        ("TELEGRAM_WEBHOOK_SECRET", "hunter 2"), ("SESSION_SECRET", "0123456789abcdef0123456hunter2"),
        ("DATABASE_URL", "postgresql+asyncpg://me:hunter2@db/app"), ("DATABASE_URL", "mysql://me:hunter2@db/app"),
        ("DATABASE_URL", "postgres://me:hunter2@[db/app"), ("DATABASE_URL", "host=db passwort=hunter2"),
        ("DATABASE_REPLICA_URL", "postgres://me:hunter2@db/app"), ("DATABASE_REPLICA_URL", "sqlite:./hunter2"),
        ("DATABASE_URL", "sqlite:"), ("TELEGRAM_API_BASE_URL", "https://u:hunter2@a"),
        ("DATABASE_URL", "sqlite://hunter2"),
        ("DATABASE_URL", "sqlite::memory:"),
    ])
    func badSecretIsRefusedWithoutItsValue(key: String, value: String) throws {
        let problems: [ConfigurationProblem] = try problems([key: value])
        try #require(problems.count == 1)
        #expect(problems[0].description.hasPrefix("\(key): "))
        #expect(!problems[0].description.contains("hunter"))
    }

    @Test func allProblemsAreReportedAtOnce() throws {
        let keys: [String] = try problems(["PORT": "x", "LOG_LEVEL": "x", "SESSION_SECRET": "x", "LOOPS": "x"])
            .map(\.key.rawValue)
        #expect(keys == ["PORT", "LOG_LEVEL", "SESSION_SECRET", "LOOPS"])
    }

    @Test func valueInAMessageCannotBreakTheLine() throws {
        let description: String = try problems(["HOST": "a\nb\u{1B}[2J" + String(repeating: "c", count: 500)])[0]
            .description
        #expect(description.utf8.count < 250)
        #expect(description.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F })
    }

    @Test func emptyAndBlankValuesMeanTheDefault() throws {
        let values: [String: String] = Dictionary(
            uniqueKeysWithValues: ConfigurationKey.allCases.map { ($0.rawValue, " ") }
        )
        #expect(
            String(describing: try Configuration(values: values)) == String(describing: try Configuration(values: [:]))
        )
    }

    @Test func productionStartsWithWhatItNeedsAndListensOnAllAddresses() throws {
        let read: Configuration = try Configuration(values: Self.production)
        #expect(read.warnings.isEmpty)
        #expect(read.host == "0.0.0.0")
        #expect(read.logFormat == .json)
    }

    @Test(arguments: ["TELEGRAM_BOT_TOKEN", "TELEGRAM_BOT_API_SECRET", "TELEGRAM_WEBHOOK_SECRET", "SESSION_SECRET"])
    func productionRefusesToStartWithout(key: String) throws {
        var values: [String: String] = Self.production
        values[key] = nil
        #expect(try problems(values).map(\.description) == ["\(key): must be set where ENVIRONMENT=production"])
    }

    @Test func productionRefusesDebugMode() throws {
        let values: [String: String] = Self.production.merging(["WEBAPP_DEBUG_MODE_ENABLED": "1"]) { $1 }
        #expect(try problems(values).map(\.key) == [.debugModeEnabled])
    }

    @Test func productionWithoutAdminsWarns() throws {
        let values: [String: String] = Self.production.merging(["TELEGRAM_ADMINS": ""]) { $1 }
        #expect(try Configuration(values: values).warnings.map(\.key) == ["TELEGRAM_ADMINS"])
    }

    @Test func secretsAreNotPrinted() throws {
        var text: String = ""
        dump(try Configuration(values: Self.production), to: &text)
        #expect(!text.contains(Self.secret))
        #expect(text.contains("<redacted>"))
    }
}
