/// An application that saving a test makes; a user has one at most.
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

/// How far the trainers are with an application.
package enum ApplicationStatus: String, Sendable, CaseIterable {
    case new, viewed, contacted
}
