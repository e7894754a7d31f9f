internal import ContractGenerator
internal import TestSupport
internal import Testing

/// Many clients at once: everyone gets the answer to their own request, and what was acknowledged is stored once.
@Suite struct MixedLoadTests {
    private static let width: Int = 64
    private static let rounds: Int = 40

    /// One request of the mix and the status that it must get.
    private struct Work {
        let message: HTTPMessage
        let status: Int
        /// The Telegram id of a test that is stored when the answer is 200.
        var user: String?
    }

    private let visitor: (name: String, value: String) = (
        name: "X-Telegram-Init-Data", value: Identities.initData(Identities.visitor)
    )
    private let secret: (name: String, value: String) = (name: "X-Bot-Secret", value: Identities.botSecret)

    private func saveTest(_ json: String, _ fields: [(name: String, value: String)]) -> HTTPMessage {
        HTTPMessage("POST", "/api/v1/telegram/save-test/", fields, json: json)
    }

    private func work(_ number: Int) -> Work {
        let user: String = String(9_000_000 + number)
        switch number % 8 {
        case 0, 1, 2:
            let json: String = "{\"telegram_id\":\(user),\"answers\":{\"age\":\(10 + number % 100)}}"
            return Work(message: saveTest(json, [secret]), status: 200, user: user)
        case 3: return Work(message: HTTPMessage("GET", "/health"), status: 200)
        case 4: return Work(message: HTTPMessage("GET", "/api/v1/telegram/applications/"), status: 401)
        case 5: return Work(message: HTTPMessage("GET", "/api/v1/telegram/applications/", [visitor]), status: 403)
        case 6: return Work(message: saveTest("{\"telegram_id\":\(user)}", []), status: 403)
        default:
            return Work(message: saveTest("{\"telegram_id\":\(user),\"answers\":{\"age\":121}}", [secret]), status: 400)
        }
    }

    @Test func aMixOfRequestsOn64ConnectionsIsCountedExactly() throws {
        let server: ServerProcess = try ServerProcess(ServerSettings.standard(with: ["LOG_LEVEL": "notice"]))
        let connections: [HTTPConnection] = try (0..<Self.width).map { _ in try HTTPConnection(port: server.port) }
        var expected: [Int: Int] = [:]
        var counted: [Int: Int] = [:]
        var acknowledged: [String] = []
        for round in 0..<Self.rounds {
            // A stride that is prime to the mix: every connection gets every kind.
            let batch: [Work] = connections.indices.map { work(round * Self.width + $0 * 3 % Self.width) }
            for (connection, work) in zip(connections, batch) { try connection.send(work.message.bytes) }
            for (connection, work) in zip(connections, batch) {
                let reply: HTTPReply = try connection.receive()
                expected[work.status, default: 0] += 1
                counted[reply.status, default: 0] += 1
                #expect(reply.status == work.status, "\(work.message.method) \(work.message.target): \(reply.text)")
                if reply.status == 200, let user = work.user { acknowledged.append(user) }
            }
        }
        #expect(counted == expected)
        #expect(acknowledged.count == Self.width * Self.rounds * 3 / 8)
        #expect(try storedUsers(server).sorted() == acknowledged.sorted())
        #expect(try server.terminate() == 0)
    }

    /// The Telegram ids of all applications, a page after the other.
    private func storedUsers(_ server: ServerProcess) throws -> [String] {
        let connection: HTTPConnection = try HTTPConnection(port: server.port)
        let admin: (name: String, value: String) = (
            name: "X-Telegram-Init-Data", value: Identities.initData(Identities.admin)
        )
        var users: [String] = []
        var query: String = "?limit=500"
        while true {
            let page: HTTPReply = try connection.exchange(
                HTTPMessage("GET", "/api/v1/telegram/applications/" + query, [admin])
            )
            let json: SpecValue = try #require(SpecValue(json: page.body), "\(page.text)")
            users += json["items"].elements.map { $0["telegram_id"].text }
            let next: String = json["pagination"]["next"].text
            if next.isEmpty { return users }
            query = "?limit=500&after=\(next)"
        }
    }
}
