import Crypto

/// The rights of users, as the operator configured them.
package struct AccessSettings: Sendable {
    /// nil: every initData is refused.
    package var botToken: Secret?
    /// nil: the bot API is open; configuration allows that in development only.
    package var botSecret: Secret?
    /// nil: every update is refused.
    package var webhookSecret: Secret?
    /// nil: one is made at start, and sessions end with the process.
    package var sessionSecret: Secret?
    /// What those secrets were before, taken beside them while a rotation lasts.
    package var previous = PreviousSecrets()
    package var sessionLifetimeSeconds: Int64 = 3_600
    /// Telegram ids of those who become administrators at start, where they never were.
    package var admins: Set<Int64> = []
    /// Telegram ids of administrators that may do more.
    package var superadmins: Set<Int64> = []
    package var initDataMaxAgeSeconds: Int64 = 86_400
    package var initDataAdminMaxAgeSeconds: Int64 = 1_800
    /// True lets anyone log in as anybody; for development only.
    package var allowsDebugMode: Bool = false

    package init() {}
}

/// Secrets that are taken beside the ones that follow them, where they are set; nothing is made with them.
package struct PreviousSecrets: Sendable {
    /// Launch data that was signed with it is taken.
    package var botToken: Secret?
    package var botSecret: Secret?
    package var webhookSecret: Secret?
    /// Sessions that were signed with it are taken.
    package var sessionSecret: Secret?

    package init() {}
}
