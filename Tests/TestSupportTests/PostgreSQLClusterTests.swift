import TestSupport
import TestTraits
import Testing

/// The cluster that other tests stand on: databases and settings.
@Suite(.blocking) struct PostgreSQLClusterTests {
    @Test func databasesOfTheSharedClusterAreEmptyAndApart() throws {
        let cluster: PostgreSQLCluster = try .shared()
        #expect(try PostgreSQLCluster.shared() === cluster)
        let first = try cluster.newDatabase()
        let second = try cluster.newDatabase()
        _ = try cluster.query("CREATE TABLE things (name text); INSERT INTO things VALUES ('é'), ('')", in: first)
        #expect(try cluster.query("SELECT name, length(name) FROM things ORDER BY 2", in: first) == "|0\né|1")
        #expect(try cluster.query("SELECT to_regclass('things') IS NULL", in: second) == "t")
        try cluster.dropDatabase(first)
        #expect(throws: TestFailure.self) { try cluster.query("SELECT 1", in: first) }
        try cluster.dropDatabase(second)
    }

    @Test func aClusterIsDurable() throws {
        let cluster: PostgreSQLCluster = try .shared()
        let url = cluster.url(of: "postgres")
        for name in ["fsync", "synchronous_commit", "full_page_writes"] {
            #expect(try cluster.query("SHOW \(name)", in: url) == "on")
        }
        #expect(try cluster.query("SHOW server_encoding", in: url) == "UTF8")
    }

    @Test func givenSettingsWin() throws {
        let settings: [String: String] = ["max_connections": "7", "log_line_prefix": "it's me "]
        let cluster = try PostgreSQLCluster(settings: settings)
        let url = cluster.url(of: "postgres")
        #expect(try cluster.query("SHOW max_connections", in: url) == "7")
        #expect(try cluster.query("SHOW log_line_prefix", in: url) == "it's me ")
    }

    @Test func theSocketIsInItsFolder() throws {
        let cluster: PostgreSQLCluster = try .shared()
        let url = "postgres://postgres@/postgres?host=\(cluster.socketFolder)&port=\(cluster.port)"
        #expect(try cluster.query("SELECT inet_client_addr() IS NULL", in: url) == "t")
    }
}
