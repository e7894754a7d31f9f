import HTTPServer
import HTTPTypes
import Platform
import PostgreSQL
import TestSupport

@testable import Storage

/// Event loops for stores that live on them; nobody asks this server anything.
final class TestLoops: Sendable {
    private let server: HTTPServer

    /// - Parameter prepare: sees the loops before they run.
    init(_ count: Int, prepare: ([any Loop]) -> Void) throws {
        var configuration = HTTPServerConfiguration()
        configuration.port = 0
        configuration.loops = count
        server = HTTPServer(configuration: configuration, responder: NobodyHome())
        prepare(try server.bind())
        _ = try server.start()
    }

    var executors: [EventLoop] { server.executors }

    func end() async { await server.drain(within: .zero) }
}

struct NobodyHome: HTTPResponder {
    func admit(_ request: HTTPRequest) -> HTTPAdmission { .reject(HTTPResponse(status: 404)) }
    func respond(to request: HTTPRequest) async -> HTTPResponse { HTTPResponse(status: 404) }
    func response(to fault: HTTPFault, request: HTTPRequest) -> HTTPResponse { HTTPResponse(status: fault.status) }
    func answered(_ request: HTTPRequest, status: Int, microseconds: Int) {}
}

/// The parts of a store on PostgreSQL that a test may want to touch.
struct PostgreSQLBench: Sendable {
    let store: Store
    let cluster: PostgreSQLCluster
    let url: String
    let loops: TestLoops

    func query(_ sql: String) throws -> String { try cluster.query(sql, in: url) }
}

/// Lends a store on an empty database of the cluster, and closes it.
///
/// - Parameter ended: sees the store when its loops have ended.
func withPostgreSQL(
    migrations: [Migration] = Migration.all,
    options: PostgreSQLDatabase.Options = .small,
    cluster: PostgreSQLCluster? = nil,
    through pooler: PgBouncer? = nil,
    loops count: Int = 2,
    ended: (Store) -> Void = { _ in },
    _ body: (PostgreSQLBench, TestClock) async throws -> Void
) async throws {
    let cluster = try cluster ?? PostgreSQLCluster.shared()
    let url = try cluster.newDatabase()
    let clock = TestClock()
    let address = pooler?.url(url, of: cluster) ?? url
    let store = try Store.open(target(address), migrate: true, migrations: migrations, options: options) {
        clock.now
    }
    let loops = try TestLoops(count) { store.attach(to: $0) }
    let bench = PostgreSQLBench(store: store, cluster: cluster, url: url, loops: loops)
    var failure: (any Error)?
    do { try await body(bench, clock) } catch { failure = error }
    await loops.end()
    await store.close()
    ended(store)
    if let failure { throw failure }
    try cluster.dropDatabase(url)
}

/// The statements that the store asked, as far as no case holds their plans; when its loops have ended.
func statementsWithoutPlan(_ store: Store, _ cases: [PlanCase]) -> [String] {
    let known = Set(cases.map(\.statement.sql))
    return store.postgreSQL.statements.map(\.sql).filter { !known.contains($0) }
}

extension PostgreSQLDatabase.Options {
    /// For many that wait for each other: PostgreSQL looks for deadlocks after a second, and a lock is waited for a
    /// fifth of a statement's time.
    static var patient: PostgreSQLDatabase.Options {
        var options = small
        options.statementTimeoutMilliseconds = 30_000
        options.poolTimeoutMilliseconds = 60_000
        return options
    }

    /// Many tests share one server's connections.
    static var small: PostgreSQLDatabase.Options {
        var options = PostgreSQLDatabase.Options()
        options.poolSize = 4
        return options
    }
}

func target(_ url: String) throws -> ConnectionString {
    guard let target = ConnectionString(url) else { throw TestFailure("no address: \(url)") }
    return target
}
