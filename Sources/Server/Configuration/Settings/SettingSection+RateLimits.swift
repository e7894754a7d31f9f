extension SettingSection {
    static let rateLimits = SettingSection(
        title: "Rate limits",
        settings: [
            Setting(
                "RATE_LIMIT_MODE",
                \.rateLimits.mode,
                .optional(.choice(example: .shadow)),
                unset: "enforce in production; in development what is set below is enforced, and nothing else",
                "What is done beyond a limit: enforce refuses, shadow counts and lets pass, off does not look."
            ),
            Setting(
                "RATE_LIMIT_API",
                \.rateLimits.api,
                .optional(.rate),
                old: [.requestsPerMinute],
                unset: standard(RateLimitOptions.standardAPI),
                "Requests a second from one address, or of one user who is logged in; twice as many may come at once."
            ),
            Setting(
                "RATE_LIMIT_AUTH",
                \.rateLimits.auth,
                .optional(.rate),
                unset: standard(RateLimitOptions.standardAuth),
                "Logins a minute from one address, or of one user whose launch data is valid."
            ),
            Setting(
                "RATE_LIMIT_WEBHOOK",
                \.rateLimits.webhook,
                .optional(.rate),
                unset: standard(RateLimitOptions.standardWebhook),
                "Calls of the webhook a minute from one address that is not Telegram's."
            ),
            Setting(
                "WEBHOOK_ALLOWED_NETWORKS",
                \.webhookNetworks,
                .optional(.webhookNetworks),
                unset: "everybody who knows the secret may",
                "Who may call Telegram's webhook; telegram stands for Telegram's networks.",
                details: "Anybody else is answered 403. Behind a proxy it needs TRUSTED_PROXIES."
            ),
            Setting(
                "RATE_LIMIT_PAYMENT",
                \.rateLimits.payment,
                .optional(.rate),
                unset: standard(RateLimitOptions.standardPayment),
                "New payments a minute of one user."
            ),
            Setting(
                "RATE_LIMIT_USER_MESSAGES",
                \.rateLimits.userMessages,
                .optional(.rate),
                unset: standard(RateLimitOptions.standardUserMessages),
                "Messages a minute of one user that the bot answers."
            ),
            Setting(
                "RATE_LIMIT_GLOBAL_MESSAGES",
                \.rateLimits.globalMessages,
                .optional(.rate),
                unset: standard(RateLimitOptions.standardGlobalMessages),
                "Messages a second of all users that the bot answers."
            ),
        ]
    )

    private static func standard(_ rate: Int) -> String { "\(rate), where limits are on" }
}

extension SettingType where Value == Int {
    /// A rate; 0 is off.
    fileprivate static var rate: SettingType { .integer(0...1_000_000) }
}

extension OldName {
    /// `RATE_LIMIT_PER_MINUTE`: a rate of requests in another unit, rounded up.
    fileprivate static let requestsPerMinute = OldName.translated("RATE_LIMIT_PER_MINUTE") {
        (text) throws(SettingRefusal) in
        let rate = try SettingType<Int>.integer(0...1_000_000).parse(text)
        let perSecond = (rate + 59) / 60
        let advice = "it is a minute's; it counts as RATE_LIMIT_API=\(perSecond), a second's"
        return Value(text: "\(perSecond)", advice: advice)
    }
}
