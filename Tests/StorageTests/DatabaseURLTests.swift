import PostgreSQL
import Storage
import Testing

@Suite struct DatabaseURLTests {
    @Test(arguments: [
        ("sqlite:./file.sqlite", "./file.sqlite"), ("sqlite:file.sqlite", "file.sqlite"), ("sqlite:/a/b.db", "/a/b.db"),
        ("sqlite:///a/b.db", "/a/b.db"), ("sqlite:../x%20y.db", "../x%20y.db"),
        // SQLAlchemy's.
        ("sqlite:///./x/d.sqlite", "./x/d.sqlite"), ("sqlite:///../d.sqlite", "../d.sqlite"),
        ("sqlite:///d.sqlite", "d.sqlite"), ("sqlite:////a/b.db", "/a/b.db"), ("sqlite://///a/b.db", "/a/b.db"),
        ("sqlite+aiosqlite:///./d.sqlite", "./d.sqlite"), ("sqlite+pysqlite:////a/b.db", "/a/b.db"),
        ("sqlite+aiosqlite:d.sqlite", "d.sqlite"),
    ])
    func readsPaths(text: String, path: String) throws {
        #expect(try DatabaseURL(parsing: text) == .sqlite(path: path))
    }

    @Test(arguments: [
        "", "file.sqlite", "mysql://a", "SQLITE:a", "sqlite:", "sqlite://", "sqlite://file.sqlite", "sqlite:///",
        "sqlite:a/",
        "sqlite::memory:", "sqlite:///:memory:", "sqlite://:memory:", "sqlite:a?mode=ro", "sqlite:a#b",
        "sqlite:a\u{0}b",
        "postgres:user:swordfish@host/db", "postgresql+:// user:swordfish@host/db",
        "postgresql+Async Pg://user:swordfish@host/db", "mysql+pymysql://user:swordfish@host/db",
        "sqlite+aiosqlite://", "sqlite+aiosqlite:///:memory:", "sqlite+aiosqlite://d.sqlite",
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

    @Test(arguments: [
        "postgres://u:pass/word@host/db", "postgres://u:p@ss@host/db", "postgres://u:pa#ss@host/db",
        "postgres://u:pa?ss@host/db", "postgres://u:1?a=b@host/db", "postgres://u:pa[ss@host/db",
        "postgres://u:pa ss@host/db", "postgres://u:pa%ss@host/db", "postgres://u:pa%00ss@host/db", "postgres://u:pass",
        "postgres://host:0/db", "postgres://host:65536/db", "postgres://ho st/db", "postgres://host/a/b",
        "postgres://host/a:b", "postgres://host/db?sslmode", "postgres://host/db?port=x", "postgres://[::1/db",
        "postgres://[::1]x/db", "postgres://a:1:2/db", "postgres://host/db?a=b=c", "postgres://host/db?sslmode=%zz",
    ])
    func refusesWhatIsNotCertain(text: String) {
        #expect(throws: DatabaseURL.Failure.self) { try DatabaseURL(parsing: text) }
    }

    @Test(arguments: [
        ("postgres://u:pa%2Fss%40w%3A@host:5432/db", "host:5432, database db, user u"),
        ("postgres://u:a:b!$&'()*+,;=~^|@host", "host, user u"),
        ("postgres://пользователь:пароль@host/db", "host, database db"),
        ("postgres://a.b:1,localhost,10.0.0.1:2/db", "a.b:1, localhost, 10.0.0.1:2, database db"),
        ("postgres://a:1,b/db?target_session_attrs=primary", ""), ("postgres://u:12/hunter2", ""),
        ("postgres://127.0.0.1:12,hunter2:1/db", ""), ("postgres://u:12?host=/hunter2&user=hunter3", ""),
        ("postgres://:12/hunter2", ""),
        ("postgres://hunter2.", ""), ("postgres://u@h:12/d", "h:12, database d, user u"),
        ("postgres://[::1]:5/db", "::1:5, database db"),
        ("postgres://%2Fvar%2Frun/db", "/var/run, database db"),
        ("postgres:///db?host=/tmp&port=5", "/tmp:5, database db"),
        ("host=h port=5 dbname='my db' user=u password='a b'", "h:5, user u"),
    ])
    func tellsWhatIsCertain(text: String, place: String) throws {
        guard case .postgreSQL(let target) = try DatabaseURL(parsing: text) else {
            Issue.record("no PostgreSQL")
            return
        }
        #expect(target.place == place)
    }

    @Test(
        "every form that libpq takes is PostgreSQL, and none shows its password",
        arguments: [
            "postgres://user:swordfish@host:5432/db", "postgresql://",
            "postgres://a:1,b:2/db?target_session_attrs=primary",
            "postgres://%2Fvar%2Frun%2Fpostgresql/db", "host=/tmp dbname=x password='swordfish 2'",
            "service=production",
            "postgresql+asyncpg://user:swordfish@host/db", "postgres+psycopg2://host/db",
            "postgresql+psycopg_async://user:swordfish@host/db?ssl=require",
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

    @Test(
        "what other programs write about TLS and the schema is what libpq says with sslmode",
        arguments: [
            ("ssl=require", "?sslmode=require"), ("ssl=true", "?sslmode=require"), ("ssl=True", "?sslmode=require"),
            ("ssl=1", "?sslmode=require"), ("ssl=false", "?sslmode=disable"), ("ssl=disable", "?sslmode=disable"),
            ("ssl=verify-full", "?sslmode=verify-full"), ("ssl=prefer", "?sslmode=prefer"),
            ("sslmode=verify-ca", "?sslmode=verify-ca"), ("sslmode=REQUIRE", "?sslmode=require"),
            ("ssl=require&sslmode=require", "?sslmode=require"), ("schema=public", ""),
            ("schema=public&connect_timeout=3&ssl=require", "?connect_timeout=3&sslmode=require"),
            ("application_name=a%20b", "?application_name=a%20b"),
        ]
    )
    func translatesParameters(query: String, standard: String) throws {
        for scheme in ["postgres", "postgresql", "postgresql+asyncpg"] {
            let plain = scheme.prefix { $0 != "+" }
            let address = "//user:swordfish@host:5432/db"
            let read = try DatabaseURL(parsing: "\(scheme):\(address)?\(query)")
            #expect(read == (try DatabaseURL(parsing: "\(plain):\(address)\(standard)")))
        }
    }

    @Test(
        "a parameter that cannot be meant is named, and its value is not",
        arguments: [
            ("swordfish=1", "a parameter that libpq does not know"),
            ("sslmode=require&statement_cache_size=swordfish", "\"statement_cache_size\""),
            ("connection_limit=5", "DB_POOL_SIZE"), ("pgbouncer=true", "\"pgbouncer\""),
            ("schema=swordfish", "\"schema\""), ("ssl=swordfish", "\"ssl\" must be true"),
            ("sslmode=true", "\"sslmode\" must be disable"), ("ssl=require&sslmode=disable", "different things"),
            ("swordfish%20=1", "a parameter that"), ("verbose", "\"verbose\" without a value"),
        ]
    )
    func refusesParametersByName(query: String, phrase: String) throws {
        let failure = try #require(throws: DatabaseURL.Failure.self) {
            try DatabaseURL(parsing: "postgres://user:secret@host/db?\(query)")
        }
        #expect(failure.description.contains(phrase), "\(failure.description)")
        #expect(!failure.description.contains("swordfish") && !failure.description.contains("secret"))
    }

    @Test(
        "nothing behind a ? that may belong to a password is taken for a parameter's name",
        arguments: [
            "postgres://user:one?swordfish=x@host/db", "postgres://user:one?a&swordfish@host/db?b=1",
            "postgres://user:1?swordfish", "postgres://user:one?swordfish=1", "postgresql+asyncpg://u:5?swordfish&a",
            "sqlite:///x?swordfish",
        ]
    )
    func passwordsAreNoParameters(text: String) {
        do throws(DatabaseURL.Failure) {
            _ = try DatabaseURL(parsing: text)
        } catch {
            #expect(!error.description.contains("swordfish"))
        }
    }

    @Test func parametersOfSQLiteAreRefusedByName() throws {
        let failure = try #require(throws: DatabaseURL.Failure.self) {
            try DatabaseURL(parsing: "sqlite:///d.db?mode=ro")
        }
        #expect(failure.description.contains("\"mode\""))
    }
}
