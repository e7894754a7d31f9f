/// An empty database of a test on one of the two systems; gone with the last reference.
package final class TestDatabase: Sendable {
    /// The system that the product stores its data on.
    package enum System: String, CaseIterable, Sendable, CustomStringConvertible {
        case sqlite = "SQLite"
        case postgreSQL = "PostgreSQL"

        package var description: String { rawValue }
    }

    /// The address, as `DATABASE_URL` takes it.
    package let url: String
    private let cluster: PostgreSQLCluster?

    /// - Parameter folder: where SQLite's file is.
    package init(_ system: System, in folder: TemporaryFolder) throws {
        switch system {
        case .sqlite:
            url = "sqlite:\(folder.path)/database.sqlite"
            cluster = nil
        case .postgreSQL:
            let cluster: PostgreSQLCluster = try .shared()
            url = try cluster.newDatabase()
            self.cluster = cluster
        }
    }

    /// One that somebody else made, and removes.
    init(at url: String) {
        self.url = url
        cluster = nil
    }

    // It would go with the cluster as well: so that no test fails because it could not be removed.
    deinit { try? cluster?.dropDatabase(url) }

    /// The output of psql; see `PostgreSQLCluster.query`. SQLite's rows are printed in the same way.
    package func query(_ sql: String) throws -> String {
        if let cluster { return try cluster.query(sql, in: url) }
        guard url.hasPrefix("sqlite:") else { throw TestFailure("\(url) is not asked in SQL") }
        // On a connection that never checkpoints: the server alone may.
        let program = """
            import sqlite3, sys
            base = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True, timeout=30)
            for row in base.execute(sys.argv[2]):
                print(*row, sep="|")
            """
        let path = String(url.dropFirst("sqlite:".count))
        let output = try Command.output(of: ["python3", "-c", program, path, sql])
        return String(output.hasSuffix("\n") ? output.dropLast() : output[...])
    }

    /// The lines with a phrase that PostgreSQL has logged about this database.
    package func logLines(with phrase: String) throws -> [Substring] {
        guard let cluster, let name = url.split(separator: "/").last else { throw TestFailure("\(url) has no log") }
        return cluster.logText.split(separator: "\n").filter { $0.contains(" \(name) ") && $0.contains(phrase) }
    }
}
