/// A numbered step of the database's schema: run once, in one transaction, never changed after a release.
package struct Migration: Sendable, Equatable {
    package let version: Int64
    package let name: String
    /// Statements for SQLite, and for PostgreSQL.
    let sqlite: String
    let postgreSQL: String
}

extension Migration {
    /// All steps, oldest first; a new one goes to the end with the next number.
    package static let all: [Migration] = [
        .initial, .bot, .botSetUp, .administrators, .requests, .broadcasts, .applicationNotices, .traces,
    ]

    /// A step that a database has.
    package struct Applied: Sendable, Equatable {
        package let version: Int64
        package let name: String
        /// Microseconds since 1970-01-01T00:00:00Z.
        package let appliedAt: Int64
    }

    /// The steps still to run, oldest first; throws where the database is newer than the program or has other steps.
    static func pending(
        of known: [Migration],
        after applied: [Applied]
    ) throws(StorageError) -> [Migration] {
        for (index, step) in applied.enumerated() {
            guard index < known.count else {
                throw .migrations(
                    "the database has migration \(step.version) (\(step.name)), this program knows \(known.count): "
                        + "it is older than the one that used the database last"
                )
            }
            guard known[index].version == step.version, known[index].name == step.name else {
                throw .migrations(
                    "the database has migration \(step.version) (\(step.name)) where this program has "
                        + "\(known[index].version) (\(known[index].name))"
                )
            }
        }
        return Array(known.dropFirst(applied.count))
    }

    /// Throws where steps are missing.
    static func requireNone(_ pending: [Migration]) throws(StorageError) {
        guard !pending.isEmpty else { return }
        let names = pending.map { "\($0.version) (\($0.name))" }.joined(separator: ", ")
        throw .migrations("the database lacks migrations: \(names)")
    }
}
