internal import CPostgreSQL

/// One connection to a server (`PGconn`), used by a thread that may block: to start, to migrate, to ask.
///
/// `@unchecked Sendable`: whoever connects is its only user until it hands the session over, to a `Pipeline` on a loop
/// or to the thread that closes it, and does not touch it after that.
package final class Session: @unchecked Sendable {
    /// The oldest server that has all that is used here.
    package static let oldestVersion: Int32 = 150_000

    let connection: OpaquePointer

    /// Connects, and blocks while it does: libpq resolves names and tries one host after the other.
    package init(_ target: ConnectionString, applicationName: String) throws(DatabaseFailure) {
        // The target overrides what stands before it and is overridden by what stands behind.
        let options: [(String, String)] = [
            ("connect_timeout", "2"), ("fallback_application_name", applicationName), ("dbname", target.text),
            ("client_encoding", "UTF8"),
        ]
        let connection: OpaquePointer? = withCStrings(options.map(\.0)) { keywords in
            withCStrings(options.map(\.1)) { values in
                PQconnectdbParams(keywords.baseAddress, values.baseAddress, 1)
            }
        }
        guard let connection else { throw .unreachable("libpq has no memory for a connection") }
        self.connection = connection
        cpostgresql_discard_notices(connection)
        guard PQstatus(connection) == CONNECTION_OK else { throw .unreachable(message) }
        guard PQserverVersion(connection) >= Session.oldestVersion else {
            throw .unreachable("PostgreSQL \(Session.oldestVersion / 10_000) or later is needed")
        }
    }

    deinit { PQfinish(connection) }

    /// libpq's words on the connection itself, in one line: hosts, users and databases, no values.
    var message: String {
        String(cString: PQerrorMessage(connection)).split(whereSeparator: \.isNewline).joined(separator: " ")
    }

    /// Runs statements without parameters, all in one transaction where they say no other; results are dropped.
    package func run(_ sql: String) throws(DatabaseFailure) {
        try check(PQexec(connection, sql))
    }

    /// Runs one statement with parameters as text, and returns its rows as text; NULL is the empty text.
    ///
    /// - Parameter milliseconds: how long the answer may take; after a late one the session is of no use. nil: for ever.
    package func rows(
        _ sql: String,
        _ values: [String] = [],
        within milliseconds: Int? = nil
    ) throws(DatabaseFailure) -> [[String]] {
        let isSent: Int32 = withCStrings(values) { values in
            PQsendQueryParams(connection, sql, Int32(values.count - 1), nil, values.baseAddress, nil, nil, 0)
        }
        guard isSent == 1 else { throw .lost(message) }
        let deadline: ContinuousClock.Instant? = milliseconds.map { .now + .milliseconds($0) }
        var answer: OpaquePointer?
        // To its end, without which the session takes no other statement.
        while true {
            if let deadline { try waitForAnswer(until: deadline) }
            guard let result = PQgetResult(connection) else { break }
            PQclear(answer)
            answer = result
        }
        var rows: [[String]] = []
        try check(answer) { result in
            rows = (0..<PQntuples(result)).map { row in
                (0..<PQnfields(result)).map { String(cString: PQgetvalue(result, row, $0)) }
            }
        }
        return rows
    }

    /// Asks the server to stop what the session is doing; blocks until the server has heard it.
    func cancel() {
        guard let request = PQgetCancel(connection) else { return }
        var text: [CChar] = Array(repeating: 0, count: 256)
        PQcancel(request, &text, 256)
        PQfreeCancel(request)
    }

    private func check(
        _ result: OpaquePointer?,
        _ read: (OpaquePointer) -> Void = { _ in }
    ) throws(DatabaseFailure) {
        guard let result else { throw .lost(message) }
        defer { PQclear(result) }
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: read(result)
        default:
            guard PQstatus(connection) == CONNECTION_OK else { throw .lost(message) }
            throw DatabaseFailure(result)
        }
    }
}

extension DatabaseFailure {
    /// What the server refused; its message and detail, which quote values, are left out.
    init(_ result: OpaquePointer) {
        func field(_ code: Character) -> String? {
            PQresultErrorField(result, Int32(code.asciiValue ?? 0)).map { String(cString: $0) }
        }
        var about: String = ""
        // PG_DIAG_TABLE_NAME, PG_DIAG_COLUMN_NAME, PG_DIAG_CONSTRAINT_NAME
        for (name, code): (String, Character) in [("table", "t"), ("column", "c"), ("constraint", "n")] {
            if let value = field(code) { about += ", \(name) \(value)" }
        }
        // PG_DIAG_SQLSTATE
        let state: SQLState = SQLState(field("C") ?? "XX000")
        // PG_DIAG_MESSAGE_PRIMARY: of the statement's own text, which is ours.
        if state.category == "42", let message = field("M") { about += ": \(message)" }
        self = .refused(state, about: about)
    }
}

/// Lends the texts as C strings with a null pointer behind the last.
func withCStrings<Result>(
    _ texts: [String],
    _ body: (UnsafeBufferPointer<UnsafePointer<CChar>?>) -> Result
) -> Result {
    let copies: [ContiguousArray<CChar>] = texts.map { $0.utf8CString }
    func lend(_ index: Int, _ pointers: inout [UnsafePointer<CChar>?]) -> Result {
        guard index < copies.count else { return (pointers + [nil]).withUnsafeBufferPointer(body) }
        return copies[index].withUnsafeBufferPointer { copy in
            pointers.append(copy.baseAddress)
            return lend(index + 1, &pointers)
        }
    }
    var pointers: [UnsafePointer<CChar>?] = []
    return lend(0, &pointers)
}
