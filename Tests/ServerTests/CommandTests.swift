import Crypto
import Server
import Storage
import Testing

struct CommandTests {
    @Test func checkNamesWhatKeepsADeploymentBack() throws {
        let directory: String = try temporaryDirectory()
        defer { removeDirectory(directory) }
        var configuration: Configuration = Configuration()
        configuration.database = .sqlite(path: directory + "/test.sqlite")
        #expect(
            CheckCommand.items(configuration).filter { $0.fault == nil }.map(\.name) == [
                "WEBAPP_DEBUG_MODE_ENABLED is off", "database is reachable", "contract is loaded",
            ]
        )
        configuration.environment = .production
        configuration.botToken = Secret("x")
        configuration.botAPISecret = Secret("x")
        configuration.webhookSecret = Secret("x")
        configuration.sessionSecret = Secret("x")
        configuration.admins = [1]
        #expect(CheckCommand.items(configuration).filter { $0.fault != nil }.map(\.name) == ["migrations are applied"])
        _ = try MigrateCommand.apply(configuration.database)
        #expect(CheckCommand.items(configuration).allSatisfy { $0.fault == nil })
    }

    @Test func checkSaysThatTheDatabaseIsOutOfReach() {
        var configuration: Configuration = Configuration()
        configuration.database = .sqlite(path: "/nonexistent/test.sqlite")
        let faults: [CheckCommand.Item] = CheckCommand.items(configuration).filter { $0.fault != nil }
        #expect(faults.contains { $0.name == "database is reachable" })
    }

    @Test func migrationsAreMissingUntilTheyAreApplied() throws {
        let directory: String = try temporaryDirectory()
        defer { removeDirectory(directory) }
        let database: DatabaseURL = .sqlite(path: directory + "/test.sqlite")
        #expect(try MigrateCommand.missing(database).isEmpty == false)
        #expect(try MigrateCommand.apply(database).isEmpty == false)
        #expect(try MigrateCommand.missing(database).isEmpty)
        #expect(try MigrateCommand.apply(database).isEmpty)
    }
}
