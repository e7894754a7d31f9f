/// The test that a bot collects from somebody, to be saved.
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

/// The result of saving a test.
package struct SaveTestOutcome: Sendable, Equatable {
    package var userID: Int64
    /// True where the user had no saved test before.
    package var created: Bool

    package init(userID: Int64, created: Bool) {
        self.userID = userID
        self.created = created
    }
}
