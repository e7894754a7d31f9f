import Crypto
import Impl
import Telegram

extension SettingSection {
    static let telegram = SettingSection(
        title: "Telegram",
        settings: [
            Setting(
                "TELEGRAM_BOT_TOKEN",
                \.access.botToken,
                .secret(
                    "<bot id>:<secret>, as BotFather gives it",
                    example: "42:" + "0123456789abcdefghijk",
                    read: ConfigurationRules.botToken
                ),
                old: ["BOT_TOKEN", "TELEGRAM_TOKEN"],
                strict: .required,
                unset: "every initData is answered 401",
                previous: \Configuration.access.previous.botToken,
                "The bot's token."
            ),
            Setting(
                "TELEGRAM_BOT_API_SECRET",
                \.access.botSecret,
                .sharedSecret,
                strict: .strong(minimumCount: ConfigurationRules.minimumSharedSecretCount),
                unset: "the bot API is open to everyone",
                previous: \Configuration.access.previous.botSecret,
                "The secret shared with the bot process."
            ),
            Setting(
                "TELEGRAM_WEBHOOK_SECRET",
                \.access.webhookSecret,
                .secret(
                    "1 to 256 characters of A–Z, a–z, 0–9, _ and -",
                    example: "webhook-Secret_09",
                    read: ConfigurationRules.webhookSecret
                ),
                old: ["WEBHOOK_SECRET"],
                strict: .strong(minimumCount: 16),
                unset: "every update is answered 401",
                previous: \Configuration.access.previous.webhookSecret,
                isNeeded: { $0.updateSource == .webhook },
                "The secret given to setWebhook.",
                details: "Make one with: openssl rand -hex 32"
            ),
            Setting(
                "TELEGRAM_UPDATES",
                \.updates,
                .optional(.choice(example: .polling)),
                old: [.webhookEnabled],
                unset: "`webhook` with a secret for it and in production, else `polling` with a token, else `off`",
                "How Telegram's updates come in.",
                details: """
                    Polling needs no public address, and production then needs no secret of the webhook. With `off` the bot
                    neither hears nor sends anything.
                    """
            ),
            Setting(
                "PUBLIC_URL",
                \.publicURL,
                .optional(
                    .text(
                        "https://host[:port]",
                        example: "https://app.example.org",
                        read: ConfigurationRules.publicOrigin
                    )
                ),
                old: [.webhookURL, .webhookHost, .productionDomain],
                unset: "the bot shows no button of the mini app, and `webhook set` is refused",
                "The origin under which the world reaches this server.",
                details: "Updates come to /webhook/telegram there, and the bot's buttons open /app/."
            ),
            Setting(
                "TELEGRAM_MESSAGES_PER_SECOND",
                \.pacing.perSecond,
                .integer(0...1_000),
                "The messages that the bot sends a second, at most; 0 sends as fast as it is answered, for a server of "
                    + "your own."
            ),
            Setting(
                "TELEGRAM_BOT_USERNAME",
                \.botUsername,
                .optional(
                    .text(
                        "5 to 32 characters of A–Z, a–z, 0–9 and _, without @",
                        example: "example_bot",
                        read: ConfigurationRules.botUsername
                    )
                ),
                unset: "the Bot API is asked once",
                "The bot's name without @."
            ),
            Setting(
                "TELEGRAM_ADMINS",
                \.access.admins,
                .telegramIDs,
                old: ["ADMIN_TELEGRAM_ID", "ADMIN_IDS"],
                strict: .advised,
                unset: "nobody is an administrator",
                isNeeded: { $0.access.superadmins.isEmpty },
                "The Telegram ids of the administrators, separated by commas; added at start, and removed "
                    + "with DELETE /api/v1/telegram/admins/{telegram_id}/ alone."
            ),
            Setting(
                "TELEGRAM_SUPERADMINS",
                \.access.superadmins,
                .telegramIDs,
                old: ["SUPERADMIN_IDS"],
                "The Telegram ids of the superadministrators, separated by commas; each is an administrator, too, "
                    + "added and removed as those are."
            ),
            Setting(
                "TELEGRAM_API_BASE_URL",
                \.botAPI.baseURL,
                .text(
                    "https://host[:port][/path]; http:// only to this machine or a private network, as the bot's token "
                        + "is in every address",
                    example: "http://127.0.0.1:8081",
                    read: ConfigurationRules.baseURL
                ),
                "The address of the Bot API, for a local Bot API server.",
                details: """
                    The token is part of every address, so http:// is for this machine and private networks alone: 127/8,
                    10/8, 172.16/12, 192.168/16, 169.254/16, ::1, fc00::/7, fe80::/10, and names that can only be there
                    (localhost, a single label as of a container, .localhost, .local, .internal, .home.arpa). What a name
                    stands for is looked at again when a connection is made, which no proxy makes then.
                    """
            ),
        ]
    )
}

extension SettingType where Value == Set<Int64> {
    fileprivate static var telegramIDs: SettingType {
        SettingType(
            "Telegram ids separated by commas",
            example: "7,4503599627370495",
            print: { ids in ids.sorted().map { "\($0)" }.joined(separator: ",") },
            read: ConfigurationRules.telegramIDs
        )
    }
}

extension SettingType where Value == Secret? {
    /// A secret that two of ours share.
    static var sharedSecret: SettingType {
        .secret(
            "at least \(ConfigurationRules.minimumSharedSecretCount) printable ASCII characters; make one with: "
                + "openssl rand -base64 32",
            example: "0123456789abcdefghijklmnopqrstuvwxyz",
            read: ConfigurationRules.sharedSecret
        )
    }
}
