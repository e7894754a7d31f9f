/// Somebody who logged in, or for whom a test was saved.
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
