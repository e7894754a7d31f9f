/// A client's request that an administrator approves or rejects.
package struct ClientRequest: Sendable, Equatable {
    /// Once it is no longer pending it stays as it is.
    package enum Status: String, Sendable, CaseIterable {
        case pending, approved, rejected
    }

    /// How an administrator decided.
    package struct Decision: Sendable, Equatable {
        /// Microseconds since 1970-01-01T00:00:00Z.
        package var time: Int64
        package var administratorID: Int64
        /// As the administrator was called then.
        package var administratorName: String
        /// For the client.
        package var note: String?

        package init(time: Int64, administratorID: Int64, administratorName: String, note: String?) {
            self.time = time
            self.administratorID = administratorID
            self.administratorName = administratorName
            self.note = note
        }
    }

    package var id: Int64
    /// With the names that are known of them last.
    package var client: UserProfile
    package var message: String
    package var status: Status
    /// Microseconds since 1970-01-01T00:00:00Z.
    package var submittedAt: Int64
    /// nil while it is pending.
    package var decision: Decision?

    package init(
        id: Int64,
        client: UserProfile,
        message: String,
        status: Status = .pending,
        submittedAt: Int64,
        decision: Decision? = nil
    ) {
        self.id = id
        self.client = client
        self.message = message
        self.status = status
        self.submittedAt = submittedAt
        self.decision = decision
    }

    /// What the outbox knows the messages about it by.
    package static func subject(_ id: Int64) -> String { "request/\(id)" }

    /// The greatest number of characters (Unicode scalars) of a note; the contract says the same.
    package static let longestNote: Int = 1_000
}
