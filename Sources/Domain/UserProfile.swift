/// A person as Telegram tells of them.
package struct UserProfile: Sendable, Equatable {
    package var telegramID: Int64
    package var username: String?
    package var firstName: String
    package var lastName: String
    package var languageCode: String
    package var isPremium: Bool
    package var photoURL: String

    package init(
        telegramID: Int64,
        username: String? = nil,
        firstName: String = "",
        lastName: String = "",
        languageCode: String = "",
        isPremium: Bool = false,
        photoURL: String = ""
    ) {
        self.telegramID = telegramID
        self.username = username
        self.firstName = firstName
        self.lastName = lastName
        self.languageCode = languageCode
        self.isPremium = isPremium
        self.photoURL = photoURL
    }
}
