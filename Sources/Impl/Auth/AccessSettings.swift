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
