/// The five characters by which PostgreSQL says what went wrong.
///
/// https://www.postgresql.org/docs/15/errcodes-appendix.html
package struct SQLState: Sendable, Hashable, CustomStringConvertible {
    package let code: String

    package init(_ code: String) { self.code = code }

    package var description: String { code }

    /// The first two characters: the kind of fault.
    package var category: Substring { code.prefix(2) }

    package static let featureNotSupported = SQLState("0A000")
    package static let readOnlyTransaction = SQLState("25006")
    package static let invalidStatementName = SQLState("26000")
    package static let invalidArgumentForWidthBucket = SQLState("2201G")
    package static let serializationFailure = SQLState("40001")
    package static let deadlockDetected = SQLState("40P01")
    package static let duplicateStatement = SQLState("42P05")
    package static let undefinedTable = SQLState("42P01")
    package static let undefinedColumn = SQLState("42703")
    package static let lockNotAvailable = SQLState("55P03")

    /// True where the statement met another transaction and may well succeed when it is tried again.
    package var isConflict: Bool { self == .serializationFailure || self == .deadlockDetected }

    /// True where the values of a row are at fault: a data exception or a broken constraint.
    package var isFaultOfARow: Bool { category == "22" || category == "23" }

    /// True where the server cannot work at present: connections, resources, interventions, its disk, a standby.
    package var isUnavailability: Bool {
        switch category {
        case "08", "53", "55", "57", "58", "25", "XX", "F0": true
        default: isConflict || asksForNewSession
        }
    }

    /// True where the session does not know the schema any more, has to move to the new primary, or is not ours alone.
    package var asksForNewSession: Bool {
        self == .featureNotSupported || self == .readOnlyTransaction || tellsOfSharedSession
    }

    /// True where the statements that a session had prepared are gone, or those of somebody else are there: what lies
    /// between us and the server gives its sessions to others, too.
    package var tellsOfSharedSession: Bool { self == .invalidStatementName || self == .duplicateStatement }
}
