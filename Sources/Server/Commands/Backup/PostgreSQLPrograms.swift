import Glibc
import Platform
import PostgreSQL
import Storage

/// PostgreSQL's own programs on one database, the password where `ps` does not show it.
struct PostgreSQLPrograms {
    /// The name of a file of this database.
    let name: String
    let server: ConnectionString
    private let connection: ConnectionString.ForPrograms

    init(_ server: ConnectionString) throws(CommandFailure) {
        guard let connection = server.forPrograms else {
            throw .refused("sslpassword in DATABASE_URL would show in `ps`; use a key without a passphrase")
        }
        self.server = server
        self.connection = connection
        name = connection.name ?? "postgresql"
    }

    /// Connects before a program does, whose words on a connection quote the address.
    ///
    /// Throws behind a pooler: what `pg_dump` and `pg_restore` set in their session, an empty `search_path` for one,
    /// would stay in a session that others get after them.
    func requireOwnSession() throws(CommandFailure) {
        let isPooled: Bool
        do throws(StorageError) {
            isPooled = try Store.isPooled(.postgreSQL(server))
        } catch {
            throw .refused("there is no connection to the database: \(error)")
        }
        guard !isPooled else {
            throw .refused(
                "DATABASE_URL leads to a connection pooler, and this needs a session of its own; "
                    + "give the server's own address in DATABASE_URL for this command"
            )
        }
    }

    /// Runs a program on the database; what it printed.
    @discardableResult
    func run(_ words: [String]) async throws(CommandFailure) -> String {
        try await run(words + ["--no-password", "--dbname=\(connection.text)"], password: connection.password)
    }

    /// The same programs on another database of the server.
    func of(database name: String) throws(CommandFailure) -> PostgreSQLPrograms {
        guard let other = server.of(database: name) else { throw .refused("DATABASE_URL is not understood") }
        return try PostgreSQLPrograms(other)
    }

    /// The output of psql for SQL: a row a line, `|` between columns.
    func query(_ sql: String) async throws(CommandFailure) -> String {
        let words = ["psql", "--no-psqlrc", "--no-align", "--tuples-only", "--quiet", "--set=ON_ERROR_STOP=1"]
        return try await run(words + ["--command=\(sql)"]).trimmingNewlines()
    }

    /// A number that SQL gives.
    func count(_ sql: String) async throws(CommandFailure) -> Int {
        let text = try await query(sql)
        guard let count = Int(text) else { throw .refused("psql printed no number") }
        return count
    }

    /// Throws where `pg_restore` cannot read all of a file.
    func check(dump file: String) async throws(CommandFailure) {
        guard try await !contents(ofDump: file).isEmpty else { throw .refused("\(file) has no table of contents") }
        try await tool(["pg_restore", "--file=/dev/null", file])
    }

    /// The table of contents of a dump.
    func contents(ofDump file: String) async throws(CommandFailure) -> String {
        try await tool(["pg_restore", "--list", file]).trimmingNewlines()
    }

    /// Runs a program that needs no database.
    @discardableResult
    func tool(_ words: [String]) async throws(CommandFailure) -> String { try await run(words, password: nil) }

    private func run(_ words: [String], password: String?) async throws(CommandFailure) -> String {
        var environment = EnvironmentFile.process().filter { name, _ in
            name.hasPrefix("PG") || name.hasPrefix("KRB5") || PostgreSQLPrograms.variables.contains(name)
        }
        environment["LC_ALL"] = "C.UTF-8"
        environment["PGCONNECT_TIMEOUT"] = environment["PGCONNECT_TIMEOUT"] ?? "10"
        if let password { environment["PGPASSWORD"] = password }
        let outcome: Program.Outcome
        do throws(SystemError) {
            outcome = try await Program(words, environment: environment).run()
        } catch {
            throw error.code == ENOENT
                ? .refused("there is no \(words[0]) in PATH; install postgresql-client") : .system(words[0], error.code)
        }
        guard outcome.status == 0 else {
            let errors = String(decoding: outcome.errors, as: UTF8.self)
            if let fault = ConnectionString.fault(inWordsOfProgram: errors) {
                throw .refused("\(words[0]) has no connection: \(fault)")
            }
            let said = ProgramErrors.withoutValues(errors)
            throw .refused("\(words[0]) ended with \(outcome.status)" + (said.isEmpty ? "" : ": \(said)"))
        }
        return String(decoding: outcome.output, as: UTF8.self)
    }

    /// The variables that programs need beside libpq's own; the server's secrets are none of their business.
    private static let variables: Set<String> = ["PATH", "HOME", "USER", "LOGNAME", "TMPDIR", "TZ", "SSL_CERT_FILE"]
}

extension String {
    fileprivate func trimmingNewlines() -> String {
        let start = drop { $0.isNewline }
        return String(
            start.prefix(upTo: start.lastIndex { !$0.isNewline }.map(start.index(after:)) ?? start.startIndex)
        )
    }
}
