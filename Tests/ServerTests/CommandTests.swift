import Server
import Storage
import TestSupport
import Testing

struct CommandTests {
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
