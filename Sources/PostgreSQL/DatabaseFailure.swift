/// Why the database did not do what it was asked.
///
/// The texts are for the operator. They name hosts, tables, columns and constraints, never values: PostgreSQL's own
/// messages quote what clients sent, and are left out.
package enum DatabaseFailure: Error, Sendable, Equatable, CustomStringConvertible {
    /// The server refused the statement and undid its transaction.
    case refused(SQLState, about: String)
    /// The connection broke while an answer was awaited; whether the statement was done is not known.
    case lost(String)
    /// Nothing was sent: there is no connection.
    case unreachable(String)
    /// Nothing was sent, or no answer came, in the time allowed.
    case overdue(String)

    /// Nobody is to connect any more.
    static let closed: DatabaseFailure = .unreachable("the connection pool is closed")

    package var description: String {
        switch self {
        case .refused(let state, let about): "SQLSTATE \(state)\(about)"
        case .lost(let reason), .unreachable(let reason), .overdue(let reason): reason
        }
    }
}
