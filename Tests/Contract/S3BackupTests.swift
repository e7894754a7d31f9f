import Glibc
import S3StandIn
import TestSupport
import TestTraits
import Testing

/// Backups in a bucket: made, listed, kept for a time, brought back and tried.
@Suite(.blocking) struct S3BackupTests {
    private static let prefix: String = "backups/shop/"

    /// The program with a database and a bucket.
    private struct Program {
        let server: S3StandIn
        let databaseURL: String
        var changes: [String: String] = [:]

        func run(_ words: [String]) throws -> Command.Outcome {
            let environment = [
                "DATABASE_URL": databaseURL, "PATH": "/usr/bin:/bin", "BACKUP_FOLDER": "s3://backups/shop",
                "S3_ENDPOINT": server.endpoint, "S3_REGION": server.options.region,
                "S3_ACCESS_KEY_ID": server.options.accessKeyID,
                "S3_SECRET_ACCESS_KEY": server.options.secretAccessKey,
            ]
            return try Command.run(
                [try BuildProducts.path(of: "telegram-backend")] + words,
                environment: environment.merging(changes) { $1 }
            )
        }
    }

    @Test(arguments: TestDatabase.System.allCases)
    func aBackupGoesToTheBucketAndComesBack(system: TestDatabase.System) async throws {
        let server = try S3StandIn()
        let folder = try TemporaryFolder()
        let source = try TestDatabase(system, in: folder)
        let program = Program(server: server, databaseURL: source.url)
        #expect(try program.run(["migrate"]).status == 0)
        let backup = try program.run(["backup"])
        try #require(backup.status == 0, "\(backup.errors)")
        let place = String(backup.output.dropLast())
        #expect(place.hasPrefix("s3://backups/shop/"))
        #expect(server.objects.keys.map { "s3://\($0)" } == [place])
        #expect(try program.run(["backup", "--list"]).output.hasPrefix(place + "  "))

        let elsewhere = try TemporaryFolder()
        let target = try TestDatabase(system, in: elsewhere)
        let restored = try Program(server: server, databaseURL: target.url).run(["restore", place])
        #expect(restored.status == 0, "\(restored.errors)")
        let count = "SELECT count(*) FROM schema_migrations"
        #expect(try target.query(count) == source.query(count))

        // What is not what was written is refused.
        server.change { objects in
            for key in objects.keys { objects[key]?.bytes[1_000] ^= 1 }
        }
        let damaged = try Program(server: server, databaseURL: target.url).run(["restore", "--force", place])
        #expect(damaged.status == 1 && damaged.errors.contains("SHA-256"))
        await server.stop()
    }

    @Test func backupsGoByAgeButNotTheNewestNorOthers() async throws {
        let server = try S3StandIn()
        let folder = try TemporaryFolder()
        let database = try TestDatabase(.sqlite, in: folder)
        let program = Program(server: server, databaseURL: database.url)
        #expect(try program.run(["migrate"]).status == 0)
        let old = [
            "database-20200101T000000Z.sqlite", "database-20200102T000000Z.sqlite",
            // Of another database, of the other system, in another place, and no backup.
            "other-20200101T000000Z.sqlite", "database-20200101T000000Z.dump", "below/database-20200101T000000Z.sqlite",
            "notes.txt",
        ]
        server.change { objects in
            for name in old { objects[Self.prefix + name] = S3StandIn.Object(bytes: [1], tag: "\"1\"") }
        }
        let backup = try program.run(["backup", "--keep", "30d"])
        #expect(backup.status == 0, "\(backup.errors)")
        let kept = server.objects.keys.map { String($0.dropFirst(Self.prefix.count)) }.sorted()
        #expect(kept.count == 5)
        #expect(old.suffix(4).allSatisfy(kept.contains))
        await server.stop()
    }

    /// With a key that may not remove.
    @Test func whatCannotBeRemovedIsSaidAndTheBackupIsThere() async throws {
        let server = try S3StandIn()
        let folder = try TemporaryFolder()
        let database = try TestDatabase(.sqlite, in: folder)
        let program = Program(server: server, databaseURL: database.url)
        #expect(try program.run(["migrate"]).status == 0)
        server.change { objects in
            objects[Self.prefix + "database-20200101T000000Z.sqlite"] = S3StandIn.Object(bytes: [1], tag: "\"1\"")
        }
        // It is written, then the others are listed, then one is removed.
        server.expect(after: 2, .status(403, code: "AccessDenied"))
        let backup = try program.run(["backup", "--keep", "1"])
        #expect(backup.status == 1)
        #expect(backup.errors.contains("is written, but older ones were not removed"))
        #expect(server.objects.count == 2)
        await server.stop()
    }

    @Test func aServerThatRefusesIsSaidAndNothingOfItIsPrinted() async throws {
        let server = try S3StandIn()
        let folder = try TemporaryFolder()
        let database = try TestDatabase(.sqlite, in: folder)
        var program = Program(server: server, databaseURL: database.url)
        #expect(try program.run(["migrate"]).status == 0)
        program.changes = ["S3_SECRET_ACCESS_KEY": "another-one"]
        let refused = try program.run(["backup"])
        #expect(refused.status == 1)
        #expect(refused.errors.contains("403 SignatureDoesNotMatch"))
        #expect(!refused.errors.contains("another-one"))
        program.changes = ["S3_SECRET_ACCESS_KEY": ""]
        let unset = try program.run(["backup"])
        #expect(unset.status == 1 && unset.errors.contains("S3_SECRET_ACCESS_KEY"))
        #expect(server.objects.isEmpty)
        await server.stop()
    }

    @Test func theAgeOfTheNewestIsChecked() async throws {
        let server = try S3StandIn()
        let folder = try TemporaryFolder()
        let database = try TestDatabase(.sqlite, in: folder)
        let program = Program(server: server, databaseURL: database.url)
        #expect(try program.run(["migrate"]).status == 0)
        func line() throws -> String {
            let output = try program.run(["check", "--deploy"]).output
            return String(output.split(separator: "\n").first { $0.contains(" backup-age ") } ?? "")
        }
        #expect(try line().contains("there is no backup"))
        #expect(try program.run(["backup"]).status == 0)
        #expect(try line().contains("✓"))
        server.expect(.status(403, code: "AccessDenied"))
        #expect(try line().contains("403 AccessDenied"))
        await server.stop()
    }

    /// A copy of the database in the clear is not to stay where a command was killed.
    @Test func whatAKilledCommandLeftInTheWorkFolderGoes() async throws {
        let server = try S3StandIn()
        let (folder, work) = (try TemporaryFolder(), try TemporaryFolder())
        let database = try TestDatabase(.sqlite, in: folder)
        let program = Program(server: server, databaseURL: database.url, changes: ["TMPDIR": work.path])
        #expect(try program.run(["migrate"]).status == 0)
        let names = ["telegram-backend-work-abcdef", "telegram-backend-work-locked", "another-folder"]
        for name in names {
            #expect(mkdir("\(work.path)/\(name)", 0o700) == 0)
            close(open("\(work.path)/\(name)/database.sqlite", O_WRONLY | O_CREAT | O_CLOEXEC, 0o600))
        }
        // Another command is at work.
        let lock = open("\(work.path)/\(names[1])", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        #expect(flock(lock, LOCK_EX | LOCK_NB) == 0)
        let backup = try program.run(["backup"])
        #expect(backup.status == 0, "\(backup.errors)")
        #expect(try Files.names(in: work.path) == ["another-folder", "telegram-backend-work-locked"])
        #expect(try Files.names(in: "\(work.path)/\(names[1])") == ["database.sqlite"])
        close(lock)
        #expect(try program.run(["backup"]).status == 0)
        #expect(try Files.names(in: work.path) == ["another-folder"])
        await server.stop()
    }

    // MARK: - The drill

    @Test(arguments: TestDatabase.System.allCases)
    func theDrillRestoresTheNewestAndLeavesNothing(system: TestDatabase.System) async throws {
        let server = try S3StandIn()
        let process = try ServerProcess(ServerSettings.standard(with: ["TELEGRAM_UPDATES": "off"]), on: system)
        for _ in 0..<5 { _ = try Client(process).newApplication() }
        let work = try TemporaryFolder()
        let program = Program(server: server, databaseURL: process.database.url, changes: ["TMPDIR": work.path])
        #expect(try program.run(["restore", "--drill"]).errors.contains("there is no backup"))
        let backup = try program.run(["backup"])
        #expect(backup.status == 0)
        // An older one is there, too, and is not whole.
        server.change { objects in
            for key in objects.keys {
                let older = key.replacing(/[0-9]{8}T[0-9]{6}Z/, with: "20200101T000000Z")
                objects[older] = S3StandIn.Object(bytes: [1], tag: "\"1\"")
            }
        }
        #expect(server.objects.count == 2)
        // The server goes on.
        let drill = try program.run(["restore", "--drill"])
        #expect(drill.status == 0, "\(drill.errors)")
        #expect(drill.output.contains("users: 5 rows") || drill.output.contains("users: 6 rows"), "\(drill.output)")
        #expect(drill.output.contains("none is missing"))
        #expect(drill.output.contains("the drill is passed"))
        #expect(drill.output.contains(backup.output.dropLast()))
        #expect(try Files.names(in: work.path).isEmpty)
        if system == .postgreSQL {
            let left = "SELECT count(*) FROM pg_database WHERE datname LIKE '%\\_restore\\_drill'"
            let name = String(process.database.url.split(separator: "/").last ?? "")
            #expect(try process.database.query(left + " AND datname LIKE '\(name)%'") == "0")
        }
        #expect(try process.terminate() == 0)
        await server.stop()
    }

    @Test func aDrillThatFindsADamagedBackupFails() async throws {
        let server = try S3StandIn()
        let folder = try TemporaryFolder()
        let database = try TestDatabase(.sqlite, in: folder)
        let program = Program(server: server, databaseURL: database.url)
        #expect(try program.run(["migrate"]).status == 0)
        #expect(try program.run(["backup"]).status == 0)
        // Whoever changed the file changed its digest, too.
        server.change { objects in
            for key in objects.keys {
                objects[key]?.digest = nil
                for index in 8_192..<12_288 { objects[key]?.bytes[index] = 0xFF }
            }
        }
        let drill = try program.run(["restore", "--drill"])
        #expect(drill.status == 1)
        #expect(drill.errors.contains("damaged") || drill.errors.contains("no sound SQLite database"))
        await server.stop()
    }

    @Test func aDatabaseThatADrillLeftBehindIsReplacedAndNoOther() async throws {
        let cluster: PostgreSQLCluster = try .shared()
        let folder = try TemporaryFolder()
        let source = try cluster.newDatabase()
        let server = try S3StandIn()
        let program = Program(server: server, databaseURL: source)
        #expect(try program.run(["migrate"]).status == 0)
        #expect(try program.run(["backup"]).status == 0)
        let name = "\(source.split(separator: "/").last ?? "")_restore_drill"
        _ = try cluster.query("CREATE DATABASE \(name)", in: source)
        let refused = try program.run(["restore", "--drill"])
        #expect(refused.status == 1 && refused.errors.contains("not a drill's"))
        _ = try cluster.query("COMMENT ON DATABASE \(name) IS 'telegram-backend restore --drill'", in: source)
        let drill = try program.run(["restore", "--drill"])
        #expect(drill.status == 0, "\(drill.errors)")
        #expect(try cluster.query("SELECT count(*) FROM pg_database WHERE datname = '\(name)'", in: source) == "0")
        try cluster.dropDatabase(source)
        _ = folder
        await server.stop()
    }

    // MARK: - Before migrating

    @Test func aBackupIsMadeBeforeMigratingWhereSomethingIsMissing() async throws {
        let server = try S3StandIn()
        let folder = try TemporaryFolder()
        let database = try TestDatabase(.postgreSQL, in: folder)
        let program = Program(server: server, databaseURL: database.url)
        // A new database has nothing to lose.
        let first = try program.run(["migrate", "--backup"])
        #expect(first.status == 0 && first.output.contains("the database is new"), "\(first.errors)")
        #expect(server.objects.isEmpty)
        #expect(try program.run(["migrate", "--backup"]).output.isEmpty)
        #expect(server.objects.isEmpty)

        // As an older program left it.
        _ = try database.query(
            "DELETE FROM schema_migrations WHERE version = (SELECT max(version) FROM schema_migrations)"
        )
        server.expect(.status(403, code: "AccessDenied"))
        let failed = try program.run(["migrate", "--backup"])
        #expect(failed.status == 1 && failed.errors.contains("AccessDenied"))
        #expect(try program.run(["migrate", "--check"]).status == 1, "it migrated without a backup")
        _ = try program.run(["migrate", "--backup"])
        #expect(server.objects.count == 1)
        await server.stop()
    }
}
