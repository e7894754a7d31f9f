extension Configuration {
    /// Production and staging do not start with doors left open.
    static func requireForProduction(_ reader: inout ConfigurationReader, _ configuration: Configuration) {
        let place = "ENVIRONMENT=\(configuration.environment.rawValue)"
        let required: [ConfigurationKey] = [
            .telegramBotToken, .telegramBotAPISecret, .telegramWebhookSecret, .sessionSecret,
        ]
        for key in required where !reader.isGiven(key) {
            reader.refuse(key, "must be set where \(place)")
        }
        for (key, weakness) in configuration.weakSecrets {
            reader.refuse(key, "is too weak where \(place), it has \(weakness); make one with: openssl rand -hex 32")
        }
        if configuration.isDebugModeEnabled {
            reader.refuse(.debugModeEnabled, "must be False where \(place)")
        }
    }

    /// What a configuration without errors still leaves undone.
    static func warnings(_ configuration: Configuration) -> [ConfigurationWarning] {
        var warnings: [ConfigurationWarning] = []
        func warn(_ key: ConfigurationKey, _ advice: String) {
            warnings.append(ConfigurationWarning(key: key.rawValue, advice: advice))
        }
        if configuration.botToken == nil { warn(.telegramBotToken, "not set: every initData is answered 401") }
        if configuration.botAPISecret == nil { warn(.telegramBotAPISecret, "not set: the bot API is open to everyone") }
        if configuration.webhookSecret == nil { warn(.telegramWebhookSecret, "not set: every update is answered 401") }
        for (key, weakness) in configuration.weakSecrets {
            warn(key, "too weak for production: it has \(weakness)")
        }
        if configuration.admins.isEmpty { warn(.telegramAdmins, "not set: nobody is an administrator") }
        if configuration.sessionSecret == nil {
            warn(.sessionSecret, "not set: one was made for this process, sessions end with it")
        }
        // The words that alerts watch for are left to its use.
        if configuration.isDebugModeEnabled {
            warn(.debugModeEnabled, "on: anyone who reaches this server can log in as anybody")
        }
        return warnings
    }
}
