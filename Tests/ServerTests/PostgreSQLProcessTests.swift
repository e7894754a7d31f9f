import Glibc
import Storage
import TestSupport
import TestTraits
import Testing

/// The program's commands on PostgreSQL.
@Suite(.blocking) struct PostgreSQLProcessTests {
    private let cluster: PostgreSQLCluster
    private let directory: TemporaryFolder

    init() throws {
        cluster = try .shared()
        directory = try TemporaryFolder()
    }

    private func start(_ arguments: [String], _ url: String, in folder: TemporaryFolder? = nil) throws -> ChildProcess {
        let dotEnv = "PORT=0\nDB_POOL_SIZE=2\nLOOPS=2\nDATABASE_URL=\(url)\n"
        return try ChildProcess(arguments, dotEnv: dotEnv, in: folder ?? directory)
    }

    private func run(_ arguments: [String], _ url: String) throws -> (output: String, code: Int32) {
        let child = try start(arguments, url)
        return (try child.read(), child.wait())
    }

    @Test func processesThatStartTogetherOnAnEmptyDatabaseAllSucceed() throws {
        let url = try cluster.newDatabase()
        let folders: [TemporaryFolder] = try (0..<8).map { _ in try TemporaryFolder() }
        let servers = try folders.prefix(4).map { try start(["serve"], url, in: $0) }
        let migrating = try folders.suffix(4).map { try start(["migrate"], url, in: $0) }
        for migration in migrating {
            let output = try migration.read()
            #expect(migration.wait() == 0, "\(output)")
        }
        for server in servers { #expect(try server.read(until: "(stop with").contains("Serving on")) }
        let migrations = Migration.all.map { "\($0.version)|\($0.name)" }.joined(separator: "\n")
        #expect(try cluster.query("SELECT version, name FROM schema_migrations", in: url) == migrations)
        for server in servers {
            server.signal(SIGTERM)
            #expect(server.wait() == 0)
        }
        try cluster.dropDatabase(url)
    }

    @Test func migrateCheckListsWhatIsMissingAndIsSilentOnceMigrated() throws {
        let url = try cluster.newDatabase()
        let before = try run(["migrate", "--check"], url)
        let missing = Migration.all.map { "missing: \($0.version) \($0.name)\n" }.joined()
        #expect(before.output == missing && before.code == 1)
        #expect(try run(["migrate"], url).code == 0)
        let after = try run(["migrate", "--check"], url)
        #expect(after.output == "" && after.code == 0)
        try cluster.dropDatabase(url)
    }

    @Test func migrateTellsWhatTheDatabaseHas() throws {
        let url = try cluster.newDatabase()
        #expect(try run(["migrate", "history"], url).output == "")
        #expect(try run(["migrate"], url).code == 0)
        let history = try run(["migrate", "history"], url).output.split(separator: "\n")
        #expect(history.count == Migration.all.count)
        for (line, migration) in zip(history, Migration.all) {
            #expect(line.hasPrefix("\(migration.version) \(migration.name), applied 20"), "\(line)")
        }
        #expect(try run(["migrate", "current"], url).output == "\(try #require(history.last))\n")
        #expect(try run(["migrate", "curent"], url).code == 2)
        #expect(try run(["migrate", "current", "--check"], url).code == 2)
        try cluster.dropDatabase(url)
    }

    @Test(arguments: [["serve"], ["migrate"], ["migrate", "--check"], ["check"]])
    func aDatabaseOfANewerProgramIsRefused(command: [String]) throws {
        let url = try cluster.newDatabase()
        #expect(try run(["migrate"], url).code == 0)
        let next = Migration.all.count + 1
        _ = try cluster.query("INSERT INTO schema_migrations VALUES (\(next), 'of tomorrow', 0)", in: url)
        let result = try run(command, url)
        let refusal = "the database has migration \(next) (of tomorrow), this program knows \(next - 1): it is older"
        #expect(result.output.contains(refusal))
        #expect(result.code == 1)
        try cluster.dropDatabase(url)
    }

    @Test(arguments: [["serve"], ["migrate"], ["migrate", "--check"], ["check"]])
    func whatKeepsTheDatabaseOutOfReachIsOneLineWithoutThePassword(command: [String]) throws {
        try requirePassword(of: "locked")
        let place = "127.0.0.1:\(cluster.port)/postgres"
        for (url, reason) in [
            ("postgres://locked:hunter2@\(place)", "user locked: the server or a pooler refuses the password"),
            ("postgres://locked@\(place)", "the server wants a password, and none is given"),
            // A name that no name server has to be asked about.
            ("postgres://me:hunter2@no..where/app", "no..where, database app, user me: the host's name is not known"),
            ("postgres://me:hunter2@127.0.0.1:1/app", "127.0.0.1:1, database app, user me: the connection was refused"),
            ("postgres://postgres:hunter2@\(place)_of_nobody", "the database does not exist (SQLSTATE 3D000)"),
            (
                "host=127.0.0.1 port=\(cluster.port) user=nobody password=hunter2",
                "the server refuses the user: there is none"
            ),
        ] {
            let result = try run(command, url)
            // The log quotes with a backslash, the commands do not.
            let output = result.output.filter { $0 != "\\" }
            let lines = output.split(separator: "\n").filter { $0.contains(reason) }
            #expect(lines.count == 1, "\(url): \(result.output)")
            #expect(!result.output.contains("hunter2"))
            #expect(result.code == 1)
        }
    }

    @Test func anAddressAsSQLAlchemyWritesItIsServed() throws {
        let url = try cluster.newDatabase()
        let address = "postgresql+asyncpg:" + url.drop { $0 != ":" }.dropFirst() + "?ssl=prefer&schema=public"
        let result = try run(["migrate"], address)
        #expect(result.output.contains("applied: 1 initial"))
        #expect(result.code == 0)
        try cluster.dropDatabase(url)
    }

    @Test(arguments: ["serve", "migrate", "check"])
    func aParameterOfAnotherProgramIsNamed(command: String) throws {
        let address = "postgresql+asyncpg://me:hunter2@db/app?prepared_statement_cache_size=0"
        let result = try run([command], address)
        #expect(result.output.contains("DATABASE_URL: has the parameter \"prepared_statement_cache_size\""))
        #expect(!result.output.contains("hunter2"))
        #expect(result.code == 1)
    }

    /// Makes the role, and lets the cluster ask it for a password; it asks nobody else.
    private func requirePassword(of role: String) throws {
        let url = cluster.url(of: "postgres")
        let file = try cluster.query("SHOW hba_file", in: url)
        _ = try cluster.query(
            """
            BEGIN;
            SELECT pg_advisory_xact_lock(1);
            DO $$ BEGIN
                IF to_regrole('\(role)') IS NULL THEN
                    CREATE ROLE \(role) LOGIN PASSWORD 'not that one';
                    CREATE TEMPORARY TABLE rules ON COMMIT DROP AS
                        SELECT regexp_split_to_table(pg_read_file('\(file)'), E'\\n') AS rule;
                    COPY (
                        SELECT 'host all \(role) 127.0.0.1/32 scram-sha-256' UNION ALL SELECT rule FROM rules
                    ) TO '\(file)';
                END IF;
            END $$;
            COMMIT;
            SELECT pg_reload_conf();
            """,
            in: url
        )
        let own = "postgres://\(role)@127.0.0.1:\(cluster.port)/postgres"
        try Deadline.wait(seconds: 20, for: "a server that asks for passwords") {
            (try? cluster.query("SELECT 1", in: own)) == nil ? () : nil
        }
    }
}
