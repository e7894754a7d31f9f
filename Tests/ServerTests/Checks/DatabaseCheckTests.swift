import Server
import Storage
import TestSupport
import TestTraits
import Testing

/// What the database tells.
@Suite(.blocking) struct DatabaseCheckTests {
    private func lines(_ values: [String: String]) -> [String: CheckReport.Line] {
        var context = CheckContext(ConfigurationReading(values: values))
        context.lookAtDatabase()
        return Dictionary(uniqueKeysWithValues: CheckReport(context).lines.map { ($0.id, $0) })
    }

    @Test func postgreSQLIsLookedAtAndNotChanged() throws {
        let cluster = try PostgreSQLCluster.shared()
        let url = try cluster.newDatabase()
        func line(_ id: String) -> CheckReport.Line? { lines(["DATABASE_URL": url])[id] }
        #expect(line("database")?.isWell == true)
        #expect(line("pooler")?.message == "how PostgreSQL is reached (directly)")
        // The connection stays on the machine.
        #expect(line("database-tls")?.isWell == true)
        #expect(line("database-files") == nil && line("disk-room") == nil && line("replica") == nil)
        let missing = Migration.all.map { "\($0.version) \($0.name)" }.joined(separator: ", ")
        #expect(line("migrations")?.message == "missing: \(missing). To do: run telegram-backend migrate")
        #expect(try cluster.query("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'", in: url) == "0")
        _ = try MigrateCommand.apply(try DatabaseURL(parsing: url))
        #expect(line("migrations")?.isWell == true)
        let next = Migration.all.count + 1
        _ = try cluster.query("INSERT INTO schema_migrations VALUES (\(next), 'of tomorrow', 0)", in: url)
        #expect(line("database")?.isWell == true)
        #expect(line("migrations")?.message.contains("it is older") == true)
        try cluster.dropDatabase(url)
        #expect(line("database")?.message.contains("does not exist") == true)
        #expect(line("migrations") == nil)
    }

    @Test func aStandbyThatIsNoneIsAWarning() throws {
        let cluster = try PostgreSQLCluster.shared()
        let url = try cluster.newDatabase()
        let same = lines(["DATABASE_URL": url, "DATABASE_REPLICA_URL": url])["replica"]
        #expect(same?.level == .warning && same?.isWell == false)
        #expect(same?.message.hasPrefix("the standby is no standby: it follows nobody") == true)
        let away = lines(["DATABASE_URL": url, "DATABASE_REPLICA_URL": "postgres://u:hunter2@127.0.0.1:1/d"])["replica"]
        #expect(away?.message.contains("127.0.0.1:1") == true && away?.message.contains("hunter2") == false)
        try cluster.dropDatabase(url)
    }

    @Test func aStandbyIsWellAsLongAsItKeepsUp() throws {
        let primary = try PostgreSQLCluster()
        let url = try primary.newDatabase()
        let standby = try primary.makeStandby()
        let name = try #require(url.split(separator: "/").last.map(String.init))
        let replica = standby.url(of: name)
        let values = ["DATABASE_URL": url, "DATABASE_REPLICA_URL": replica, "DATABASE_REPLICA_MAX_LAG": "10"]
        let following = lines(values)["replica"]
        #expect(following?.isWell == true, "\(String(describing: following))")
        _ = try standby.query("SELECT pg_wal_replay_pause()", in: standby.url(of: "postgres"))
        _ = try primary.query("CREATE TABLE later (id int)", in: url)
        let behind = lines(values.merging(["DATABASE_REPLICA_MAX_LAG": "1"]) { $1 })["replica"]
        let fault = "the standby is more than 1 s behind"
        #expect(behind?.message.hasPrefix(fault) == true, "\(String(describing: behind))")
    }

    @Test func sqliteIsLookedAtWithoutAFile() throws {
        let folder = try TemporaryFolder()
        let found = lines(["DATABASE_URL": "sqlite:\(folder.path)/test.sqlite"])
        #expect(found["database"]?.isWell == true && found["migrations"]?.isWell == false)
        #expect(found["disk-room"]?.message.contains("MiB") == true)
        #expect(found["pooler"] == nil && found["database-files"] == nil)
        #expect(try Files.names(in: folder.path).isEmpty)
        let nowhere = lines(["DATABASE_URL": "sqlite:/nonexistent/test.sqlite"])
        #expect(nowhere["database"]?.isWell == false && nowhere["migrations"] == nil)
    }
}
