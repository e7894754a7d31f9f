/// The contents of a Mini App's launch data, after its signature was verified.
package struct InitData: Sendable, Equatable {
    package let user: InitDataUser
    /// When Telegram signed it: seconds since 1970-01-01T00:00:00Z.
    package let authDate: Int64
    /// Present on menu and keyboard launches.
    package let queryID: String?
    package let startParam: String?
    /// Present on direct links; text, because it can be below −2^53.
    package let chatInstance: String?
    /// One of sender, private, group, supergroup, channel; present on direct links.
    package let chatType: String?

    /// Longest launch data that is looked at, in bytes.
    package static let maximumSize: Int = 8 * 1024
    /// How far `authDate` may lie ahead of our clock, in seconds.
    package static let maximumSkew: Int64 = 60
}

/// The Mini App's user, as Telegram signed it.
package struct InitDataUser: Sendable, Equatable {
    /// 1 … 2^52 − 1.
    package var id: Int64
    package var firstName: String
    package var lastName: String?
    package var username: String?
    package var languageCode: String?
    package var isPremium: Bool
    package var photoURL: String?
    /// The `user` field as it was signed: JSON text.
    package var rawText: String
}
