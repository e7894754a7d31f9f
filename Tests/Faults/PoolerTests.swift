import PostgreSQL
import Server
import Storage
import TestSupport
import TestTraits
import Testing

/// A real PgBouncer lies between our server and the database's.
@Suite(.blocking) struct PoolerTests {
    private let cluster: PostgreSQLCluster

    init() throws { cluster = try PostgreSQLCluster.shared() }

    private func bench(_ pooler: PgBouncer) throws -> FaultBench {
        let url = try cluster.newDatabase()
        if pooler.mode == .statement { _ = try MigrateCommand.apply(DatabaseURL(parsing: url)) }
        return try FaultBench(cluster, url: url, database: pooler.url(url, of: cluster))
    }

    @Test(arguments: PgBouncer.PoolMode.allCases)
    func nothingIsRefusedUnderLoadWhileASecondProcessStarts(mode: PgBouncer.PoolMode) throws {
        let pooler = try PgBouncer(before: cluster, mode)
        let bench = try bench(pooler)
        let traffic = try Traffic(port: bench.server.port, ledger: bench.ledger, clients: 64)
        defer { traffic.stop() }
        let second = try ServerProcess(at: bench.database)
        let others = try Traffic(port: second.port, ledger: bench.ledger, clients: 16)
        defer { others.stop() }
        try bench.waitForAnswers(3_000, of: 200)
        #expect(try bench.health() == 200)
        #expect(try ready(second) == 200)
        traffic.stop()
        others.stop()
        #expect(bench.ledger.entries.filter { $0.status != 200 }.isEmpty)
        try bench.judge()
        #expect(!second.logLines(with: "reached through a connection pooler").isEmpty)
        #expect(try second.terminate() == 0)
        #expect(try bench.server.terminate() == 0)
    }

    private func ready(_ server: ServerProcess) throws -> Int {
        try HTTPConnection(port: server.port).exchange(HTTPMessage("GET", "/ready")).status
    }

    @Test func thePoolerIsRestarted() throws {
        let pooler = try PgBouncer(before: cluster, .transaction)
        let bench = try bench(pooler)
        try bench.endure {
            pooler.stop()
        } end: {
            try pooler.start()
        }
        try bench.judge()
        #expect(try bench.server.terminate() == 0)
    }

    @Test func theServerBehindThePoolerIsRestarted() throws {
        let cluster = try PostgreSQLCluster()
        let pooler = try PgBouncer(before: cluster, .transaction, settings: ["server_login_retry": "0.2"])
        let url = try cluster.newDatabase()
        let bench = try FaultBench(cluster, url: url, database: pooler.url(url, of: cluster))
        try bench.endure {
            try cluster.stop(.fast)
        } end: {
            try cluster.start()
        }
        try bench.judge()
        #expect(try bench.server.terminate() == 0)
    }

    @Test func migrationsThatAPoolerForbidsAreToldAsSuch() throws {
        let pooler = try PgBouncer(before: cluster, .statement)
        let url = try cluster.newDatabase()
        do {
            _ = try MigrateCommand.apply(DatabaseURL(parsing: pooler.url(url, of: cluster)))
            Issue.record("applied")
        } catch {
            #expect("\(error)".contains("pool_mode = statement"), "\(error)")
        }
    }

    @Test func checkSaysWhatItSees() throws {
        let pooler = try PgBouncer(before: cluster, .transaction)
        let url = try cluster.newDatabase()
        var configuration = Configuration()
        configuration.database = try DatabaseURL(parsing: pooler.url(url, of: cluster))
        #expect(try MigrateCommand.apply(configuration.database).count == Migration.all.count)
        var context = CheckContext(ConfigurationReading(configuration))
        context.lookAtDatabase()
        let lines = CheckReport(context).lines
        #expect(lines.first { $0.id == "pooler" }?.message.contains("through a connection pooler") == true)
        for id in ["database", "migrations"] { #expect(lines.first { $0.id == id }?.isWell == true) }
    }
}
