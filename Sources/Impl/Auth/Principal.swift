import Telegram

/// The sender of a request, as far as the security scheme can tell.
package struct Principal: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        /// A Mini App's user, with what Telegram signed of them.
        case initData(InitDataUser)
        /// A user who logged in before.
        case session
        /// The bot process.
        case bot
        /// Telegram itself.
        case webhook
    }

    package var kind: Kind
    /// nil for the bot and the webhook.
    package var telegramID: Int64?
    /// When Telegram signed the launch data, as seconds since 1970-01-01T00:00:00Z; nil for every other kind.
    package var authDate: Int64?
    package var isAdmin: Bool = false
    /// True also for an administrator where there is no superadministrator.
    package var isSuperadmin: Bool = false

    /// The rights in one word, as logs name them.
    package var role: String {
        switch kind {
        case .initData, .session: isSuperadmin ? "superadmin" : isAdmin ? "admin" : "user"
        case .bot: "bot"
        case .webhook: "telegram"
        }
    }

    /// The Mini App's user; nil for every other kind.
    package var initDataUser: InitDataUser? {
        if case .initData(let user) = kind { user } else { nil }
    }
}
