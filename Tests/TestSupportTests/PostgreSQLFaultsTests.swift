import TestSupport
import TestTraits
import Testing

/// The things that tests do to a server of their own.
@Suite(.blocking) struct PostgreSQLFaultsTests {
    @Test func itStopsInThreeWaysAndStartsAgainAtItsPort() throws {
        let cluster = try PostgreSQLCluster()
        let url = try cluster.newDatabase()
        _ = try cluster.query("CREATE TABLE rounds (number integer)", in: url)
        for (number, mode) in [PostgreSQLCluster.StopMode.smart, .fast, .immediate].enumerated() {
            _ = try cluster.query("INSERT INTO rounds VALUES (\(number))", in: url)
            try cluster.stop(mode)
            #expect(cluster.identifier == nil)
            #expect(throws: TestFailure.self) { try cluster.query("SELECT 1", in: url) }
            try cluster.start()
            #expect(try cluster.query("SELECT count(*) FROM rounds", in: url) == "\(number + 1)")
        }
        #expect(throws: TestFailure.self) { try cluster.start() }
    }

    @Test func killedHardItLeavesNoProcessAndRecovers() throws {
        let cluster = try PostgreSQLCluster()
        let url = try cluster.newDatabase()
        for number in 1...3 {
            _ = try cluster.query("CREATE TABLE round_\(number) (number integer)", in: url)
            let server: Int32 = try #require(cluster.identifier)
            let family = try ProcessTable.children(of: server) + [server]
            #expect(family.count > 3)
            try cluster.killHard()
            #expect(!family.contains(where: ProcessTable.isAlive))
            try cluster.start()
            #expect(try cluster.query("SELECT count(*) FROM round_\(number)", in: url) == "0")
        }
        #expect(cluster.logText.contains("was not properly shut down"))
    }

    @Test func frozenItDoesNotAnswerAndThawedItDoes() throws {
        let cluster = try PostgreSQLCluster()
        let url = cluster.url(of: "postgres")
        try cluster.freeze()
        #expect(throws: TestFailure.self) { try cluster.query("SELECT 1", in: url, seconds: 0.3) }
        try cluster.thaw()
        #expect(try cluster.query("SELECT 1", in: url) == "1")
    }

    @Test func aFrozenClusterCanBeRemoved() throws {
        let (path, server): (String, Int32) = try {
            let cluster = try PostgreSQLCluster()
            try cluster.freeze()
            return (cluster.socketFolder, try #require(cluster.identifier))
        }()
        #expect(!ProcessTable.isAlive(server))
        #expect(throws: TestFailure.self) { try Files.names(in: path) }
    }

    @Test func aStandbyFollowsAndCanBePromoted() throws {
        let primary = try PostgreSQLCluster()
        let standby = try primary.makeStandby()
        let database = try primary.newDatabase()
        let copy = standby.url(of: String(database[(try #require(database.lastIndex(of: "/")))...].dropFirst()))
        _ = try primary.query("CREATE TABLE things AS SELECT generate_series(1, 1000) AS number", in: database)
        try Deadline.wait(seconds: 30, for: "the standby to follow") {
            (try? standby.query("SELECT count(*) FROM things", in: copy)) == "1000" ? () : nil
        }
        #expect(throws: TestFailure.self) { try standby.query("INSERT INTO things VALUES (1)", in: copy) }
        try primary.killHard()
        try standby.promote()
        _ = try standby.query("INSERT INTO things VALUES (1)", in: copy)
        #expect(try standby.query("SELECT count(*) FROM things", in: copy) == "1001")
    }

    @Test func aFullDiskRefusesRowsAndAFreedOneTakesThem() throws {
        let cluster = try PostgreSQLCluster(inMemoryOf: 128)
        let url = try cluster.newDatabase()
        _ = try cluster.query("CREATE TABLE things (content bytea)", in: url)
        let insert = "INSERT INTO things SELECT decode(repeat('a1', 1000), 'hex') FROM generate_series(1, 1000)"
        _ = try cluster.query(insert, in: url)
        try cluster.fillDisk()
        #expect { try cluster.query(insert, in: url) } throws: { "\($0)".contains("No space left on device") }
        #expect(try cluster.query("SELECT count(*) FROM things", in: url) == "1000")
        try cluster.freeDisk()
        _ = try cluster.query(insert, in: url)
        // The disk stays when the server goes.
        try cluster.killHard()
        try cluster.start()
        #expect(try cluster.query("SELECT count(*) FROM things", in: url) == "2000")
    }
}
