/// Whom a broadcast goes to, of everybody who can be written to; without conditions to all of them.
package struct BroadcastAudience: Sendable, Equatable {
    /// Primary subtags of IETF language tags in lower case, such as `en`; empty: any.
    package var languages: [String]
    /// They wrote to the bot, logged in or saved a test in the last days before it begins.
    package var activeDays: Int64?
    /// They have completed the test, or have not.
    package var completedTest: Bool?
    /// Microseconds since 1970-01-01T00:00:00Z.
    package var registeredAfter: Int64?

    package init(
        languages: [String] = [],
        activeDays: Int64? = nil,
        completedTest: Bool? = nil,
        registeredAfter: Int64? = nil
    ) {
        self.languages = languages
        self.activeDays = activeDays
        self.completedTest = completedTest
        self.registeredAfter = registeredAfter
    }
}
