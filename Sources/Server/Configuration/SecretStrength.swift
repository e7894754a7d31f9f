internal import Crypto

/// How hard a secret is to guess that the operator made up.
enum SecretStrength {
    /// Different bytes that a secret needs; random ones have more.
    private static let minimumVariety: Int = 6

    /// What is weak about it, to follow "it has"; nil where nothing is.
    static func weakness(_ secret: Secret, minimumCount: Int) -> String? {
        secret.withBytes { bytes in
            if bytes.count < minimumCount { return "fewer than \(minimumCount) characters" }
            if Set(bytes).count < minimumVariety { return "fewer than \(minimumVariety) different characters" }
            return nil
        }
    }
}

extension Configuration {
    /// Characters that the webhook's secret needs where the server is open to the world; Telegram takes a single one.
    static let minimumWebhookSecretCount: Int = 16
    /// Characters that the secrets of the bot process and of sessions need everywhere.
    static let minimumSharedSecretCount: Int = 32

    /// The secrets that somebody could guess, with what is weak about each.
    var weakSecrets: [(key: ConfigurationKey, weakness: String)] {
        let secrets: [(key: ConfigurationKey, secret: Secret?, minimumCount: Int)] = [
            (.telegramBotAPISecret, botAPISecret, Configuration.minimumSharedSecretCount),
            (.telegramWebhookSecret, webhookSecret, Configuration.minimumWebhookSecretCount),
            (.sessionSecret, sessionSecret, Configuration.minimumSharedSecretCount),
        ]
        return secrets.compactMap { key, secret, minimumCount in
            secret.flatMap { SecretStrength.weakness($0, minimumCount: minimumCount) }.map { (key, $0) }
        }
    }
}
