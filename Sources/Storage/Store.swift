package import Platform

/// What the product keeps, in the domain's words.
///
/// Two implementations stand behind it (SQLite, PostgreSQL). A write that returns is durable. Every method throws only
/// `StorageError`.
package protocol Store: Sendable {
    /// Lets the store live on the server's loops; called once, before they run.
    func attach(to loops: [any Loop])
    /// Creates the user or refreshes names, language and premium flag, in one statement.
    func logIn(_ profile: UserProfile) async throws(StorageError) -> User
    /// Creates or replaces the saved test of `telegramID`, and its application.
    func saveTest(_ test: SavedTest) async throws(StorageError) -> SaveTestOutcome
    /// One page of applications, newest first.
    func applications(_ query: ApplicationsQuery) async throws(StorageError) -> ApplicationsPage
    func application(id: Int64) async throws(StorageError) -> Application?
    func setStatus(_ status: ApplicationStatus, ofApplication id: Int64) async throws(StorageError) -> Application?
    /// True where the application existed.
    func deleteApplication(id: Int64) async throws(StorageError) -> Bool
    /// Stores the raw update in the inbox; false where `updateID` is there already.
    func record(update: ReceivedUpdate) async throws(StorageError) -> Bool
    /// Throws unless the database answers and all migrations are applied.
    func checkHealth() async throws(StorageError)
    /// Finishes queued writes, then closes.
    func close() async
}

package enum StorageError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The database cannot be reached, is full or is read-only: 503.
    case unavailable(String)
    /// The database's migrations are not those of this version.
    case migrations(String)
    /// A fault of ours: 500.
    case `internal`(String)

    /// The reason, for the operator; it names files, tables and columns, never values.
    package var description: String {
        switch self {
        case .unavailable(let reason), .migrations(let reason), .internal(let reason): reason
        }
    }
}

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

/// Calories and grams; the grams are hundredths, so that no binary float holds them.
package struct Recommendation: Sendable, Equatable {
    package var calories: Int64
    package var proteinHundredths: Int64
    package var fatHundredths: Int64
    package var carbsHundredths: Int64

    package init(calories: Int64, proteinHundredths: Int64, fatHundredths: Int64, carbsHundredths: Int64) {
        self.calories = calories
        self.proteinHundredths = proteinHundredths
        self.fatHundredths = fatHundredths
        self.carbsHundredths = carbsHundredths
    }
}

package struct User: Sendable, Equatable {
    package var id: Int64
    package var profile: UserProfile
    package var aiTestCompleted: Bool
    package var recommendation: Recommendation?
    /// Microseconds since 1970-01-01T00:00:00Z.
    package var createdAt: Int64

    package init(
        id: Int64,
        profile: UserProfile,
        aiTestCompleted: Bool,
        recommendation: Recommendation?,
        createdAt: Int64
    ) {
        self.id = id
        self.profile = profile
        self.aiTestCompleted = aiTestCompleted
        self.recommendation = recommendation
        self.createdAt = createdAt
    }
}

package struct SavedTest: Sendable, Equatable {
    package var telegramID: Int64
    /// nil leaves what is stored as it is; an empty string replaces it.
    package var firstName: String?
    package var lastName: String?
    package var username: String?
    /// The `answers` object as JSON text, unknown members included.
    package var answers: [UInt8]
    package var recommendation: Recommendation?

    package init(
        telegramID: Int64,
        firstName: String? = nil,
        lastName: String? = nil,
        username: String? = nil,
        answers: [UInt8],
        recommendation: Recommendation? = nil
    ) {
        self.telegramID = telegramID
        self.firstName = firstName
        self.lastName = lastName
        self.username = username
        self.answers = answers
        self.recommendation = recommendation
    }
}

package struct SaveTestOutcome: Sendable, Equatable {
    package var userID: Int64
    /// True where the user had no saved test before.
    package var created: Bool

    package init(userID: Int64, created: Bool) {
        self.userID = userID
        self.created = created
    }
}

package enum ApplicationStatus: String, Sendable, CaseIterable {
    case new, viewed, contacted
}

package struct Application: Sendable, Equatable {
    package var id: Int64
    package var user: User
    package var status: ApplicationStatus
    /// The saved answers as JSON text; nil where they were not asked for.
    package var details: [UInt8]?
    /// When the application was made: microseconds since 1970-01-01T00:00:00Z.
    package var createdAt: Int64

    package init(id: Int64, user: User, status: ApplicationStatus, details: [UInt8]?, createdAt: Int64) {
        self.id = id
        self.user = user
        self.status = status
        self.details = details
        self.createdAt = createdAt
    }
}

/// A Telegram Update as it was delivered.
package struct ReceivedUpdate: Sendable, Equatable {
    package var updateID: Int64
    /// The chat whose order it belongs to; nil for updates without one.
    package var chatID: Int64?
    /// The payload member's name, such as "message"; "" where there is none.
    package var kind: String
    /// The request's body, byte for byte.
    package var raw: [UInt8]

    package init(updateID: Int64, chatID: Int64?, kind: String, raw: [UInt8]) {
        self.updateID = updateID
        self.chatID = chatID
        self.kind = kind
        self.raw = raw
    }
}
