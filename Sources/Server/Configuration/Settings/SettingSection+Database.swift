import PostgreSQL
import Storage

extension SettingSection {
    static let database = SettingSection(
        title: "Database",
        settings: [
            Setting(
                "DATABASE_URL",
                \.database,
                .database,
                old: [.postgreSQLParts],
                "The database: a file of SQLite, or PostgreSQL.",
                details: """
                    sqlite:./file, sqlite:file      from the working directory
                    sqlite:/a/file, sqlite:///a/file, sqlite:////a/file     absolute
                    sqlite:///./file, sqlite:///../file, sqlite:///file     from the working directory, as SQLAlchemy
                                                    means it; but sqlite:///a/file is absolute here, and from the
                                                    working directory there
                    postgres://user:password@host:5432/database, or postgresql://
                    host=... dbname=...             what libpq takes
                    PGSSLMODE and the other PG... variables, service and password files count too. In a user, a password
                    or a name write %2F for /, %3A for :, %3F for ?, %23 for #, %40 for @. A pooler such as PgBouncer is
                    noticed. A driver of SQLAlchemy's is dropped (postgresql+asyncpg://, sqlite+aiosqlite:///). Of
                    parameters, libpq's are taken, ?ssl=require (true, false, verify-full ...) is ?sslmode=require,
                    ?schema=public is dropped; others are refused by name.
                    """
            ),
            Setting(
                "DATABASE_REPLICA_URL",
                \.databaseOptions.replica,
                .replica,
                conflict: { configuration in
                    guard configuration.databaseOptions.replica != nil, case .sqlite = configuration.database else {
                        return nil
                    }
                    return "has no use beside SQLite"
                },
                "A standby of the same PostgreSQL, from which pages of applications are read."
            ),
            Setting(
                "DATABASE_REPLICA_MAX_LAG",
                \.databaseOptions.replicaMaxLagMilliseconds,
                .secondsInMilliseconds(1...3_600),
                "The seconds that the standby may be behind to be read from."
            ),
            Setting(
                "DB_POOL_SIZE",
                \.databaseOptions.poolSize,
                .optional(.integer(1...1_000)),
                unset: "two for each loop, at least 8, and 4 for what works in the background",
                "Connections to PostgreSQL, beside one of a bot; a third is for what works in the background."
            ),
            Setting(
                "DB_MAX_OVERFLOW",
                \.databaseOptions.poolOverflow,
                .integer(0...1_000),
                "Connections that are added to those of `DB_POOL_SIZE`, as other programs count them."
            ),
            Setting(
                "DB_POOL_TIMEOUT",
                \.databaseOptions.poolTimeoutMilliseconds,
                .secondsInMilliseconds(1...60),
                "The seconds that a request waits for one of the connections."
            ),
            Setting(
                "DB_STATEMENT_TIMEOUT",
                \.databaseOptions.statementTimeoutMilliseconds,
                .secondsInMilliseconds(1...600),
                "The seconds that a statement may take."
            ),
        ]
    )
}

extension SettingType where Value == DatabaseURL {
    fileprivate static var database: SettingType {
        SettingType(
            requirement: "an address of SQLite or PostgreSQL",
            example: "sqlite:./another.sqlite",
            isSecret: true,
            parse: { (text) throws(SettingRefusal) in
                do throws(DatabaseURL.Failure) {
                    return try DatabaseURL(parsing: text)
                } catch {
                    throw SettingRefusal(rule: error.description)
                }
            },
            print: { url in
                switch url {
                case .sqlite(let path): "sqlite:\(path)"
                case .postgreSQL: redacted
                }
            }
        )
    }
}

extension SettingType where Value == ConnectionString? {
    fileprivate static var replica: SettingType {
        let type = SettingType<DatabaseURL>.database
        return SettingType(
            requirement: "an address of PostgreSQL",
            example: "postgres://standby.example.org/example",
            isSecret: true,
            parse: { (text) throws(SettingRefusal) in
                guard case .postgreSQL(let target) = try type.parse(text) else {
                    throw SettingRefusal(rule: "is not PostgreSQL; only a standby can be read from")
                }
                return target
            },
            print: { $0 == nil ? "" : redacted }
        )
    }
}
