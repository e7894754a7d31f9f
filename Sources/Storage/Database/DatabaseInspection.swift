import PostgreSQL

/// A database as an operator's check finds it.
package struct DatabaseInspection: Sendable {
    package private(set) var missing: [Migration] = []
    /// Why the migrations do not fit this program at all; nil where some are missing at most.
    package private(set) var migrationFault: String?
    /// True where a pooler lies before the server.
    package private(set) var isPooled: Bool = false
    /// True where what is sent cannot be read on the way: it is encrypted, or does not leave the machine.
    package private(set) var isPrivate: Bool = true
    /// How far the server's clock is ahead of ours, in microseconds; nil where there is no server.
    package private(set) var clockLead: Int64?

    init(_ pending: () throws(StorageError) -> [Migration]) throws(StorageError) {
        do throws(StorageError) {
            missing = try pending()
        } catch .migrations(let reason) {
            migrationFault = reason
        }
    }

    init(_ session: Session, now: @Sendable () -> Int64) throws(StorageError) {
        try self.init { () throws(StorageError) in try Migrator(session, known: Migration.all).pending() }
        isPooled = session.isPooled
        isPrivate = session.isEncrypted || session.isWithinMachine
        let before = now()
        let rows = try session.answer("SELECT (extract(epoch from clock_timestamp()) * 1000000)::bigint")
        // The server looked at its clock somewhere between.
        clockLead = rows.first?.first.flatMap { Int64($0) }.map { $0 - (before + now()) / 2 }
    }
}
