/// The environments that tests give the server; nothing of the tests' own environment gets through.
package enum ServerSettings {
    /// The only origin whose pages may call.
    package static let origin: String = "https://app.example.org"
    /// The name in invitations.
    package static let botUsername: String = "example_bot"

    /// Everything configured, in development.
    package static let standard: [String: String] = [
        "ENVIRONMENT": "development",
        "LOG_LEVEL": "debug",
        "TELEGRAM_BOT_TOKEN": Identities.botTokenText,
        "TELEGRAM_BOT_API_SECRET": Identities.botSecret,
        "TELEGRAM_WEBHOOK_SECRET": Identities.webhookSecret,
        "TELEGRAM_BOT_USERNAME": botUsername,
        "TELEGRAM_ADMINS": String(Identities.admin),
        "TELEGRAM_SUPERADMINS": String(Identities.admin),
        "SESSION_SECRET": "a-session-secret-for-tests-only-0123456789",
        "CORS_ALLOWED_ORIGINS": origin,
        "LOOPS": "2",
        "TELEGRAM_API_BASE_URL": "http://127.0.0.1:9",
    ]

    /// The standard one with other values.
    package static func standard(with changes: [String: String]) -> [String: String] {
        standard.merging(changes) { $1 }
    }
}
