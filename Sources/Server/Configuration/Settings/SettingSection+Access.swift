import Impl

extension SettingSection {
    static let access = SettingSection(
        title: "Access",
        settings: [
            Setting(
                "SESSION_SECRET",
                \.access.sessionSecret,
                .sharedSecret,
                strict: .strong(minimumCount: ConfigurationRules.minimumSharedSecretCount),
                unset: "one is made at start, and sessions end with the process",
                previous: \Configuration.access.previous.sessionSecret,
                "The secret that sessions are signed with."
            ),
            Setting(
                "SESSION_LIFETIME",
                \.access.sessionLifetimeSeconds,
                .integer(60...86_400),
                "The seconds that a session lasts."
            ),
            Setting(
                "INIT_DATA_MAX_AGE",
                \.access.initDataMaxAgeSeconds,
                .integer(1...604_800),
                "The seconds that launch data may be old to log in."
            ),
            Setting(
                "INIT_DATA_ADMIN_MAX_AGE",
                \.access.initDataAdminMaxAgeSeconds,
                .integer(1...604_800),
                "The seconds that launch data may be old where an administrator is required.",
                details: "A session made from older launch data reaches no administrator's operation."
            ),
            Setting(
                "WEBAPP_DEBUG_MODE_ENABLED",
                \.access.allowsDebugMode,
                .bool,
                strict: .off,
                note: { configuration in
                    guard configuration.access.allowsDebugMode else { return nil }
                    // The words that alerts watch for are left to its use.
                    return "on: anyone who reaches this server can log in as anybody"
                },
                "Lets anyone log in as anybody, in development only."
            ),
            Setting(
                "CORS_ALLOWED_ORIGINS",
                \.corsAllowedOrigins,
                SettingType(
                    "origins such as https://app.example.org, separated by commas; * is not one",
                    example: "https://app.example.org,http://localhost:5173",
                    print: { $0.joined(separator: ",") },
                    read: ConfigurationRules.origins
                ),
                "The origins of the mini app, separated by commas, each by its name."
            ),
        ]
    )
}
