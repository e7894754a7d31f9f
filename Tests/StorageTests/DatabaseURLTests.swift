import Storage
import Testing

@Suite struct DatabaseURLTests {
    @Test(arguments: [
        ("sqlite:./file.sqlite", "./file.sqlite"), ("sqlite:file.sqlite", "file.sqlite"), ("sqlite:/a/b.db", "/a/b.db"),
        ("sqlite:///a/b.db", "/a/b.db"), ("sqlite:../x%20y.db", "../x%20y.db"),
    ])
    func readsPaths(text: String, path: String) throws {
        #expect(try DatabaseURL(parsing: text) == .sqlite(path: path))
    }

    @Test(arguments: [
        "", "file.sqlite", "mysql://a", "SQLITE:a", "sqlite:", "sqlite://", "sqlite://file.sqlite", "sqlite:///",
        "sqlite:a/",
        "sqlite::memory:", "sqlite:///:memory:", "sqlite://:memory:", "sqlite:a?mode=ro", "sqlite:a#b",
        "sqlite:a\u{0}b",
        "postgres://user:swordfish@host/db", "postgresql://user:swordfish@host/db", "sqlite://user:swordfish@host/db",
    ])
    func refusesTheRestWithoutRepeatingIt(text: String) {
        do throws(DatabaseURL.Failure) {
            _ = try DatabaseURL(parsing: text)
            Issue.record("accepted")
        } catch {
            #expect(error.description.contains("sqlite:") || error.description.count > 20)
            #expect(!error.description.contains("swordfish"))
        }
    }

    @Test func postgresIsSaidToBeForLater() {
        #expect(throws: DatabaseURL.Failure.self) { try DatabaseURL(parsing: "postgres://localhost/db") }
    }
}
