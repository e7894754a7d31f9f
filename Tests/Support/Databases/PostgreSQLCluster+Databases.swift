import Glibc
import Synchronization

extension PostgreSQLCluster {
    private static let next: Atomic<Int> = Atomic(0)

    /// The address of a database, as `DATABASE_URL` takes it.
    package func url(of database: String) -> String {
        "postgres://postgres@127.0.0.1:\(port)/\(database)"
    }

    /// Makes an empty database and returns its address.
    package func newDatabase() throws -> String {
        let name = "test_\(getpid())_\(Self.next.add(1, ordering: .relaxed).newValue)"
        _ = try query("CREATE DATABASE \(name)", in: url(of: "postgres"))
        return url(of: name)
    }

    /// Removes a database that `newDatabase` made; who is connected to it loses the connection.
    package func dropDatabase(_ url: String) throws {
        let name = url[(url.lastIndex(of: "/").map(url.index(after:)) ?? url.startIndex)...]
        guard name.hasPrefix("test_") else { throw TestFailure("\(url) is no database of a test") }
        _ = try query("DROP DATABASE \(name) WITH (FORCE)", in: self.url(of: "postgres"))
    }

    /// The output of psql for SQL: a row a line, `|` between columns, no heads; throws with its message where it fails.
    package func query(_ sql: String, in url: String, seconds: Double = 60) throws -> String {
        let words: [String] = ["--no-psqlrc", "--no-align", "--tuples-only", "--quiet", "--set=ON_ERROR_STOP=1"]
        let output = try Command.output(
            of: [programs.folder + "/psql"] + words + ["--dbname=\(url)", "--command=\(sql)"],
            environment: ["PGCONNECT_TIMEOUT": "10", "HOME": folder.path],
            seconds: seconds
        )
        return String(output.hasSuffix("\n") ? output.dropLast() : output[...])
    }
}
