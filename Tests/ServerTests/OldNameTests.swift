import Crypto
import DotEnvFormat
import Glibc
import Impl
import Server
import Storage
import TestSupport
import Testing

/// The names of other programs' settings that are put together, translated or refused.
struct OldNameTests {
    private func warnings(_ environment: [String: String]) throws -> [String] {
        try ConfigurationSource(environment: environment).configuration().warnings.map { "\($0.key): \($0.advice)" }
    }

    private func refusal(_ values: [String: String]) throws -> String {
        try #require(throws: ConfigurationError.self) { try Configuration(values: values) }.description
    }

    @Test(arguments: [
        (["POSTGRES_HOST": "db"], "postgres://db"),
        (
            [
                "POSTGRES_HOST": "db", "POSTGRES_PORT": "5433", "POSTGRES_DB": "shop", "POSTGRES_USER": "bot",
                "POSTGRES_PASSWORD": "strong_password",
            ], "postgres://bot:strong_password@db:5433/shop"
        ),
        (
            [
                "POSTGRES_HOST": "/var/run/postgresql", "POSTGRES_DB": "a/b?c", "POSTGRES_USER": "u@h",
                "POSTGRES_PASSWORD": "p:/?#[]@%ü ü",
            ],
            "postgres://u%40h:p%3A%2F%3F%23%5B%5D%40%25%C3%BC%20%C3%BC@%2Fvar%2Frun%2Fpostgresql/a%2Fb%3Fc"
        ),
        (["POSTGRES_HOST": "::1", "POSTGRES_PORT": "5432"], "postgres://[::1]:5432"),
    ])
    func partsOfPostgreSQLsAddressArePutTogether(parts: [String: String], address: String) throws {
        #expect(try Configuration(values: parts).database == DatabaseURL(parsing: address))
    }

    @Test func passwordOfPostgreSQLIsReadFromAFile() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/password"
        let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        try #require(write(descriptor, "p@ss\n", 5) == 5)
        close(descriptor)
        let parts = ["POSTGRES_HOST": "db", "POSTGRES_USER": "u", "POSTGRES_PASSWORD_FILE": path]
        #expect(try Configuration(values: parts).database == DatabaseURL(parsing: "postgres://u:p%40ss@db"))
        let both = parts.merging(["POSTGRES_PASSWORD": "hunter2"]) { $1 }
        let expected = "POSTGRES_PASSWORD: and POSTGRES_PASSWORD_FILE are both set; remove one of them"
        #expect(try refusal(both) == expected)
    }

    @Test(
        "what Kubernetes says of services beside the container is not taken for settings",
        arguments: [
            ("REDIS_PORT", "tcp://10.0.0.1:6379"), ("POSTGRES_PORT", "tcp://10.0.0.1:5432"),
            ("REDIS_SERVICE_HOST", "10.0.0.1"), ("TELEGRAM_BACKEND_SERVICE_PORT_HTTP", "80"),
            ("TELEGRAM_BACKEND_PORT_80_TCP", "tcp://10.0.0.1:80"), ("REDIS_PORT_6379_TCP_ADDR", "10.0.0.1"),
            ("REDIS_PORT_6379_TCP_PROTO", "tcp"), ("WEBHOOK_PORT", "udp://10.0.0.1:53"),
        ]
    )
    func serviceLinksAreLeftAlone(name: String, value: String) throws {
        #expect(try warnings([name: value]) == warnings([:]))
    }

    @Test func partsOfPostgreSQLsAddressYieldToTheAddress() throws {
        let values = [
            "DATABASE_URL": "sqlite:./a.sqlite", "POSTGRES_HOST": "db", "POSTGRES_PASSWORD_FILE": "/nonexistent",
        ]
        #expect(try Configuration(values: values).database == .sqlite(path: "./a.sqlite"))
        let expected = ["POSTGRES_HOST", "POSTGRES_PASSWORD_FILE"]
        #expect(
            try warnings(values).filter { $0.hasPrefix("POSTGRES") }
                == expected.map { "\($0): counts for nothing beside DATABASE_URL" }
        )
    }

    @Test(
        arguments: [
            (["POSTGRES_PASSWORD": "hunter2"], "POSTGRES_HOST: must be set beside the other POSTGRES_ settings"),
            (
                ["POSTGRES_HOST": "db", "POSTGRES_PASSWORD": "hunter2"],
                "POSTGRES_USER: must be set beside POSTGRES_PASSWORD"
            ),
            (
                ["POSTGRES_HOST": "db", "POSTGRES_PORT": "hunter2"],
                "POSTGRES_PORT: must be a whole number from 1 to 65535"
            ),
            (
                ["POSTGRES_HOST": "db", "POSTGRES_PASSWORD": "'hunter2'"],
                "POSTGRES_PASSWORD: still has quotes around it"
            ),
            (
                ["POSTGRES_HOST": "db", "POSTGRES_PASSWORD_FILE": "/hunter2"],
                "POSTGRES_PASSWORD_FILE: names a file that"
            ),
            (
                ["REDIS_HOST": "a", "REDIS_URL": "redis://:hunter2@b:6379"],
                "REDIS_URL: and REDIS_HOST say different things"
            ),
            (["REDIS_PORT": "6380"], "REDIS_HOST: must be set beside REDIS_PORT"),
            (["WEBHOOK_PORT": "443"], "WEBHOOK_HOST: must be set beside WEBHOOK_PORT"),
            (["WEBHOOK_HOST": "hunter2 x"], "WEBHOOK_HOST: must be https://host[:port]"),
            (["WEBHOOK_URL": "http://a.example/hunter2"], "WEBHOOK_URL: must be https://host[:port]"),
            (
                ["WEBHOOK_HOST": "a", "PRODUCTION_DOMAIN": "b"],
                "WEBHOOK_HOST: and PRODUCTION_DOMAIN say different things"
            ),
            (["WEBHOOK_ENABLED": "maybe"], "WEBHOOK_ENABLED: must be true, false"),
            (
                ["WEBHOOK_ENABLED": "false", "TELEGRAM_UPDATES": "webhook"],
                "TELEGRAM_UPDATES: and WEBHOOK_ENABLED say different things"
            ),
            (["BOT_TOKEN": "hunter2"], "BOT_TOKEN: must be <bot id>:<secret>"),
            (["WORKERS": "0"], "WORKERS=\"0\": must be a whole number from 1 to 256"),
            (["DB_MAX_OVERFLOW": "-1"], "DB_MAX_OVERFLOW=\"-1\": must be a whole number from 0 to 1000"),
        ] as [([String: String], String)]
    )
    func whatDoesNotGoTogetherIsRefusedByName(values: [String: String], start: String) throws {
        let description = try refusal(values)
        #expect(description.hasPrefix(start), "\(description)")
        #expect(!description.contains("hunter2"))
    }

    @Test(
        "names that come to the same value agree",
        arguments: [
            ["WEBHOOK_HOST": "app.example", "WEBHOOK_PORT": "443", "PRODUCTION_DOMAIN": "App.example"],
            ["WEBHOOK_URL": "https://app.example:443/webhook/telegram", "PUBLIC_URL": "https://app.example/"],
            ["REDIS_HOST": "r", "REDIS_PORT": "6379", "REDIS_URL": "redis://:secret@r/0", "REDIS_PASSWORD": "secret"],
            ["WEBHOOK_ENABLED": "FALSE", "TELEGRAM_UPDATES": "Polling"],
            ["ADMIN_IDS": "2, 1", "TELEGRAM_ADMINS": "1,2", "ADMIN_TELEGRAM_ID": "1,2"],
            ["WORKERS": "4", "LOOPS": "04"],
        ]
    )
    func theSameValueIsTakenTwice(values: [String: String]) throws {
        #expect(throws: Never.self) { try Configuration(values: values) }
    }

    @Test func pathOfTheWebhooksAddressIsDroppedWithAWarning() throws {
        let advice = "WEBHOOK_URL: its path is dropped: PUBLIC_URL is an origin, and updates come to /webhook/telegram"
        #expect(try warnings(["WEBHOOK_URL": "https://app.example/bot"]).contains(advice))
        #expect(try !warnings(["WEBHOOK_URL": "https://app.example/"]).contains(advice))
    }

    @Test func pollingNeedsNoSecretOfTheWebhook() throws {
        var values = ProductionSettings.all
        values["TELEGRAM_WEBHOOK_SECRET"] = nil
        #expect(try refusal(values).hasPrefix("TELEGRAM_WEBHOOK_SECRET: must be set"))
        values["WEBHOOK_ENABLED"] = "off"
        #expect(try warnings(values).isEmpty)
        #expect(try Configuration(values: values).updateSource == .polling)
    }

    @Test func updatesComeByWhateverIsConfigured() throws {
        func source(_ values: [String: String]) throws -> UpdateSource {
            try Configuration(values: values).updateSource
        }
        let token = ["TELEGRAM_BOT_TOKEN": "42:" + "0123456789abcdefghijk"]
        #expect(try source([:]) == .off && source(token) == .polling)
        #expect(try source(token.merging(["TELEGRAM_WEBHOOK_SECRET": "webhook-Secret_09"]) { $1 }) == .webhook)
        #expect(try source(token.merging(["TELEGRAM_UPDATES": "OFF"]) { $1 }) == .off)
        #expect(try source(ProductionSettings.all) == .webhook)
    }

    @Test func overflowAddsToThePool() throws {
        let read = try Configuration(values: ["DB_POOL_SIZE": "10", "DB_MAX_OVERFLOW": "20"])
        #expect(read.databaseOptions.poolSize == 10 && read.databaseOptions.poolOverflow == 20)
        #expect(read.databaseOptions.connections(ofLoops: 2, hasWork: true) == 30)
        let overflow = try Configuration(values: ["DB_MAX_OVERFLOW": "2"]).databaseOptions
        #expect(overflow.connections(ofLoops: 1, hasWork: false) == 10)
        #expect(overflow.connections(ofLoops: 1, hasWork: true) == 14)
    }

    @Test func debugIsRefusedInProductionAndWarnedOfElsewhere() throws {
        #expect(try warnings(["DEBUG": "True"]).contains { $0.hasPrefix("DEBUG: does nothing here") })
        let values = ProductionSettings.all.merging(["DEBUG": "true"]) { $1 }
        #expect(try refusal(values) == "DEBUG: must be false where ENVIRONMENT=production")
        #expect(throws: Never.self) { try Configuration(values: values.merging(["DEBUG": "FALSE"]) { $1 }) }
    }

    @Test func superadministratorsAreAdministratorsToo() throws {
        let read = try Configuration(values: ["SUPERADMIN_IDS": "123456789,987654321"])
        #expect(read.access.superadmins == [123_456_789, 987_654_321])
        #expect(!read.warnings.contains { $0.key == "TELEGRAM_ADMINS" })
    }

    @Test(arguments: [
        ("FRAGMENT_SEED_PHRASE", "counts for nothing; docs/fragment.md says why, and what to do instead"),
        ("TELEGRAM_BOT_TOKN", "not a setting of this program; did you mean TELEGRAM_BOT_TOKEN?"),
        ("REDIS_PORTT", "not a setting of this program; did you mean REDIS_PORT?"),
        ("LOG_ROTATION", "not a setting of this program; the nearest is "),
        ("RATE_LIMIT_SOMETHING_ELSE", "not a setting of this program; the nearest is RATE_LIMIT_"),
        ("API_KEY", "known, and used by nothing in this version: there are no payments"),
    ])
    func namesThatCountForNothingAreWarnedOfInBothSources(name: String, advice: String) throws {
        let file = try DotEnv(parsing: "\(name)=hunter2")
        for source in [
            ConfigurationSource(environment: [name: "hunter2"]), ConfigurationSource(environment: [:], file: file),
        ] {
            let warnings = try source.configuration().warnings.filter { $0.key == name }
            #expect(warnings.count == 1)
            #expect(warnings.first?.advice.hasPrefix(advice) == true, "\(warnings)")
            #expect(!"\(warnings)".contains("hunter2"))
        }
    }

    /// The files of the systems that this one replaces, with values of the right shape.
    @Test(arguments: [
        """
        TELEGRAM_TOKEN=TOKEN
        DATABASE_URL=postgresql+asyncpg://owner:password@ep-a-pooler.example.org/neondb?ssl=require
        REDIS_CLUSTER_ENABLED=true
        REDIS_CLUSTER_NODES=redis-node-1:7379,redis-node-2:7380,redis-node-3:7381
        REDIS_PASSWORD=secure_redis_password_here
        SSL_CERT_PATH=./cert.pem
        SSL_KEY_PATH=./key.pem
        PRODUCTION_DOMAIN=your-domain.example
        ENABLE_HTTPS_REDIRECT=true
        MERCHANT_UUID=your_merchant_uuid
        API_KEY=your_api_key
        WEBHOOK_ENABLED=true
        WEBHOOK_HOST=your-domain.example
        WEBHOOK_PORT=443
        WEBHOOK_SECRET=secure_webhook_secret
        DEBUG=false
        LOG_LEVEL=INFO
        RATE_LIMIT_API=10
        RATE_LIMIT_PAYMENT=2
        RATE_LIMIT_USER_MESSAGES=30
        RATE_LIMIT_GLOBAL_MESSAGES=1000
        """,
        """
        BOT_TOKEN=TOKEN
        POSTGRES_HOST=postgres
        POSTGRES_PORT=5432
        POSTGRES_DB=telegram_bot
        POSTGRES_USER=botuser
        POSTGRES_PASSWORD=strong_password_here
        REDIS_HOST=redis
        REDIS_PORT=6379
        REDIS_PASSWORD=strong_password_here
        LOG_LEVEL=INFO
        LOG_FORMAT=json
        LOG_FILE_PATH=logs/bot.log
        LOG_MAX_BYTES=10485760  # 10MB
        LOG_BACKUP_COUNT=5
        SUPERADMIN_IDS=123456789,987654321
        ADMIN_IDS=111222333
        CHANNEL_ID=-1001234567890
        CHANNEL_THREAD_ID=1
        DB_POOL_SIZE=10
        DB_MAX_OVERFLOW=20
        DB_POOL_TIMEOUT=30
        DB_ECHO=false
        WEBHOOK_SECRET=secure_webhook_secret
        """,
        """
        TELEGRAM_BOT_TOKEN=TOKEN
        ADMIN_TELEGRAM_ID=42
        DATABASE_URL=postgresql://user:password@prod-db-host:5432/sosekni_prod
        WEBHOOK_URL=https://sosekni.example.com/webhook/telegram
        DEBUG=false  # Must be False in production
        LOG_LEVEL=INFO  # INFO, WARNING, ERROR
        WORKERS=4  # Number of worker processes
        WEBHOOK_SECRET=secure_webhook_secret
        """,
    ])
    func filesOfTheFormerSystemsWorkAsTheyStand(text: String) throws {
        let ours = """
            ENVIRONMENT=Production
            TELEGRAM_BOT_API_SECRET=\(ProductionSettings.botSecret)
            SESSION_SECRET=\(ProductionSettings.sessionSecret)

            """
        let file = try DotEnv(
            parsing: ours + text.replacing("TOKEN=TOKEN", with: "TOKEN=\(ProductionSettings.botToken)")
        )
        let read = try ConfigurationSource(environment: [:], file: file).configuration()
        #expect(read.access.botToken == Secret(ProductionSettings.botToken))
        #expect(read.access.webhookSecret == Secret("secure_webhook_secret"))
        guard case .postgreSQL = read.database else {
            Issue.record("\(read.database)")
            return
        }
        let expected: Set = ["TELEGRAM_ADMINS", "WEBHOOK_URL"]
        #expect(read.warnings.allSatisfy { $0.advice.contains("used by nothing") || expected.contains($0.key) })
    }
}
