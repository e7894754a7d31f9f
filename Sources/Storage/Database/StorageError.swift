/// Why the database did not do what it was asked.
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
