import Platform

/// The data that the product keeps: a property a noun, each with operations in the domain's words.
///
/// A write that returns is durable. Every operation throws only `StorageError`.
package final class Store: Sendable {
    /// The sizes and times of each database.
    package struct Options: Sendable {
        package var sqlite: SQLiteDatabase.Options = SQLiteDatabase.Options()
        package var postgreSQL: PostgreSQLDatabase.Options = PostgreSQLDatabase.Options()

        package init() {}
    }

    package let users: Users
    package let applications: Applications
    package let applicationNotices: ApplicationNotices
    package let updates: Updates
    package let outbox: Outbox
    package let leases: Leases
    package let botSetUps: BotSetUps
    package let administrators: Administrators
    package let requests: Requests
    package let broadcasts: Broadcasts
    package let pruning: Pruning
    package let statistics: StatisticsTable
    package let wakeups: Wakeups
    let database: Database

    static let nouns: [any Noun.Type] = [
        Users.self, Applications.self, Updates.self, Outbox.self, Leases.self, BotSetUps.self, Administrators.self,
        Requests.self, Broadcasts.self, Pruning.self, StatisticsTable.self, Wakeups.self, ApplicationNotices.self,
    ]

    init(_ database: Database) {
        self.database = database
        users = Users(database)
        applications = Applications(database)
        applicationNotices = ApplicationNotices(database)
        updates = Updates(database)
        outbox = Outbox(database)
        leases = Leases(database)
        botSetUps = BotSetUps(database)
        administrators = Administrators(database)
        requests = Requests(database)
        broadcasts = Broadcasts(database)
        pruning = Pruning(database)
        statistics = StatisticsTable(database)
        wakeups = Wakeups(database)
    }

    /// Opens the database, a file of SQLite also where there is none yet; blocks while another process has the file or
    /// migrates.
    ///
    /// - Parameters:
    ///   - migrate: applies missing migrations; without it a database that lacks one is refused.
    ///   - migrations: all that this program knows.
    ///   - now: microseconds since 1970-01-01T00:00:00Z.
    package convenience init(
        _ location: DatabaseURL,
        migrate: Bool,
        migrations: [Migration] = Migration.all,
        options: Options = Options(),
        now: @escaping @Sendable () -> Int64
    ) throws(StorageError) {
        let database: Database
        switch location {
        case .sqlite(let path) where options.sqlite.asksOwner:
            database = try ServedDatabase.openOrAsk(
                path: path,
                migrations: migrations,
                migrate: migrate,
                options: options.sqlite,
                now: now
            )
        case .sqlite(let path):
            database = .sqlite(
                try SQLiteDatabase.open(
                    path: path,
                    migrations: migrations,
                    migrate: migrate,
                    options: options.sqlite,
                    now: now
                )
            )
        case .postgreSQL(let target):
            database = .postgreSQL(
                try PostgreSQLDatabase.open(
                    target,
                    migrations: migrations,
                    migrate: migrate,
                    options: options.postgreSQL,
                    now: now
                )
            )
        }
        self.init(database)
    }

    /// Lets the store live on loops; called once, before they run.
    ///
    /// - Parameters:
    ///   - loops: the server's.
    ///   - work: the workers' one, which runs before the others do and after they have ended.
    package func attach(to loops: [any Loop], work: (any Loop)? = nil) { database.attach(to: loops, work: work) }

    /// False where this process has the database for itself, as with SQLite's file.
    package var isShared: Bool {
        switch database {
        case .sqlite: false
        case .postgreSQL, .served: true
        }
    }

    /// The socket where this process lets commands use its SQLite file; nil where each process connects by itself.
    package var commandSocket: CommandSocket? {
        guard case .sqlite(let database) = database else { return nil }
        return CommandSocket(database)
    }

    /// The commits of this process; nil where another one has the file.
    package var metrics: CommitMetrics? { database.metrics }

    /// What the connections to PostgreSQL's servers do; nil of a file.
    package var poolActivities: PoolActivities? {
        guard case .postgreSQL(let database) = database else { return nil }
        return database.activities
    }

    /// Milliseconds that the standby is behind; nil where there is none, or it has never answered.
    package var replicaLag: Int? {
        guard case .postgreSQL(let database) = database else { return nil }
        return database.replicaLag
    }

    /// Microseconds since 1970-01-01T00:00:00Z.
    package var now: Int64 { database.now }

    /// Throws unless the database answers, can be written, and has all migrations.
    package func checkHealth() async throws(StorageError) { try await database.checkHealth() }

    /// Finishes queued writes, then closes.
    package func close() async { await database.close() }
}
