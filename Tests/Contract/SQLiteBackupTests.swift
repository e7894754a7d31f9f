import Glibc
import TestSupport
import TestTraits
import Testing

/// A backup of the server's own database while the server works, and the way back.
@Suite(.blocking) struct SQLiteBackupTests {
    @Test func aBackupUnderLoadIsOneMomentAndTheServerGoesOn() throws {
        let server = try ServerProcess()
        let connections: [HTTPConnection] = try (0..<8).map { _ in try HTTPConnection(port: server.port) }
        for _ in 0..<20 { try Self.write(connections) }
        let before = try Self.rows(of: Self.file(server.folder))

        let target = try TemporaryFolder()
        let commands = BackupCommands(databaseURL: Self.url(server.folder), target: target.path)
        let running = try commands.start()
        var rounds = 0
        while !running.hasEnded {
            try Self.write(connections)
            rounds += 1
        }
        let early = try BackupCommands.file(of: running)
        #expect(rounds > 0)
        let restored = try Self.rowsAfterRestoring(early, commands)
        let after = try Self.rows(of: Self.file(server.folder))
        #expect(before.count > 2 * 20 * 8)
        #expect(before.subtracting(restored).isEmpty, "acknowledged before the backup, but not in it")
        #expect(restored.subtracting(after).isEmpty, "in the backup, but never written")

        // Nobody writes now: the same backup again must be all there is, row by row.
        #expect(try Self.rowsAfterRestoring(commands.backUp(), commands) == after)
        #expect(try server.terminate() == 0)
    }

    @Test func aBackupChangesNothingOfADatabaseThatACrashLeftBehind() throws {
        let server = try ServerProcess()
        _ = try Client(server).newApplication()
        server.kill()
        let parts: [String] = ["", "-wal"].map { Self.file(server.folder) + $0 }
        let before = try parts.map(Files.bytes)
        #expect(before.allSatisfy { !$0.isEmpty })
        let target = try TemporaryFolder()
        let file = try BackupCommands(databaseURL: Self.url(server.folder), target: target.path).backUp()
        // Nothing was written back from the log: checkpoints are the server's alone.
        #expect(try parts.map(Files.bytes) == before)
        #expect(try Self.rows(of: file).contains { $0.hasPrefix("applications ") })
    }

    @Test func aBackupGoesWhereTheSettingsSay() throws {
        let server = try ServerProcess()
        let folder = try TemporaryFolder()
        let target = folder.path + "/backups"
        let backup = try Command(
            [try BuildProducts.path(of: "telegram-backend"), "backup"],
            environment: ["DATABASE_URL": Self.url(server.folder), "BACKUP_FOLDER": target, "PATH": "/usr/bin:/bin"]
        )
        #expect(try BackupCommands.file(of: backup).hasPrefix(target + "/database-"))
        #expect(try server.terminate() == 0)
    }

    /// As after `sudo telegram-backend backup` into the folder of the unit's user. Only root can make that.
    @Test func whatIsWrittenBelongsToTheFoldersOwner() throws {
        let server = try ServerProcess()
        let target = try TemporaryFolder()
        if geteuid() == 0 { #expect(chown(target.path, 12_345, 12_346) == 0) }
        let commands = BackupCommands(databaseURL: Self.url(server.folder), target: target.path)
        _ = try commands.backUp()
        var folder = stat()
        #expect(stat(target.path, &folder) == 0)
        let names = try Files.names(in: target.path, hidden: true)
        #expect(names.count == 3)
        for name in names {
            var file = stat()
            #expect(stat("\(target.path)/\(name)", &file) == 0)
            #expect(file.st_uid == folder.st_uid && file.st_gid == folder.st_gid, "\(name)")
            #expect(file.st_mode & 0o777 == 0o600, "\(name)")
        }
        #expect(try server.terminate() == 0)
    }

    /// As a unit finds it that has not got the folder among its own.
    @Test func aFolderThatCannotBeReadIsNotOneWithoutBackups() throws {
        let folder = try TemporaryFolder()
        #expect(symlink("\(folder.path)/nowhere", "\(folder.path)/backups") == 0)
        let outcome = try Command.run(
            [try BuildProducts.path(of: "telegram-backend"), "backup", "--list"],
            environment: ["DATABASE_URL": Self.url(folder), "BACKUP_FOLDER": "\(folder.path)/backups"]
        )
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("\(folder.path)/backups: No such file or directory"))
    }

    @Test func aServerContinuesOnWhatWasRestored() throws {
        let server = try ServerProcess()
        let id = try Client(server).newApplication()
        let target = try TemporaryFolder()
        let file = try BackupCommands(databaseURL: Self.url(server.folder), target: target.path).backUp()
        server.kill()

        let place = try TemporaryFolder()
        let commands = BackupCommands(databaseURL: Self.url(place), target: target.path)
        #expect(try commands.restore(file).status == 0)
        let again = try ServerProcess(in: place)
        let reply = try Client(again).send(Requests.applications("\(id)/"), as: "getApplication")
        #expect(reply.status == 200)

        // While it runs, and where something is, nothing is overwritten.
        let refusal = try commands.restore(file, force: true)
        #expect(refusal.status == 1)
        #expect(refusal.errors.contains("another process uses the database"))
        _ = try Client(again).newApplication()
        let newer = try Self.rows(of: Self.file(place))
        again.kill()
        #expect(try commands.restore(file).errors.contains("is there already"))
        #expect(try Self.rows(of: Self.file(place)) == newer)

        #expect(try commands.restore(file, force: true).status == 0)
        #expect(try Self.rows(of: Self.file(place)) == Self.rows(of: file))
        let kept = try Files.names(in: place.path).filter { $0.contains(".before-restore-") }
        #expect(try kept.map { try Self.rows(of: place.path + "/" + $0) } == [newer])
    }

    @Test func aDamagedFileIsRefusedAndChangesNothing() throws {
        let server = try ServerProcess()
        _ = try Client(server).newApplication()
        let target = try TemporaryFolder()
        let file = try BackupCommands(databaseURL: Self.url(server.folder), target: target.path).backUp()
        let place = try TemporaryFolder()
        let commands = BackupCommands(databaseURL: Self.url(place), target: target.path)
        try Command.output(of: ["dd", "if=/dev/urandom", "of=\(file)", "bs=1", "seek=5000", "count=64", "conv=notrunc"])
        #expect(try commands.restore(file).errors.contains("is not what was written"))
        let half = target.path + "/half.sqlite"
        try Command.output(of: ["dd", "if=\(file)", "of=\(half)", "bs=4096", "count=3"])
        #expect(try commands.restore(half).status == 1)
        #expect(try Files.names(in: place.path).allSatisfy { $0.hasSuffix(".lock") })
        #expect(try server.terminate() == 0)
    }

    @Test func aFileWithALogBesideItIsRefused() throws {
        let server = try ServerProcess()
        _ = try Client(server).newApplication()
        server.kill()
        let place = try TemporaryFolder()
        let outcome = try BackupCommands(databaseURL: Self.url(place), target: place.path)
            .restore(Self.file(server.folder))
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("database.sqlite-wal holds changes that"))
        #expect(try Files.names(in: place.path).isEmpty)
    }

    @Test func aDatabaseThatIsBeingReadIsNotReplaced() throws {
        let server = try ServerProcess()
        _ = try Client(server).newApplication()
        let target = try TemporaryFolder()
        let commands = BackupCommands(databaseURL: Self.url(server.folder), target: target.path)
        let file = try commands.backUp()
        _ = try Client(server).newApplication()
        server.kill()
        let script = """
            import sqlite3, subprocess, sys
            base = sqlite3.connect(sys.argv[1], isolation_level=None)
            base.execute("BEGIN")
            base.execute("SELECT count(*) FROM applications").fetchall()
            sys.exit(subprocess.run(sys.argv[2:]).returncode)
            """
        let words = try [BuildProducts.path(of: "telegram-backend"), "restore", "--force", file]
        let outcome = try Command.run(
            ["python3", "-c", script, Self.file(server.folder)] + words,
            environment: ["DATABASE_URL": Self.url(server.folder)]
        )
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("a backup is under way"))
        #expect(try Files.names(in: server.folder.path).allSatisfy { !$0.contains(".before-restore-") })
        #expect(try commands.restore(file, force: true).status == 0)
    }

    @Test func asManyAreKeptAsWereAskedForAndOtherFilesStay() throws {
        let server = try ServerProcess()
        let target = try TemporaryFolder()
        let commands = BackupCommands(databaseURL: Self.url(server.folder), target: target.path)
        let foreign = "database-20000101T000000Z.sqlite"
        try Command.output(of: ["touch", "\(target.path)/\(foreign)"])
        var made: [String] = []
        for _ in 0..<3 { made.append(try commands.backUp(keep: 2)) }
        let newest = made.suffix(2).map { String($0.split(separator: "/").last ?? "") }
        let expected: [String] = [foreign, "SHA256SUMS"] + newest
        #expect(try Files.names(in: target.path) == expected.sorted())
        try Command.output(of: ["env", "-C", target.path, "sha256sum", "--check", "--strict", "SHA256SUMS"])
        for name in newest + ["SHA256SUMS"] {
            #expect(try Command.output(of: ["stat", "-c", "%a", "\(target.path)/\(name)"]) == "600\n")
        }

        // One that fails removes nothing.
        let broken = BackupCommands(databaseURL: "sqlite:/nowhere/database.sqlite", target: target.path)
        let outcome = try broken.start(keep: 1).outcome()
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("there is no database"))
        #expect(try Files.names(in: target.path) == expected.sorted())
        #expect(try server.terminate() == 0)
    }

    @Test(
        arguments: [
            ("DATABASE_URL=sqlite:/nowhere/a b.sqlite # a comment", "/nowhere/a b.sqlite"),
            ("# DATABASE_URL=x\n export DATABASE_URL = 'sqlite:///nowhere/a \\n.sqlite' # b", "/nowhere/a \\n.sqlite"),
            ("\u{FEFF}DATABASE_URL=\"sqlite:/nowhere/\\\"a\\$.sqlite\"\r\n", "/nowhere/\"a$.sqlite"),
            (
                "KEY=\"-----BEGIN\nDATABASE_URL=sqlite:b\n=\"\nA.B: 1\nKEY='it\\'s'\nDATABASE_URL=sqlite+aiosqlite:////nowhere/a",
                "/nowhere/a"
            ),
            ("PLACE=nowhere\nDATABASE_URL=sqlite:///${PLACE}/${UNSET:-a}$$", "/nowhere/a$"),
        ]
    )
    func theEnvironmentFileIsReadAsTheServerReadsIt(text: String, path: String) throws {
        let folder = try TemporaryFolder()
        let file = folder.uniquePath("env")
        try Command.output(of: ["sh", "-c", "printf %s \"$1\" >\"$2\"", "sh", text, file])
        let words: [String] = ["--to", folder.path, "--env-file", file]
        let outcome = try Command.run([BuildProducts.path(of: "telegram-backend"), "backup"] + words)
        #expect(outcome.status == 1)
        #expect(outcome.errors == "telegram-backend: there is no database \(path)\n")
    }

    @Test func twoBackupsAtATimeAreNotWritten() throws {
        let server = try ServerProcess()
        let target = try TemporaryFolder()
        let commands = BackupCommands(databaseURL: Self.url(server.folder), target: target.path)
        let lock = "\(target.path)/.lock"
        let words = ["flock", lock, try BuildProducts.path(of: "telegram-backend"), "backup", "--to", target.path]
        let outcome = try Command.run(words, environment: ["DATABASE_URL": Self.url(server.folder)])
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("another backup is being written to \(target.path)"))
        _ = try commands.backUp()
        #expect(try server.terminate() == 0)
    }

    @Test(arguments: [["backup", "--keep", "0"], ["backup", "--keep", "x"], ["backup", "here"], ["restore"]])
    func whatIsNotUnderstoodExitsWithTwo(words: [String]) throws {
        let outcome = try Command.run([try BuildProducts.path(of: "telegram-backend")] + words)
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("see telegram-backend help"))
    }

    /// A backup is needed most where another setting is at fault.
    @Test func theOtherSettingsDoNotMatter() throws {
        let server = try ServerProcess()
        let target = try TemporaryFolder()
        let outcome = try Command.run(
            [BuildProducts.path(of: "telegram-backend"), "backup", "--to", target.path],
            environment: ["DATABASE_URL": Self.url(server.folder), "ENVIRONMENT": "production", "PORT": "x"]
        )
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(try server.terminate() == 0)
    }

    private static func file(_ folder: TemporaryFolder) -> String { folder.path + "/database.sqlite" }

    private static func url(_ folder: TemporaryFolder) -> String { "sqlite:" + file(folder) }

    /// A saved test and an update on each connection, all at once; returns when all are acknowledged.
    private static func write(_ connections: [HTTPConnection]) throws {
        for connection in connections {
            let user = Requests.freshID()
            let answers = "{\"telegram_id\":\(user),\"first_name\":\"Zoë 🧪\",\"answers\":{\"age\":30}}"
            try connection.send(Requests.saveTest(answers).bytes)
            try connection.send(Requests.update("{\"update_id\":\(user)}").bytes)
        }
        for connection in connections {
            for _ in 0..<2 { #expect(try connection.receive().status == 200) }
        }
    }

    private static func rowsAfterRestoring(_ file: String, _ commands: BackupCommands) throws -> Set<Substring> {
        let place = try TemporaryFolder()
        let outcome = try BackupCommands(databaseURL: url(place), target: place.path).restore(file)
        guard outcome.status == 0 else { throw TestFailure("not restored: \(outcome.errors)") }
        return try rows(of: Self.file(place))
    }

    /// Every row of every table but the counters, which stand for no row, and what the bot's workers change by
    /// themselves; throws where the counters do not fit the rows.
    private static func rows(of path: String) throws -> Set<Substring> {
        let script = """
            import sqlite3, sys
            base = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True, timeout=30)
            base.execute("BEGIN")
            assert [row[0] for row in base.execute("PRAGMA integrity_check")] == ["ok"]
            tables = [row[0] for row in base.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY 1")]
            for table in tables:
                if table not in ("application_counts", "sqlite_sequence", "inbox", "outbox", "application_notices"):
                    for row in base.execute(f'SELECT * FROM "{table}"'):
                        print(table, ascii(row))
            counted = dict(base.execute("SELECT status, count FROM application_counts WHERE count > 0"))
            assert counted == dict(base.execute("SELECT status, count(*) FROM applications GROUP BY status"))
            """
        return Set(try Command.output(of: ["python3", "-c", script, path]).split(separator: "\n"))
    }
}
