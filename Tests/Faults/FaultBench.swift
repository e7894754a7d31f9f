import Glibc
import TestSupport
import Testing

/// A server of ours on a PostgreSQL server of its own, with clients that write, for one fault.
///
/// The promises are the same for all faults: health says 503 within two seconds; a request is answered 200 or 503 with
/// `Retry-After`, in time; all is well within two seconds of the fault's end; what was acknowledged is there, once.
final class FaultBench {
    /// Seconds until health tells of a fault, and until all is well behind it.
    static let promise: Double = 2
    /// The same where a host keeps its connections and says nothing: libpq tries it for two seconds before the next,
    /// and one that was lost is known to be when its statement's time is over.
    static let promiseOfSilence: Double = 10

    private static let poolTimeout: Int = 1
    private static let statementTimeout: Int = 2
    /// Milliseconds that an answer may take: a wait, a statement, and what a busy machine adds.
    private static let longestAnswer: Int = (poolTimeout + statementTimeout) * 1_000 + 1_000

    let cluster: PostgreSQLCluster
    /// The database's own address, past every proxy.
    let url: String
    private(set) var server: ServerProcess
    let ledger = Ledger()
    private let settings: [String: String]
    let database: String

    /// - Parameters:
    ///   - url: the database; nil: a new one.
    ///   - database: what the server is told, where that is not the database's own address.
    init(
        _ cluster: PostgreSQLCluster,
        url: String? = nil,
        database: String? = nil,
        settings: [String: String] = [:]
    ) throws {
        self.cluster = cluster
        self.url = try url ?? cluster.newDatabase()
        self.database = database ?? self.url
        self.settings = ServerSettings.standard(
            with: [
                "LOG_LEVEL": "notice", "DB_POOL_TIMEOUT": "\(Self.poolTimeout)",
                "DB_STATEMENT_TIMEOUT": "\(Self.statementTimeout)",
            ].merging(settings) { $1 }
        )
        server = try ServerProcess(self.settings, at: self.database)
    }

    /// Another process on the same database, in place of one that has ended.
    func restartServer() throws { server = try ServerProcess(settings, at: database) }

    /// The database's address on another port of this machine.
    static func address(_ url: String, at port: UInt16, of cluster: PostgreSQLCluster) -> String {
        url.replacing(":\(cluster.port)/", with: ":\(port)/")
    }

    // MARK: - The course of a fault

    /// Lets clients write, lets something go wrong and become well again, and holds the server to its promises.
    ///
    /// - Parameters:
    ///   - payload: how many bytes each write is made longer by.
    ///   - recovery: seconds until all is well, where the promise does not hold.
    func endure(
        payload: Int = 0,
        recovery: Double = FaultBench.promise,
        fault: () throws -> Void,
        end: () throws -> Void
    ) throws {
        try waitUntilWell(seconds: 10)
        let traffic = try Traffic(port: server.port, ledger: ledger, payload: payload)
        defer { traffic.stop() }
        try waitForAnswers(100, of: 200)
        try fault()
        try waitForHealth(503, seconds: Self.promise)
        try waitForAnswers(8, of: 503)
        #expect(try health() == 503)
        try end()
        try waitUntilWell(seconds: recovery)
        try waitForAnswers(100, of: 200)
        traffic.stop()
    }

    func health() throws -> Int { try HTTPConnection(port: server.port).exchange(HTTPMessage("GET", "/health")).status }

    func waitForHealth(_ status: Int, seconds: Double) throws {
        let connection = try HTTPConnection(port: server.port)
        try Deadline.wait(seconds: seconds, for: "/health to say \(status)") {
            try connection.exchange(HTTPMessage("GET", "/health")).status == status ? () : nil
        }
    }

    /// Health says 200 and a write is acknowledged.
    func waitUntilWell(seconds: Double) throws {
        let client = WritingClient(port: server.port, ledger: ledger)
        let start: ContinuousClock.Instant = .now
        do {
            try Deadline.wait(seconds: seconds, for: "a write to be acknowledged again") {
                client.write() == 200 ? () : nil
            }
        } catch {
            let last = ledger.entries.suffix(3).map { "\($0)" }.joined(separator: "\n")
            throw TestFailure("\(error):\n\(last)\n\(server.logText.suffix(2_000))")
        }
        let written = ContinuousClock.now - start
        try waitForHealth(200, seconds: seconds - written / .seconds(1))
    }

    /// So many more answers with a status.
    func waitForAnswers(_ count: Int, of status: Int) throws {
        let seen = ledger.count(of: status)
        try Deadline.wait(seconds: 20, for: "\(count) answers \(status)") {
            ledger.count(of: status) >= seen + count ? () : nil
        }
    }

    // MARK: - Judgement

    /// Compares what was told with what is stored, and how it was told with the promises.
    ///
    /// - Parameter cutOff: clients whose connection the test itself broke may have no answer.
    func judge(in url: String? = nil, of cluster: PostgreSQLCluster? = nil, cutOff: Bool = false) throws {
        let url = url ?? self.url
        let cluster = cluster ?? self.cluster
        for entry in ledger.entries {
            let what = "\(entry.kind) \(entry.id) after \(entry.milliseconds) ms"
            switch entry.status {
            case 200: break
            case 503: if !entry.hasRetryAfter { Issue.record("\(what): 503 without Retry-After") }
            case nil: if !cutOff { Issue.record("\(what): \(entry.fault)") }
            case let status?: Issue.record("\(what): \(status)")
            }
        }
        let longest = ledger.entries.map(\.milliseconds).max() ?? 0
        #expect(longest <= Self.longestAnswer, "an answer took \(longest) ms")
        let tests = """
            SELECT telegram_id FROM applications JOIN users ON users.id = applications.user_id ORDER BY telegram_id
            """
        try compare(.test, try cluster.query(tests, in: url))
        try compare(.update, try cluster.query("SELECT update_id FROM telegram_updates ORDER BY update_id", in: url))
        let counts = "SELECT (SELECT sum(count) FROM application_counts) = (SELECT count(*) FROM applications)"
        #expect(try cluster.query(counts, in: url) == "t", "the count of applications is wrong")
    }

    private func compare(_ kind: Ledger.Kind, _ rows: String) throws {
        let stored = rows.split(separator: "\n").compactMap { Int($0) }
        let acknowledged = ledger.ids(kind) { $0.status == 200 }
        #expect(!acknowledged.isEmpty)
        #expect(Set(stored).count == stored.count, "\(kind)s are stored twice")
        #expect(acknowledged.subtracting(stored).isEmpty, "\(kind)s were acknowledged and are lost")
        #expect(Set(stored).isSubset(of: ledger.ids(kind) { _ in true }), "\(kind)s are stored that nobody sent")
    }
}
