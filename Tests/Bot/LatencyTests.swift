import Domain
import PostgreSQL
import Synchronization
import TelegramStandIn
import TestSupport
import TestTraits
import Testing

/// How soon a bot answers that has nothing else to do: nobody waits until somebody looks.
@Suite(.blocking) struct LatencyTests {
    /// Seconds from a person's message to the bot's call, of each of so many people, one after another, sorted.
    private func latencies(_ bench: BotBench, people: some Sequence<Int64>) async throws -> [Double] {
        var latencies: [Double] = []
        for person in people {
            let start = bench.telegram.withBot(Identities.botTokenText) { bot, now in
                _ = bot.write("/id", from: person, now: now)
                return now
            }
            let moment = await bench.telegram.wait(Identities.botTokenText, atMost: .seconds(20)) { bot, _ in
                bot.calls.all.first { $0.method == "sendMessage" && $0.chat == person }?.moment
            }
            latencies.append(try #require(moment) - start)
        }
        return latencies.sorted()
    }

    @Test(arguments: TestDatabase.System.allCases)
    func oneProcessAnswersAtOnce(system: TestDatabase.System) async throws {
        let bench = try BotBench(system, .webhook)
        let found = try await latencies(bench, people: 1...15)
        #expect(found[7] < 0.1, "\(found)")
        try await bench.end()
    }

    /// The process that gets the updates handles none of them here, and another one than handles them sends: each looks
    /// by itself only once a second.
    @Test func processesWakeEachOtherAlsoAfterTheirConnectionsBroke() async throws {
        let bench = try BotBench(.postgreSQL, .webhook)
        let database = bench.servers[0].database
        // The first one sends.
        let owners = "SELECT count(DISTINCT owner) FROM leases WHERE kind IN ('inbox', 'outbox')"
        try Deadline.wait(seconds: 30, for: "a sender") { try database.query(owners) == "1" ? () : nil }
        try bench.addServer()
        try Deadline.wait(seconds: 30, for: "both to share") { try database.query(owners) == "2" ? () : nil }
        let query = """
            SELECT number FROM leases
            WHERE kind = 'inbox' AND owner NOT IN (SELECT owner FROM leases WHERE kind = 'outbox')
            """
        let partitions = try database.query(query).split(separator: "\n").compactMap { Int64($0) }
        #expect(partitions.count == 16)
        let people = (Int64(1)...200).filter { partitions.contains(OrderKey.chat($0).partition) }
        try Self.waitForListeners(of: database)
        var found = try await latencies(bench, people: people.prefix(15))
        #expect(found[7] < 0.2, "\(found)")
        let listeners = "FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE '%listener'"
        let ended = try database.query("SELECT count(pg_terminate_backend(pid)) \(listeners)")
        #expect(ended == "2")
        try Deadline.wait(seconds: 30, for: "what was heard no more") {
            bench.servers.allSatisfy { $0.logText.contains("other processes are not heard") } ? () : nil
        }
        try Self.waitForListeners(of: database)
        found = try await latencies(bench, people: people.dropFirst(15).prefix(15))
        #expect(found[7] < 0.2, "\(found)")
        try await bench.end()
    }

    /// What it puts into the outbox is another's to send, who would look for it only once a second.
    @Test func aProcessThatOnlyServesRequestsWakesTheOthers() async throws {
        let settings = ServerSettings.standard(with: ["TELEGRAM_UPDATES": "off"])
        let server = try ServerProcess(settings, on: .postgreSQL)
        // Somebody is at work: without others nobody is told.
        let member = "INSERT INTO leases (kind, number, owner, until) VALUES ('member', 1, 1, 4000000000000000)"
        _ = try server.database.query(member)
        let heard = Mutex<[NotificationListener.Event]>([])
        let address = try #require(ConnectionString(server.database.url))
        let listener = NotificationListener(address, channel: "telegram_backend") { event in
            heard.withLock { $0.append(event) }
        }
        try listener.start()
        try Deadline.wait(seconds: 30, for: "a listener") { heard.withLock { $0.contains(.listening) } ? () : nil }
        let field = (name: "X-Telegram-Init-Data", value: Identities.initData(7))
        let request = HTTPMessage("POST", "/api/v1/telegram/requests/", [field], json: #"{"message":"Hello"}"#)
        #expect(try HTTPConnection(port: server.port).exchange(request).status == 201)
        // No partition of the inbox, and the sender.
        try Deadline.wait(seconds: 30, for: "what is told") {
            heard.withLock { $0.contains(.heard(payload: "0 1")) } ? () : nil
        }
        await listener.stop()
        #expect(try server.terminate() == 0)
    }

    /// One that heard nothing for a while has asked whether the server is there.
    private static func waitForListeners(of database: TestDatabase) throws {
        let query = """
            SELECT count(*) FROM pg_stat_activity
            WHERE datname = current_database() AND application_name LIKE '%listener' AND state = 'idle'
                AND (query LIKE 'LISTEN%' OR query = 'SELECT 1')
            """
        try Deadline.wait(seconds: 30, for: "both to listen") { try database.query(query) == "2" ? () : nil }
    }
}
