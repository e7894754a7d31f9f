import PostgreSQL

extension StorageError {
    /// The meaning of the failure for whoever asked the store.
    init(_ failure: DatabaseFailure) {
        switch failure {
        case .refused(.undefinedTable, _), .refused(.undefinedColumn, _):
            self = .migrations("the database lacks migrations: \(failure)")
        case .refused(let state, _) where !state.isUnavailability: self = .internal(failure.description)
        case .refused, .lost, .unreachable, .overdue: self = .unavailable(failure.description)
        }
    }
}
