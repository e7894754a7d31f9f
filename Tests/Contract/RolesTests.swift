import ContractGenerator
import Glibc
import TestSupport
import TestTraits
import Testing

/// The roles of `deploy/postgresql/roles.sql` on a real PostgreSQL: each does what it is for, and nothing else.
@Suite(.blocking) struct RolesTests {
    private static let file: String = {
        let folder = String(#filePath.prefix(upTo: #filePath.lastIndex(of: "/") ?? #filePath.endIndex))
        return folder + "/../../deploy/postgresql/roles.sql"
    }()

    private let cluster: PostgreSQLCluster
    private let database: String
    private let prefix: String

    init() throws {
        cluster = try .shared()
        database = try cluster.newDatabase()
        prefix = "roles_\(database.split(separator: "/").last ?? "")"
    }

    private func makeRoles() throws {
        let psql = cluster.programFolder + "/psql"
        try Command.output(
            of: [
                psql, "--no-psqlrc", "--quiet", "--dbname=\(database)", "--set=prefix=\(prefix)", "--file=\(Self.file)",
            ]
        )
    }

    /// The database's address for one of the roles.
    private func url(_ suffix: String = "") -> String {
        database.replacing("//postgres@", with: "//\(prefix)\(suffix)@")
    }

    private func run(_ words: [String], _ url: String, _ changes: [String: String] = [:]) throws -> Command.Outcome {
        let environment = ["DATABASE_URL": url, "PATH": "\(cluster.programFolder):/usr/bin:/bin"]
        return try Command.run(
            [BuildProducts.path(of: "telegram-backend")] + words,
            environment: environment.merging(changes) { $1 }
        )
    }

    private func remove() throws {
        try cluster.dropDatabase(database)
        let roles = ["_owner", "", "_backup"].map { prefix + $0 }.joined(separator: ", ")
        _ = try cluster.query("DROP ROLE \(roles)", in: cluster.url(of: "postgres"))
    }

    @Test func eachRoleDoesItsWorkAndNoMore() throws {
        try makeRoles()
        // Twice is no more than once.
        try makeRoles()
        #expect(try run(["migrate"], url()).status == 1, "the serving role made tables")
        let migrated = try run(["migrate"], url("_owner"))
        #expect(migrated.status == 0, "\(migrated.errors)")

        let server = try ServerProcess(ServerSettings.standard(with: ["TELEGRAM_UPDATES": "off"]), at: url())
        for _ in 0..<3 { _ = try Client(server).newApplication() }
        let page = try Client(server).send(Requests.applications("?limit=1"), as: "listApplications")
        #expect(page.json["pagination"]["total"].integer == 3)
        #expect(try run(["admins", "add", "279058397", "--name", "Anna"], url()).status == 0)

        let folder = try TemporaryFolder()
        let backup = try run(["backup", "--to", folder.path], url("_backup"))
        #expect(backup.status == 0, "\(backup.errors)")
        let drill = try run(["restore", "--drill", "--to", folder.path], url("_backup"))
        #expect(drill.status == 0, "\(drill.errors)")
        #expect(server.logLines(with: "\"level\":\"error\"").isEmpty)
        #expect(try server.terminate() == 0)

        for sql in ["CREATE TABLE x (y int)", "DROP TABLE users", "ALTER TABLE users ADD x int", "TRUNCATE users"] {
            #expect(throws: (any Error).self) { try cluster.query(sql, in: url()) }
        }
        #expect(throws: (any Error).self) { try cluster.query("DELETE FROM users", in: url("_backup")) }
        // Rows of a table of a later migration.
        _ = try cluster.query("CREATE TABLE later (id bigint GENERATED ALWAYS AS IDENTITY, x int)", in: url("_owner"))
        #expect(try cluster.query("INSERT INTO later (x) VALUES (1) RETURNING id", in: url()) == "1")
        try remove()
    }

    /// A database whose tables another role made, as before there were roles.
    @Test func whatIsThereIsHandedOver() throws {
        #expect(try run(["migrate"], database).status == 0)
        try makeRoles()
        let server = try ServerProcess(ServerSettings.standard(with: ["TELEGRAM_UPDATES": "off"]), at: url())
        _ = try Client(server).newApplication()
        #expect(try server.terminate() == 0)
        // A migration may change every table.
        let tables = "SELECT string_agg(format('ALTER TABLE %I ADD later int', relname), ';') FROM pg_class "
        let place = "WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
        let script = try cluster.query(tables + place, in: database)
        _ = try cluster.query(script, in: url("_owner"))
        try remove()
    }

    /// What the recipes of other programs say does not work since PostgreSQL 15.
    @Test func allOnADatabaseIsNotEnough() throws {
        let role = prefix + "_seed"
        let name = database.split(separator: "/").last ?? ""
        _ = try cluster.query("CREATE ROLE \(role) LOGIN; GRANT ALL ON DATABASE \(name) TO \(role)", in: database)
        let migrated = try run(["migrate"], url("_seed"))
        #expect(migrated.status == 1 && migrated.errors.contains("permission denied for schema public"))
        try cluster.dropDatabase(database)
        _ = try cluster.query("DROP ROLE \(role)", in: cluster.url(of: "postgres"))
    }
}
