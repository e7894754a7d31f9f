package import Domain
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
