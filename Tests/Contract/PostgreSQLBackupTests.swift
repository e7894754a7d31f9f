import ContractGenerator
import Glibc
import TestSupport
import TestTraits
import Testing

/// A backup of a PostgreSQL database, and the way back; for whatever tables are there.
@Suite(.blocking) struct PostgreSQLBackupTests {
    private static let content: String = """
        CREATE TABLE users (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            telegram_id bigint NOT NULL UNIQUE CHECK (telegram_id > 0),
            first_name text NOT NULL,
            recommended_calories integer,
            created_at timestamptz NOT NULL
        );
        CREATE TABLE applications (
            id bigserial PRIMARY KEY,
            user_id bigint NOT NULL UNIQUE REFERENCES users (id),
            status text NOT NULL,
            details jsonb NOT NULL
        );
        CREATE INDEX applications_by_status ON applications (status, id);
        CREATE TABLE telegram_updates (update_id bigint PRIMARY KEY, body bytea NOT NULL, note text);
        INSERT INTO users (telegram_id, first_name, recommended_calories, created_at)
            SELECT n, CASE n % 3 WHEN 0 THEN '' WHEN 1 THEN E'Zoë 🧪 \\t\\n\\\\ "''' ELSE 'Ana ' || n END,
            nullif(n % 5, 0), '2026-01-01 00:00:00.000001Z'::timestamptz + n * interval '1 second'
            FROM generate_series(1, 2000) n;
        INSERT INTO applications (user_id, status, details)
            SELECT id, 'new', jsonb_build_object('age', id, 'none', NULL) FROM users;
        INSERT INTO telegram_updates
            SELECT n, decode(repeat('00ff5c', 50), 'hex') || n::text::bytea, CASE n % 2 WHEN 0 THEN '' END
            FROM generate_series(1, 2000) n;
        DELETE FROM telegram_updates WHERE update_id % 7 = 0;
        """

    @Test func everyRowComesBack() throws {
        let cluster: PostgreSQLCluster = try .shared()
        let source = try cluster.newDatabase()
        _ = try cluster.query(Self.content, in: source)
        let target = try TemporaryFolder()
        let file = try Self.commands(source, target).backUp()

        let empty = try cluster.newDatabase()
        let restored = try Self.commands(empty, target).restore(file)
        #expect(restored.status == 0)
        let rows = try Self.rows(of: source)
        #expect(rows.split(separator: "\n").count > 5_000)
        #expect(try Self.rows(of: empty) == rows)
        #expect(try Self.schema(of: empty) == Self.schema(of: source))
        // Sequences go on where they were.
        let next: String =
            "INSERT INTO users (telegram_id, first_name, created_at) VALUES (9999, '', now()) RETURNING id"
        #expect(try cluster.query(next, in: empty) == "2001")
        for url in [source, empty] { try cluster.dropDatabase(url) }
    }

    @Test func aServerGoesOnWithWhatAnotherStoredBeforeTheBackup() throws {
        // The bot's workers would change rows by themselves.
        let server = try ServerProcess(ServerSettings.standard(with: ["TELEGRAM_UPDATES": "off"]), on: .postgreSQL)
        let client = try Client(server)
        var ids: [Int64] = []
        for _ in 0..<30 { ids.append(try client.newApplication()) }
        let target = try TemporaryFolder()
        // While the server runs, and goes on afterwards.
        let file = try Self.commands(server.database.url, target).backUp()
        let rows = try Self.rows(of: server.database.url)
        _ = try client.newApplication()

        let cluster: PostgreSQLCluster = try .shared()
        let empty = try cluster.newDatabase()
        #expect(try Self.commands(empty, target).restore(file).status == 0)
        #expect(try Self.rows(of: empty) == rows)
        #expect(try Self.schema(of: empty) == Self.schema(of: server.database.url))
        let successor = try ServerProcess(at: empty)
        let page = try Client(successor).send(Requests.applications("?limit=1"), as: "listApplications")
        #expect(page.json["items"].elements.first?["id"].integer == ids.last)
        #expect(page.json["pagination"]["total"].integer == 30)
        #expect(try Client(successor).newApplication() > (ids.last ?? 0))
        #expect(try successor.terminate() == 0)
        try cluster.dropDatabase(empty)
    }

    @Test func whatIsThereIsReplacedOnlyByForceAndThenWholly() throws {
        let cluster: PostgreSQLCluster = try .shared()
        let source = try cluster.newDatabase()
        _ = try cluster.query(Self.content, in: source)
        let target = try TemporaryFolder()
        let commands = try Self.commands(source, target)
        let file = try commands.backUp()
        let rows = try Self.rows(of: source)
        let schema = try Self.schema(of: source)

        // What a later version of the server might have made of it.
        let later = """
            ALTER TABLE users ADD COLUMN nickname text;
            CREATE TABLE plans (user_id bigint REFERENCES users (id), body text);
            CREATE SCHEMA audit; CREATE TABLE audit.entries (id bigint GENERATED ALWAYS AS IDENTITY);
            DELETE FROM applications WHERE id > 10;
            """
        _ = try cluster.query(later, in: source)
        let newer = try Self.rows(of: source)
        let refusal = try commands.restore(file)
        #expect(refusal.status == 1)
        #expect(refusal.errors.contains("not empty"))
        #expect(try Self.rows(of: source) == newer)

        // All or nothing: one that fails at its end, as publications are not dropped, leaves everything as it was.
        _ = try cluster.query("CREATE PUBLICATION everything FOR TABLE users", in: source)
        let second = try commands.backUp()
        #expect(try commands.restore(second, force: true).errors.contains("already exists"))
        #expect(try Self.rows(of: source) == newer)

        _ = try cluster.query("DROP PUBLICATION everything", in: source)
        #expect(try commands.restore(file, force: true).status == 0)
        #expect(try Self.rows(of: source) == rows)
        #expect(try Self.schema(of: source) == schema)
        try cluster.dropDatabase(source)
    }

    @Test func aDamagedFileIsRefusedAndChangesNothing() throws {
        let cluster: PostgreSQLCluster = try .shared()
        let source = try cluster.newDatabase()
        _ = try cluster.query(Self.content, in: source)
        let target = try TemporaryFolder()
        let file = try Self.commands(source, target).backUp()
        let half = target.path + "/half.dump"
        try Command.output(of: ["dd", "if=\(file)", "of=\(half)", "bs=1024", "count=20"])
        let empty = try cluster.newDatabase()
        let restored = try Self.commands(empty, target).restore(half)
        #expect(restored.status == 1)
        #expect(try Self.rows(of: empty) == "")
        for url in [source, empty] { try cluster.dropDatabase(url) }
    }

    /// The settings of pg_dump's session would stay in one of the server's.
    @Test(arguments: [PgBouncer.PoolMode.session, .transaction])
    func aPoolerIsRefused(mode: PgBouncer.PoolMode) throws {
        let cluster: PostgreSQLCluster = try .shared()
        let source = try cluster.newDatabase()
        let target = try TemporaryFolder()
        let file = try Self.commands(source, target).backUp()
        let pooler = try PgBouncer(before: cluster, mode)
        let commands = try Self.commands(pooler.url(source, of: cluster), target)
        for outcome in [try commands.start().outcome(), try commands.restore(file, force: true)] {
            #expect(outcome.status == 1)
            #expect(outcome.errors.contains("connection pooler"))
        }
    }

    @Test(arguments: [true, false])
    func thePasswordIsOnNoCommandLine(isURI: Bool) throws {
        let cluster: PostgreSQLCluster = try .shared()
        let port = cluster.port
        let url =
            isURI
            ? "postgres://postgres:sesame@127.0.0.1:\(port)/postgres"
            : "host=127.0.0.1 port=\(port) user=postgres dbname=postgres password=sesame"
        let folder = try TemporaryFolder()
        let program = "#!/bin/sh\necho \"pg_dump: error: arguments: $*; password: $PGPASSWORD\" >&2\nexit 1\n"
        let writing = "printf %s \"$1\" >\"$2\" && chmod +x \"$2\""
        try Command.output(of: ["sh", "-c", writing, "sh", program, folder.path + "/pg_dump"])
        let target = try TemporaryFolder()
        let outcome = try BackupCommands(
            databaseURL: url,
            target: target.path,
            path: folder.path + ":/usr/bin:/bin"
        ).start().outcome()
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("host='127.0.0.1'"))
        #expect(outcome.errors.ranges(of: "sesame").count == 1)
        #expect(outcome.errors.contains("password: sesame"))
        #expect(try Files.names(in: target.path).isEmpty)
    }

    /// SIGTERM ends what was started, and takes back what is half done.
    @Test(arguments: ["pg_dump", "pg_restore"]) func whatIsStoppedStopsItsProgram(program: String) throws {
        let cluster: PostgreSQLCluster = try .shared()
        let source: String = try cluster.newDatabase()
        let target = try TemporaryFolder()
        let dump: String = try Self.commands(source, target).backUp()
        let before = try Files.names(in: target.path)
        let folder = try TemporaryFolder()
        // pg_restore reads the file first, which is not what is stopped here.
        let script = """
            #!/bin/sh
            case "$*" in *--list*|*--file=/dev/null*) exec \(cluster.programFolder)/\(program) "$@" ;; esac
            echo $$ >\(folder.path)/number
            exec tail -f /dev/null

            """
        let writing = "printf %s \"$1\" >\"$2\" && chmod +x \"$2\""
        try Command.output(of: ["sh", "-c", writing, "sh", script, folder.path + "/" + program])
        let commands = BackupCommands(
            databaseURL: source,
            target: target.path,
            path: "\(folder.path):\(cluster.programFolder):/usr/bin:/bin"
        )
        let command = try program == "pg_dump" ? commands.start() : commands.startToRestore(dump)
        let number: Int32 = try Deadline.wait(seconds: 20, for: "the program") {
            Int32(Files.text(of: folder.path + "/number").split(separator: "\n").first ?? "")
        }
        command.signal(SIGTERM)
        let outcome = try command.outcome()
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("stopped before it was done"))
        #expect(kill(number, 0) != 0, "the program goes on")
        #expect(try Files.names(in: target.path) == before)
        try cluster.dropDatabase(source)
    }

    /// A server needs a moment to end the session of a client that has gone.
    @Test func aSessionThatIsAboutToEndIsWaitedFor() throws {
        let cluster: PostgreSQLCluster = try .shared()
        let (source, empty) = (try cluster.newDatabase(), try cluster.newDatabase())
        _ = try cluster.query(Self.content, in: source)
        let target = try TemporaryFolder()
        let dump = try Self.commands(source, target).backUp()
        let name = empty.split(separator: "/").last ?? ""
        // The server ends it a second after it was connected: nobody writes to its file.
        let script = target.path + "/script"
        try Command.output(of: ["mkfifo", script])
        let psql = try Command(
            [cluster.programFolder + "/psql", "--no-psqlrc", "--dbname=\(empty)", "--file=\(script)"],
            environment: ["PGOPTIONS": "-c idle_session_timeout=1000"]
        )
        let sessions = "SELECT count(*) FROM pg_stat_activity WHERE datname = '\(name)'"
        _ = try Deadline.wait(seconds: 20, for: "the session") {
            (try? cluster.query(sessions, in: cluster.url(of: "postgres"))) == "1" ? true : nil
        }
        let outcome = try Self.commands(empty, target).restore(dump)
        #expect(outcome.status == 0, "\(outcome.errors)")
        psql.signal(SIGTERM)
        _ = try? psql.outcome()
        #expect(try Self.rows(of: empty) == Self.rows(of: source))
        for url in [source, empty] { try cluster.dropDatabase(url) }
    }

    /// What is committed is not said to be taken back.
    @Test(arguments: [true, false]) func whatEndsAfterTheCommitSaysThatItIsRestored(isStopped: Bool) throws {
        let cluster: PostgreSQLCluster = try .shared()
        let source = try cluster.newDatabase()
        _ = try cluster.query(Self.content, in: source)
        let target = try TemporaryFolder()
        let dump = try Self.commands(source, target).backUp()
        let empty = try cluster.newDatabase()
        let folder = try TemporaryFolder()
        let end = isStopped ? "echo $$ >\(folder.path)/number; exec tail -f /dev/null" : "echo no >&2; exit 1"
        let script = """
            #!/bin/sh
            case "$*" in *ANALYZE*) \(end) ;; esac
            exec \(cluster.programFolder)/psql "$@"

            """
        let writing = "printf %s \"$1\" >\"$2\" && chmod +x \"$2\""
        try Command.output(of: ["sh", "-c", writing, "sh", script, folder.path + "/psql"])
        let path = "\(folder.path):\(cluster.programFolder):/usr/bin:/bin"
        let command = try BackupCommands(databaseURL: empty, target: target.path, path: path).startToRestore(dump)
        if isStopped {
            _ = try Deadline.wait(seconds: 20, for: "psql") {
                Int32(Files.text(of: folder.path + "/number").split(separator: "\n").first ?? "")
            }
            command.signal(SIGTERM)
        }
        let outcome = try command.outcome()
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains(isStopped ? "restored, but stopped" : "restored, but psql ended with 1"))
        #expect(try Self.rows(of: empty) == Self.rows(of: source))
        for url in [source, empty] { try cluster.dropDatabase(url) }
    }

    @Test func whatFailsNamesNoValueOfARow() throws {
        let cluster: PostgreSQLCluster = try .shared()
        let source = try cluster.newDatabase()
        _ = try cluster.query("CREATE TABLE names (name text); INSERT INTO names VALUES ('Zoraida')", in: source)
        let target = try TemporaryFolder()
        let commands = try Self.commands(source, target)
        // The file holds rows that its own index does not take.
        let fail = """
            CREATE FUNCTION fails(name text) RETURNS bool LANGUAGE plpgsql AS
                $$ BEGIN RETURN current_database() = '\(source.split(separator: "/").last ?? "")'; END $$;
            ALTER TABLE names ADD CHECK (fails(name))
            """
        _ = try cluster.query(fail, in: source)
        let file = try commands.backUp()
        let empty = try cluster.newDatabase()
        let outcome = try Self.commands(empty, target).restore(file)
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("violates check constraint"))
        #expect(!outcome.errors.contains("Zoraida"))
        for url in [source, empty] { try cluster.dropDatabase(url) }
    }

    @Test func sessionsOfOtherRolesAreSeen() throws {
        let cluster: PostgreSQLCluster = try .shared()
        let source = try cluster.newDatabase()
        let name = source.split(separator: "/").last ?? ""
        let target = try TemporaryFolder()
        let file = try Self.commands(source, target).backUp()
        let role = "restorer_\(name)"
        _ = try cluster.query("CREATE ROLE \(role) LOGIN; ALTER DATABASE \(name) OWNER TO \(role)", in: source)
        // It is connected before it opens its file, which nobody writes to.
        let script = target.path + "/script"
        try Command.output(of: ["mkfifo", script])
        let psql = try Command([
            cluster.programFolder + "/psql", "--no-psqlrc", "--dbname=\(source)", "--file=\(script)",
        ])
        let other = "SELECT count(*) FROM pg_stat_activity WHERE datname = '\(name)'"
        _ = try Deadline.wait(seconds: 20, for: "the session") {
            (try? cluster.query(other, in: cluster.url(of: "postgres"))) == "1" ? true : nil
        }
        let url = source.replacing("//postgres@", with: "//\(role)@")
        #expect(url != source)
        let outcome = try Self.commands(url, target).restore(file)
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("somebody is connected"))
        psql.signal(SIGTERM)
        _ = try? psql.outcome()
        try cluster.dropDatabase(source)
        _ = try cluster.query("DROP ROLE \(role)", in: cluster.url(of: "postgres"))
    }

    private static func commands(_ url: String, _ target: TemporaryFolder) throws -> BackupCommands {
        let path = try PostgreSQLCluster.shared().programFolder + ":/usr/bin:/bin"
        return BackupCommands(databaseURL: url, target: target.path, path: path)
    }

    /// Every row of every table, in an order that depends on nothing but the rows.
    private static func rows(of url: String) throws -> String {
        let cluster: PostgreSQLCluster = try .shared()
        let tables = try cluster.query(
            """
            SELECT format('%I.%I', table_schema, table_name) FROM information_schema.tables
            WHERE table_schema !~ '^(pg_|information_schema$)' AND table_type = 'BASE TABLE' ORDER BY 1
            """,
            in: url
        )
        return try tables.split(separator: "\n").map { table in
            try "\(table)\n" + cluster.query("COPY (SELECT t FROM \(table) t ORDER BY t::text) TO STDOUT", in: url)
        }.joined(separator: "\n")
    }

    /// Tables, indexes, constraints and the states of sequences, as pg_dump writes them.
    private static func schema(of url: String) throws -> String {
        let program = try PostgreSQLCluster.shared().programFolder + "/pg_dump"
        // Newer ones begin and end with a word made up for each run.
        return try Command.output(of: [program, "--schema-only", "--dbname=\(url)"]).split(separator: "\n")
            .filter { !$0.hasPrefix("\\restrict") && !$0.hasPrefix("\\unrestrict") }.joined(separator: "\n")
    }
}
