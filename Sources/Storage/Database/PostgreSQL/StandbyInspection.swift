import Glibc
import PostgreSQL

/// A look at a standby before it is read from, as `Replica` looks at it meanwhile.
enum StandbyInspection {
    /// Why it cannot be read from; nil where it can.
    static func fault(
        _ standby: Session,
        of primary: Session,
        within milliseconds: Int
    ) throws(StorageError) -> String? {
        let deadline = ContinuousClock.now + .milliseconds(milliseconds)
        let wanted = try position(primary, ReplicaStatements.primaryPosition)
        while true {
            guard let replayed = try position(standby, ReplicaStatements.replayedPosition) else {
                return "is no standby: it follows nobody"
            }
            if let wanted, replayed >= wanted { return nil }
            guard ContinuousClock.now < deadline else { return "is more than \(milliseconds / 1_000) s behind" }
            usleep(50_000)
        }
    }

    private static func position(_ session: Session, _ statement: Statement) throws(StorageError) -> Int64? {
        try session.answer(statement.sql).first?.first.flatMap { Int64($0) }
    }
}
