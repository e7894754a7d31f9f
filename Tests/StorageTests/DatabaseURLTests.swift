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
        "postgres:user:swordfish@host/db", "postgresql+asyncpg://user:swordfish@host/db",
        "sqlite://user:swordfish@host/db",
        "postgres://user:swordfish@host/db?nonsense=1", "host=a password=swordfish port",
        "postgres://user:swordfish@[/db",
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

    @Test(
        "every form that libpq takes is PostgreSQL, and none shows its password",
        arguments: [
            "postgres://user:swordfish@host:5432/db", "postgresql://",
            "postgres://a:1,b:2/db?target_session_attrs=primary",
            "postgres://%2Fvar%2Frun%2Fpostgresql/db", "host=/tmp dbname=x password='swordfish 2'",
            "service=production",
            "postgres://user@host/db?sslmode=verify-full&sslrootcert=system",
        ]
    )
    func readsConnectionStrings(text: String) throws {
        let url = try DatabaseURL(parsing: text)
        guard case .postgreSQL = url else {
            Issue.record("read as \(url)")
            return
        }
        #expect(!"\(url) \(String(reflecting: url))".contains("swordfish"))
    }
}
