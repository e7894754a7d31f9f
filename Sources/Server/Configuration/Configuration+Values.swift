internal import Crypto
internal import Logging
internal import Storage

extension Configuration {
    /// Reads the configuration from the environment merged with `.env` (see `ConfigurationSource`).
    ///
    /// An empty value means the default. Booleans are `true|1|yes|on|false|0|no|off`; they and the names of choices may be
    /// in any case. Ages, lifetimes and time-outs are whole seconds; lists are separated by commas. "Production" means
    /// staging as well.
    ///
    /// | key | type | default |
    /// |---|---|---|
    /// | `ENVIRONMENT` | `development`, `staging` or `production` | `development` |
    /// | `HOST` | IPv4, IPv6 or `localhost` | `127.0.0.1`; `0.0.0.0` in production, which runs in a container |
    /// | `PORT` | 0…65535; 0 takes a free one | 8080 |
    /// | `DATABASE_URL` | see `DatabaseURL` | `sqlite:./telegram-backend.sqlite` |
    /// | `DATABASE_REPLICA_URL` | a standby of the same PostgreSQL, to read pages from | none |
    /// | `DATABASE_REPLICA_MAX_LAG` | 1…3600 s that it may be behind to be read from | 5 |
    /// | `DB_POOL_SIZE` | 1…1000 connections to PostgreSQL, of all loops together | two for each loop, at least 8 |
    /// | `DB_POOL_TIMEOUT` | 1…60 s that a request waits for one of them | 3 |
    /// | `DB_STATEMENT_TIMEOUT` | 1…600 s that a statement may take there | 5 |
    /// | `TELEGRAM_BOT_TOKEN` | secret; production needs it | none: every initData is refused |
    /// | `TELEGRAM_BOT_API_SECRET` | secret, ≥ 32 characters; production needs it | none: the bot API is open |
    /// | `TELEGRAM_WEBHOOK_SECRET` | secret, 1–256 of `[A-Za-z0-9_-]`; production needs it, of ≥ 16 | none: no webhook |
    /// | `TELEGRAM_BOT_USERNAME` | 5–32 of `[A-Za-z0-9_]`, without `@` | none: the Bot API is asked |
    /// | `TELEGRAM_ADMINS` | list of Telegram ids | none: nobody is admin |
    /// | `TELEGRAM_API_BASE_URL` | https URL; http in a private network | `https://api.telegram.org` |
    /// | `SESSION_SECRET` | secret, ≥ 32 characters; production needs it | none: made at start |
    /// | `SESSION_LIFETIME` | 60…86400 s | 3600 |
    /// | `INIT_DATA_MAX_AGE` | 1…604800 s, to log in | 86400 |
    /// | `INIT_DATA_ADMIN_MAX_AGE` | 1…604800 s, where the role admin is required | 1800 |
    /// | `WEBAPP_DEBUG_MODE_ENABLED` | boolean; production refuses true | false |
    /// | `CORS_ALLOWED_ORIGINS` | list of exact origins; `*` is refused, each origin is named | none |
    /// | `PERSONAL_PLAN_DAILY_LIMIT` | 0…1000; read, and used by nothing yet | 3 |
    /// | `LOG_LEVEL` | `debug`, `info`, `notice`, `warning` (`warn`) or `error` (`critical`, `fatal`) | `info` |
    /// | `LOG_FORMAT` | `text` or `json` | `text`; `json` in production |
    /// | `LOOPS` | 1…256 event loops | one for each core but one |
    /// | `MAX_CONNECTIONS` | 1…1000000 | 10000 |
    /// | `MAX_CONNECTIONS_PER_ADDRESS` | 1…1000000; behind a proxy all come from one | 4096 |
    /// | `MAX_REQUESTS_PER_CONNECTION` | 1…1000000000 | 100000 |
    /// | `HEADER_TIMEOUT` | 1…600 s | 10 |
    /// | `IDLE_TIMEOUT` | 1…3600 s | 75 |
    /// | `DRAIN_DEADLINE` | 1…3600 s | 30 |
    /// | `RATE_LIMIT_PER_MINUTE` | 0…1000000 requests of one address; 0 is off | 0, as a proxy is one address |
    ///
    /// - Throws: `ConfigurationError` with all problems.
    package init(values: [String: String]) throws(ConfigurationError) {
        self.init()
        var reader = ConfigurationReader(values: values)
        readServer(&reader)
        readTelegram(&reader)
        readAccess(&reader)
        readLimits(&reader)
        if environment.isStrict { Configuration.requireForProduction(&reader, self) }
        guard reader.problems.isEmpty else { throw ConfigurationError(problems: reader.problems) }
        warnings = Configuration.warnings(self)
    }

    private mutating func readServer(_ reader: inout ConfigurationReader) {
        environment = reader.choice(.environment, default: environment)
        let isProduction = environment.isStrict
        host = reader.read(
            .host,
            default: isProduction ? "0.0.0.0" : host,
            rule: "must be an IPv4 or IPv6 address, or localhost",
            ConfigurationRules.host
        )
        port = reader.integer(.port, 0...65_535, default: port)
        if let text = reader.text(.databaseURL) {
            do {
                database = try DatabaseURL(parsing: text)
            } catch {
                reader.refuse(.databaseURL, error.description)
            }
        }
        if let text = reader.text(.databaseReplicaURL) { readReplica(text, &reader) }
        databaseOptions.replicaMaxLagMilliseconds =
            1_000
            * reader.integer(
                .databaseReplicaMaxLag,
                1...3_600,
                default: databaseOptions.replicaMaxLagMilliseconds / 1_000
            )
        let poolSize: Int = reader.integer(.databasePoolSize, 1...1_000, default: 0)
        databaseOptions.poolSize = poolSize == 0 ? nil : poolSize
        databaseOptions.poolTimeoutMilliseconds =
            1_000
            * reader.integer(.databasePoolTimeout, 1...60, default: databaseOptions.poolTimeoutMilliseconds / 1_000)
        databaseOptions.statementTimeoutMilliseconds =
            1_000
            * reader.integer(
                .databaseStatementTimeout,
                1...600,
                default: databaseOptions.statementTimeoutMilliseconds / 1_000
            )
        logLevel = reader.choice(
            .logLevel,
            default: logLevel,
            aliases: ["warn": .warning, "critical": .error, "fatal": .error]
        )
        logFormat = reader.choice(.logFormat, default: isProduction ? .json : logFormat)
    }

    private mutating func readReplica(_ text: String, _ reader: inout ConfigurationReader) {
        do throws(DatabaseURL.Failure) {
            guard case .postgreSQL(let target) = try DatabaseURL(parsing: text) else {
                return reader.refuse(.databaseReplicaURL, "is not PostgreSQL; only a standby can be read from")
            }
            guard case .postgreSQL = database else {
                return reader.refuse(.databaseReplicaURL, "has no use beside SQLite")
            }
            databaseOptions.replica = target
        } catch {
            reader.refuse(.databaseReplicaURL, error.description)
        }
    }

    private mutating func readTelegram(_ reader: inout ConfigurationReader) {
        botToken = reader.read(
            .telegramBotToken,
            default: nil,
            rule: "must be <bot id>:<secret>, as BotFather gives it"
        ) {
            ConfigurationRules.botToken($0).map { Secret($0) }
        }
        botAPISecret = reader.sharedSecret(.telegramBotAPISecret)
        webhookSecret = reader.read(
            .telegramWebhookSecret,
            default: nil,
            rule: "must be 1 to 256 characters of A–Z, a–z, 0–9, _ and -"
        ) { ConfigurationRules.webhookSecret($0).map { Secret($0) } }
        botUsername = reader.read(
            .telegramBotUsername,
            default: nil,
            rule: "must be 5 to 32 characters of A–Z, a–z, 0–9 and _, without @"
        ) { ConfigurationRules.botUsername($0) }
        admins = reader.read(
            .telegramAdmins,
            default: admins,
            rule: "must be Telegram ids separated by commas",
            ConfigurationRules.admins
        )
        telegramAPIBaseURL = reader.read(
            .telegramAPIBaseURL,
            default: telegramAPIBaseURL,
            rule: "must be https://host[:port][/path]; http:// only to this machine or a private network, as the bot's "
                + "token is in every address",
            ConfigurationRules.baseURL
        )
    }

    private mutating func readAccess(_ reader: inout ConfigurationReader) {
        sessionSecret = reader.sharedSecret(.sessionSecret)
        sessionLifetimeSeconds = reader.integer(.sessionLifetime, 60...86_400, default: sessionLifetimeSeconds)
        initDataMaxAgeSeconds = reader.integer(.initDataMaxAge, 1...604_800, default: initDataMaxAgeSeconds)
        initDataAdminMaxAgeSeconds = reader.integer(
            .initDataAdminMaxAge,
            1...604_800,
            default: initDataAdminMaxAgeSeconds
        )
        isDebugModeEnabled = reader.bool(.debugModeEnabled, default: isDebugModeEnabled)
        corsAllowedOrigins = reader.read(
            .corsAllowedOrigins,
            default: corsAllowedOrigins,
            rule: "must be origins such as https://app.example.org, separated by commas; * is not one",
            ConfigurationRules.origins
        )
        personalPlanDailyLimit = reader.integer(.personalPlanDailyLimit, 0...1_000, default: personalPlanDailyLimit)
    }

    private mutating func readLimits(_ reader: inout ConfigurationReader) {
        let loops: Int = reader.integer(.loops, 1...256, default: 0)
        limits.loops = loops == 0 ? nil : loops
        limits.maxConnections = reader.integer(.maxConnections, 1...1_000_000, default: limits.maxConnections)
        limits.maxConnectionsPerAddress = reader.integer(
            .maxConnectionsPerAddress,
            1...1_000_000,
            default: limits.maxConnectionsPerAddress
        )
        limits.maxRequestsPerConnection = reader.integer(
            .maxRequestsPerConnection,
            1...1_000_000_000,
            default: limits.maxRequestsPerConnection
        )
        limits.headerTimeoutSeconds = reader.integer(.headerTimeout, 1...600, default: limits.headerTimeoutSeconds)
        limits.idleTimeoutSeconds = reader.integer(.idleTimeout, 1...3_600, default: limits.idleTimeoutSeconds)
        limits.drainDeadlineSeconds = reader.integer(.drainDeadline, 1...3_600, default: limits.drainDeadlineSeconds)
        let rate: Int = reader.integer(.rateLimitPerMinute, 0...1_000_000, default: 0)
        limits.rateLimitPerMinute = rate == 0 ? nil : rate
    }
}

extension ConfigurationReader {
    fileprivate mutating func sharedSecret(_ key: ConfigurationKey) -> Secret? {
        let advice = "make one with: openssl rand -base64 32"
        return read(key, default: nil, rule: "must be at least 32 printable ASCII characters; \(advice)") {
            ConfigurationRules.sharedSecret($0).map { Secret($0) }
        }
    }
}
