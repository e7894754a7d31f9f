import Crypto
import Impl
import Server
import Storage
import TestSupport
import Testing

struct CommandTests {
    @Test func checkNamesWhatKeepsADeploymentBack() throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        var configuration = Configuration()
        configuration.database = .sqlite(path: folder.path + "/test.sqlite")
        #expect(
            CheckCommand.items(configuration).filter { $0.fault == nil }.map(\.name) == [
                "DEBUG is off", "WEBAPP_DEBUG_MODE_ENABLED is off", "database is reachable", "contract is loaded",
            ]
        )
        configuration.environment = .production
        configuration.access.botToken = Secret("x")
        configuration.access.botSecret = Secret("0123456789abcdef0123456789abcdef")
        configuration.access.webhookSecret = Secret("a")
        configuration.access.sessionSecret = Secret("0123456789abcdef0123456789abcdeF")
        configuration.access.admins = [1]
        func faults() -> [String] { CheckCommand.items(configuration).filter { $0.fault != nil }.map(\.name) }
        #expect(faults() == ["TELEGRAM_WEBHOOK_SECRET is set and strong", "migrations are applied"])
        configuration.access.webhookSecret = Secret("0123456789abcdef")
        #expect(faults() == ["migrations are applied"])
        _ = try MigrateCommand.apply(configuration.database)
        #expect(CheckCommand.items(configuration).contains { $0.name == "database is its owner's alone" })
        configuration.environment = .staging
        #expect(CheckCommand.items(configuration).allSatisfy { $0.fault == nil })
    }

    @Test func checkLooksAtPostgreSQLAndChangesNothing() throws {
        let cluster: PostgreSQLCluster = try .shared()
        let url = try cluster.newDatabase()
        var configuration = Configuration()
        configuration.database = try DatabaseURL(parsing: url)
        func fault(_ name: String) -> String? {
            CheckCommand.items(configuration).first { $0.name == name }?.fault
        }
        #expect(fault("database is reachable") == nil)
        #expect(!CheckCommand.items(configuration).contains { $0.name.contains("owner") })
        let missing = Migration.all.map { "missing: \($0.version) \($0.name)" }
        #expect(fault("migrations are applied") == "run migrate; \(missing.joined(separator: ", "))")
        #expect(try cluster.query("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'", in: url) == "0")
        _ = try MigrateCommand.apply(configuration.database)
        #expect(fault("migrations are applied") == nil)
        try cluster.dropDatabase(url)
        #expect(fault("database is reachable")?.contains("does not exist") == true)
        #expect(fault("migrations are applied") == "not known while the database is out of reach")
    }

    @Test func checkSaysThatTheDatabaseIsOutOfReach() {
        var configuration = Configuration()
        configuration.database = .sqlite(path: "/nonexistent/test.sqlite")
        let faults: [CheckCommand.Item] = CheckCommand.items(configuration).filter { $0.fault != nil }
        #expect(faults.contains { $0.name == "database is reachable" })
    }

    @Test func migrationsAreMissingUntilTheyAreApplied() throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        let database: DatabaseURL = .sqlite(path: folder.path + "/test.sqlite")
        #expect(try MigrateCommand.missing(database).isEmpty == false)
        #expect(try MigrateCommand.apply(database).isEmpty == false)
        #expect(try MigrateCommand.missing(database).isEmpty)
        #expect(try MigrateCommand.apply(database).isEmpty)
    }
}
