import Domain
import Foundation
import PostgreSQL
import TestSupport
import TestTraits
import Testing

@testable import Storage

/// How PostgreSQL does what the product asks, with the product's sessions.
@Suite(.blocking) struct PostgreSQLPlansTests {
    /// Tables that stay small, and may be read from end to end.
    private static let small: Set<String> = [
        "application_counts", "schema_migrations", "pauses", "migrated_chats", "leases", "bot_set_up",
        "administrators", "application_notices", "application_ids",
    ]
    private static let migrations: [Migration] = Migration.all + [.memos]

    /// 100,000 rows in each table; made once.
    private static let full: Result<String, any Error> = Result {
        let url = try PostgreSQLCluster.shared().newDatabase()
        _ = try Store.migrate(.postgreSQL(target(url)), migrations: migrations, now: { 0 })
        _ = try PostgreSQLCluster.shared().query(fill, in: url)
        return url
    }

    private static let empty: Result<String, any Error> = Result {
        let url = try PostgreSQLCluster.shared().newDatabase()
        _ = try Store.migrate(.postgreSQL(target(url)), migrations: migrations, now: { 0 })
        return url
    }

    private static let cases: [PlanCase] =
        (Store.nouns + [Memos.self]).flatMap { $0.plans } + HealthStatements.plans + ReplicaStatements.plans

    /// The behaviours ask what the product asks, in all its forms.
    @Test func everyStatementHasACase() async throws {
        for behaviour in StoreBehaviour.all {
            try await withPostgreSQL(ended: { #expect(statementsWithoutPlan($0, Self.cases) == []) }) {
                try await behaviour.check($0.store, $1)
            }
        }
    }

    /// One case after another: they write to the same rows, in any order, and would wait for each other.
    @Test("no large table is read from end to end, and no more of it than needed", .serialized, arguments: cases)
    func plan(of example: PlanCase) throws {
        for isShared in [false, true] {
            let plan = try Self.plan(of: example, in: Self.full.get(), executed: true, isShared: isShared)
            #expect(plan.scansFromEndToEnd.isSubset(of: Self.small.union(example.readWhole)))
            for (table, most) in example.most {
                #expect(plan.rowsRead(of: table) <= Double(most), "\(table)")
            }
        }
    }

    /// A session keeps its plans while the tables grow.
    @Test("plans made while the tables are empty use the indexes", arguments: cases)
    func earlyPlan(of example: PlanCase) throws {
        for isShared in [false, true] {
            let plan = try Self.plan(of: example, in: Self.empty.get(), executed: false, isShared: isShared)
            #expect(plan.scansFromEndToEnd.isSubset(of: Self.small.union(example.readWhole)))
        }
    }

    @Test("the total of a search is right", arguments: ["хвостов", "Иван", "а", "ж", "жу", "qq", "_1", "1000007", "5"])
    func total(search: String) async throws {
        let url = try Self.full.get()
        let store = try Store.open(target(url), migrate: false, migrations: Self.migrations, options: .small) { 0 }
        let loops = try TestLoops(1) { store.attach(to: $0) }
        for status in [nil, ApplicationStatus.viewed] {
            let page = try await store.applications.page(ApplicationsQuery(limit: 3, status: status, search: search))
            let isStatus = status.map { "status = '\($0.rawValue)'" } ?? "true"
            let isFound = "strpos(search_text, '\(search.lowercased())') > 0 OR telegram_id::text = '\(search)'"
            let found = "FROM users WHERE application_id IS NOT NULL AND (\(isFound)) AND \(isStatus)"
            let total = try PostgreSQLCluster.shared().query("SELECT count(*) \(found)", in: url)
            #expect(String(page.total) == total)
            let newest = "SELECT application_id \(found) ORDER BY 1 DESC LIMIT 3"
            let ids = try PostgreSQLCluster.shared().query(newest, in: url).split(separator: "\n").map(String.init)
            #expect(page.items.map { String($0.id) } == ids)
        }
        await loops.end()
        await store.close()
    }

    /// - Parameter isShared: as on a session behind a pooler, whose settings come with the transaction.
    private static func plan(
        of example: PlanCase,
        in url: String,
        executed: Bool,
        isShared: Bool
    ) throws -> PlanNode {
        let settings = SessionSettings(statementMilliseconds: 60_000)
        let session = try Session(target(url), applicationName: "test")
        let statement = example.statement
        if !isShared { try session.run(settings.ofSession.sql) }
        try session.run("BEGIN")
        if isShared {
            try session.run((statement.isPrepared ? settings.ofTransaction : settings.ofTransactionForValues).sql)
        } else if !statement.isPrepared {
            try session.run(SessionSettings.planForValues.sql)
        }
        let types = statement.parameters.map(\.sqlName).joined(separator: ", ")
        try session.run("PREPARE examined\(types.isEmpty ? "" : "(\(types))") AS \(statement.sql)")
        let explain = "EXPLAIN (FORMAT JSON, ANALYZE \(executed)) EXECUTE examined"
        let rows = try session.rows(explain + (types.isEmpty ? "" : "(\(example.values))"))
        try session.run("ROLLBACK")
        let text = try #require(rows.first?.first)
        return try #require(JSONDecoder().decode([Explanation].self, from: Data(text.utf8)).first).plan
    }

    private static let fill: String = """
        DROP INDEX users_by_search_text;
        INSERT INTO users (telegram_id, username, first_name, last_name, language_code, is_premium, photo_url,
            ai_test_completed, created_at, updated_at, folded_mention, folded_first_name, folded_last_name)
        SELECT 1000000 + n * 7, name, first, last, 'ru', false, '', true, n, n,
            CASE WHEN name = '' THEN '' ELSE E'\\n@' || lower(name) END, lower(first), lower(last)
        FROM (
            SELECT n, CASE WHEN n % 3 = 0 THEN '' ELSE (ARRAY['anna', 'ivan', 'Olga', 'fit'])[1 + n % 4] || '_' || n END,
                (ARRAY['Анна', 'Иван', 'Мария', 'Пётр', 'Ольга', 'Сергей', 'Юлия', 'Ana', 'John', 'Zoë', ''])[1 + n % 11],
                (ARRAY['Иванова', 'Петров', 'Сидоренко', 'Кузнецова', 'Ким', 'Smith', '', 'Жук'])[1 + (n / 11) % 8]
                || CASE WHEN n % 1000 = 7 THEN '-Хвостов' ELSE '' END
            FROM generate_series(1, 100000) AS n
        ) AS given (n, name, first, last);
        CREATE INDEX users_by_search_text ON users USING gin (search_text gin_trgm_ops);
        UPDATE users SET application_id = id, application_created_at = id, saved_count = 1, details = '{"age":30}',
            status = CASE WHEN id % 5000 = 0 THEN 'contacted' WHEN id % 4 = 0 THEN 'viewed' ELSE 'new' END;
        SELECT setval('application_ids', 100000), count_applications();
        INSERT INTO telegram_updates (update_id, received_at, raw)
        SELECT n, n, '\\x00' FROM generate_series(1, 100000) AS n;
        INSERT INTO inbox (id, partition, order_key, kind)
        SELECT n, n % 32, 'chat/' || n % 1000, 'message' FROM generate_series(1, 100000) AS n;
        INSERT INTO outbox (lane, chat_id, method, parameters, subject, created_at)
        SELECT 2, n % 1000, 'sendMessage', '{}', '', n FROM generate_series(1, 100000) AS n;
        INSERT INTO sent_messages (subject, chat_id, message_id, sent_at)
        SELECT 'request/' || n % 1000, n % 1000, n, n FROM generate_series(1, 100000) AS n;
        INSERT INTO outbox (lane, chat_id, method, parameters, subject, created_at)
        SELECT 3, n % 1000, 'sendMessage', '{}', 'request/' || n % 1000, n FROM generate_series(1, 10000) AS n;
        INSERT INTO client_requests (telegram_id, message, status, submitted_at, decided_at, decided_by, decider_name)
        SELECT 1000000 + n % 1000 * 7, 'x', status, n, CASE WHEN status <> 'pending' THEN n END,
            CASE WHEN status <> 'pending' THEN 7 END, 'Ana'
        FROM (
            SELECT n, CASE WHEN n <= 1000 THEN 'pending' WHEN n % 5000 = 0 THEN 'rejected' ELSE 'approved' END AS status
            FROM generate_series(1, 100000) AS n
        ) AS given;
        INSERT INTO administrators (telegram_id, name, rank, active, since)
        SELECT 1000000 + n * 7, '', 'admin', true, n FROM generate_series(1, 20) AS n;
        INSERT INTO bot_users (telegram_id, source, started_at, last_active_at)
        SELECT 1000000 + n * 7, '', n, n FROM generate_series(1, 100000) AS n;
        INSERT INTO broadcasts (creator, idempotency_key, content_hash, status, text, is_html, media_kind,
            media_file_id, copy_chat_id, copy_message_id, buttons, languages, rate, is_paid, language, recipients,
            created_at)
        SELECT 7, 'key/' || n, '', CASE n WHEN 7 THEN 'in_progress' WHEN 8 THEN 'draft' WHEN 9 THEN 'paused'
            ELSE 'completed' END, 'Hello', false, '', '', 0, 0, '', '', 20, false, '', 9, n
        FROM generate_series(1, 100000) AS n ORDER BY n;
        INSERT INTO broadcast_recipients (broadcast_id, telegram_id, state)
        SELECT 1 + n % 100, n, 'pending' FROM generate_series(1, 100000) AS n;
        INSERT INTO memos (owner, text, created_at) SELECT n % 1000, 'x', n FROM generate_series(1, 100000) AS n;
        ANALYZE;
        """
}

private struct Explanation: Decodable {
    let plan: PlanNode

    enum CodingKeys: String, CodingKey { case plan = "Plan" }
}

/// A step of a plan as EXPLAIN tells it.
private struct PlanNode: Decodable {
    let kind: String
    let table: String?
    let rows: Double?
    let rowsLeftOut: Double?
    let rowsRechecked: Double?
    let times: Double?
    let children: [PlanNode]?

    enum CodingKeys: String, CodingKey {
        case kind = "Node Type"
        case table = "Relation Name"
        case rows = "Actual Rows"
        case rowsLeftOut = "Rows Removed by Filter"
        case rowsRechecked = "Rows Removed by Index Recheck"
        case times = "Actual Loops"
        case children = "Plans"
    }

    var scansFromEndToEnd: Set<String> {
        let own = kind.hasSuffix("Seq Scan") ? Set([table].compactMap { $0 }) : []
        return (children ?? []).reduce(own) { $0.union($1.scansFromEndToEnd) }
    }

    func rowsRead(of name: String) -> Double {
        let all = (rows ?? 0) + (rowsLeftOut ?? 0) + (rowsRechecked ?? 0)
        let own = table == name && kind.hasSuffix("Scan") ? all * (times ?? 0) : 0
        return (children ?? []).reduce(own) { $0 + $1.rowsRead(of: name) }
    }
}

extension ParameterType {
    fileprivate var sqlName: String {
        switch self {
        case .bool: "boolean"
        case .bytea: "bytea"
        case .bigint: "bigint"
        case .text: "text"
        case .boolArray: "boolean[]"
        case .byteaArray: "bytea[]"
        case .textArray: "text[]"
        case .bigintArray: "bigint[]"
        }
    }
}
