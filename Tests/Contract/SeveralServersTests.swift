import ContractGenerator
import TestSupport
import TestTraits
import Testing

/// Several servers on one PostgreSQL database, which all do the same thing at the same time.
@Suite(.blocking) struct SeveralServersTests {
    private static let width: Int = 100

    private let servers: [ServerProcess]
    private let database: TestDatabase

    init() throws {
        let first = try ServerProcess(on: .postgreSQL)
        servers = try [first] + (1..<4).map { _ in try ServerProcess(sharing: first) }
        database = first.database
    }

    /// Sends one message each over connections to all servers in turn, and reads the answers when all are on their way.
    private func atOnce(_ messages: [HTTPMessage], over connections: [HTTPConnection]) throws -> [HTTPReply] {
        for (connection, message) in zip(connections, messages) { try connection.send(message.bytes) }
        return try connections.prefix(messages.count).map { try $0.receive() }
    }

    private func connections(_ count: Int) throws -> [HTTPConnection] {
        try (0..<count).map { try HTTPConnection(port: servers[$0 % servers.count].port) }
    }

    private func end() throws {
        for server in servers { #expect(try server.terminate() == 0) }
    }

    @Test func anUpdateThatAHundredConnectionsDeliverIsKeptOnce() throws {
        let connections = try connections(Self.width)
        for id in 1...5 {
            let message = Requests.update("{\"update_id\":\(id),\"message\":{\"chat\":{\"id\":5}}}")
            let replies = try atOnce(Array(repeating: message, count: Self.width), over: connections)
            #expect(replies.allSatisfy { $0.status == 200 && $0.text == "{\"ok\":true}" })
        }
        #expect(try database.query("SELECT count(*), count(DISTINCT update_id) FROM telegram_updates") == "5|5")
        try end()
        let again = servers.reduce(0) { $0 + $1.logLines(with: "update delivered again").count }
        #expect(again == 5 * (Self.width - 1))
    }

    @Test func aUserWhomAHundredConnectionsSaveAndLogInIsOneWithOneApplication() throws {
        let connections = try connections(Self.width)
        for round in 0..<5 {
            let user = Requests.freshID()
            let messages: [HTTPMessage] = (0..<Self.width).map { index in
                index % 4 == round % 4
                    ? Requests.logIn(Identities.initData(Int64(user), firstName: "Ana"))
                    : Requests.saveTest("{\"telegram_id\":\(user),\"answers\":{\"age\":\(20 + index % 50)}}")
            }
            let replies = try atOnce(messages, over: connections)
            #expect(replies.allSatisfy { $0.status == 200 })
            let saved = replies.map(\.json).filter { !($0["created"] == .null) }
            #expect(saved.count { $0["created"] == .bool(true) } == 1)
            #expect(Set(saved.compactMap { $0["user_id"].integer }).count == 1)
            let rows = try database.query(
                "SELECT count(*), count(applications.id) FROM users LEFT JOIN applications ON user_id = users.id "
                    + "WHERE telegram_id = \(user)"
            )
            #expect(rows == "1|1")
        }
        #expect(try countsOff() == "")
        try end()
    }

    @Test func countsAreRightAfterAStormOfSavesChangesAndDeletions() throws {
        let connections = try connections(60)
        let users: [Int] = (0..<30).map { _ in Requests.freshID() }
        var random = SystemRandomNumberGenerator()
        for _ in 0..<25 {
            let ids = try database.query("SELECT id FROM applications").split(separator: "\n")
            let messages = connections.map { _ in
                guard let id = ids.randomElement(using: &random) else { return save(users[0]) }
                switch Int.random(in: 0..<10, using: &random) {
                case 0..<4: return save(users.randomElement(using: &random) ?? users[0])
                case 4..<8: return change(id, to: ["new", "viewed", "contacted"].randomElement(using: &random) ?? "")
                case 8: return Requests.applications("\(id)/", method: "DELETE")
                default: return Requests.applications("?status=viewed&limit=5")
                }
            }
            let replies = try atOnce(messages, over: connections)
            let unexpected = replies.map(\.status).filter { ![200, 204, 404].contains($0) }
            #expect(unexpected == [])
        }
        #expect(try countsOff() == "")
        // PostgreSQL finds one after a second, and one of the two is done again: that would be slow, and is not needed.
        #expect(try database.logLines(with: "deadlock detected") == [])
        // Who has an application, and nobody else, has done the test.
        let wrong = "SELECT count(*) FROM users LEFT JOIN applications ON user_id = users.id "
        #expect(try database.query(wrong + "WHERE ai_test_completed <> (applications.id IS NOT NULL)") == "0")
        for status in ["new", "viewed", "contacted"] {
            let total = try Client(servers[0]).send(
                Requests.applications("?status=\(status)&limit=1"),
                as: "listApplications"
            ).json["pagination"]["total"].integer
            let rows = try database.query("SELECT count(*) FROM applications WHERE status = '\(status)'")
            #expect(total.map(String.init) == rows)
        }
        try end()
    }

    /// Statuses whose kept count is not the number of rows; nothing where all are right.
    private func countsOff() throws -> String {
        try database.query(
            """
            SELECT status, kept, counted
            FROM (SELECT status, sum(count) AS kept FROM application_counts GROUP BY status) AS kept
                FULL JOIN (SELECT status, count(*) AS counted FROM applications GROUP BY status) AS counted USING (status)
            WHERE COALESCE(kept, 0) <> COALESCE(counted, 0)
            """
        )
    }

    private func save(_ user: Int) -> HTTPMessage {
        Requests.saveTest("{\"telegram_id\":\(user),\"answers\":{\"age\":30}}")
    }

    private func change(_ id: Substring, to status: String) -> HTTPMessage {
        var message = Requests.applications("\(id)/status/", method: "PATCH")
        message.fields.append((name: "Content-Type", value: "application/json"))
        message.body = Array("{\"status\":\"\(status)\"}".utf8)
        return message
    }
}
