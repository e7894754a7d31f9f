/// Every key that the environment and `.env` can hold; `.env.example` documents the same ones.
package enum ConfigurationKey: String, Sendable, CaseIterable {
    case environment = "ENVIRONMENT"
    case host = "HOST"
    case port = "PORT"
    case databaseURL = "DATABASE_URL"
    case databaseReplicaURL = "DATABASE_REPLICA_URL"
    case databaseReplicaMaxLag = "DATABASE_REPLICA_MAX_LAG"
    case databasePoolSize = "DB_POOL_SIZE"
    case databasePoolTimeout = "DB_POOL_TIMEOUT"
    case databaseStatementTimeout = "DB_STATEMENT_TIMEOUT"

    case telegramBotToken = "TELEGRAM_BOT_TOKEN"
    case telegramBotAPISecret = "TELEGRAM_BOT_API_SECRET"
    case telegramWebhookSecret = "TELEGRAM_WEBHOOK_SECRET"
    case telegramBotUsername = "TELEGRAM_BOT_USERNAME"
    case telegramAdmins = "TELEGRAM_ADMINS"
    case telegramAPIBaseURL = "TELEGRAM_API_BASE_URL"

    case sessionSecret = "SESSION_SECRET"
    case sessionLifetime = "SESSION_LIFETIME"
    case initDataMaxAge = "INIT_DATA_MAX_AGE"
    case initDataAdminMaxAge = "INIT_DATA_ADMIN_MAX_AGE"
    case debugModeEnabled = "WEBAPP_DEBUG_MODE_ENABLED"
    case corsAllowedOrigins = "CORS_ALLOWED_ORIGINS"
    case personalPlanDailyLimit = "PERSONAL_PLAN_DAILY_LIMIT"

    case logLevel = "LOG_LEVEL"
    case logFormat = "LOG_FORMAT"

    case loops = "LOOPS"
    case maxConnections = "MAX_CONNECTIONS"
    case maxConnectionsPerAddress = "MAX_CONNECTIONS_PER_ADDRESS"
    case maxRequestsPerConnection = "MAX_REQUESTS_PER_CONNECTION"
    case headerTimeout = "HEADER_TIMEOUT"
    case idleTimeout = "IDLE_TIMEOUT"
    case drainDeadline = "DRAIN_DEADLINE"
    case rateLimitPerMinute = "RATE_LIMIT_PER_MINUTE"

    /// True where a message must not repeat the value; a database URL can hold a password.
    var isSecret: Bool {
        switch self {
        case .telegramBotToken, .telegramBotAPISecret, .telegramWebhookSecret, .sessionSecret, .databaseURL,
            .databaseReplicaURL:
            true
        default: false
        }
    }
}
