package import Crypto

/// Who may do what, as the operator configured it.
package struct AccessSettings: Sendable {
    /// nil: every initData is refused.
    package var botToken: Secret?
    /// nil: the bot API is open; configuration allows that in development only.
    package var botSecret: Secret?
    /// nil: every update is refused.
    package var webhookSecret: Secret?
    package var sessionSecret: Secret
    package var sessionLifetimeSeconds: Int64
    /// Telegram ids; asked each time, so that a change counts for sessions that exist already.
    package var admins: Set<Int64>
    package var initDataMaxAgeSeconds: Int64
    package var initDataAdminMaxAgeSeconds: Int64
    /// True only in development with `WEBAPP_DEBUG_MODE_ENABLED`.
    package var allowsDebugMode: Bool

    package init(
        botToken: Secret? = nil,
        botSecret: Secret? = nil,
        webhookSecret: Secret? = nil,
        sessionSecret: Secret,
        sessionLifetimeSeconds: Int64 = 3_600,
        admins: Set<Int64> = [],
        initDataMaxAgeSeconds: Int64 = 86_400,
        initDataAdminMaxAgeSeconds: Int64 = 1_800,
        allowsDebugMode: Bool = false
    ) {
        self.botToken = botToken
        self.botSecret = botSecret
        self.webhookSecret = webhookSecret
        self.sessionSecret = sessionSecret
        self.sessionLifetimeSeconds = sessionLifetimeSeconds
        self.admins = admins
        self.initDataMaxAgeSeconds = initDataMaxAgeSeconds
        self.initDataAdminMaxAgeSeconds = initDataAdminMaxAgeSeconds
        self.allowsDebugMode = allowsDebugMode
    }
}
