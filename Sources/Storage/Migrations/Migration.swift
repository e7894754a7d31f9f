/// A numbered step of the database's schema: run once, in one transaction, never changed after a release.
package struct Migration: Sendable, Equatable {
    package let version: Int64
    package let name: String
    /// Statements for SQLite.
    let sql: String
}

extension Migration {
    /// All steps, oldest first; a new one goes to the end with the next number.
    static let all: [Migration] = [.initial]
}
