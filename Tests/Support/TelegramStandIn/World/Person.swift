/// A user of Telegram.
package struct Person: Sendable, Equatable {
    package var id: Int64
    package var firstName: String
    package var lastName: String?
    package var username: String?
    package var languageCode: String?
    package var isBot: Bool = false

    package init(
        _ id: Int64,
        _ firstName: String? = nil,
        lastName: String? = nil,
        username: String? = nil,
        languageCode: String? = nil
    ) {
        self.id = id
        self.firstName = firstName ?? "User \(id)"
        self.lastName = lastName
        self.username = username
        self.languageCode = languageCode
    }

    /// A `User`.
    var json: JSON {
        .members([
            "id": .int(id), "is_bot": .bool(isBot), "first_name": .string(firstName),
            "last_name": lastName.map(JSON.string), "username": username.map(JSON.string),
            "language_code": languageCode.map(JSON.string),
        ])
    }
}
