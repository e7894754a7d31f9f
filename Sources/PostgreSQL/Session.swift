internal import CPostgreSQL

/// One connection to a server (`PGconn`), used by a thread that may block: to start, to migrate, to ask.
///
/// `@unchecked Sendable`: whoever connects is its only user until it hands the session over, to a `Pipeline` on a loop
/// or to the thread that closes it, and does not touch it after that.
package final class Session: @unchecked Sendable {
    /// The oldest server that has all that is used here.
    package static let oldestVersion: Int32 = 150_000

    /// How long a server that takes connections may take to say which of its processes this is.
    private static let answerMilliseconds: Int = 2_000

    let connection: OpaquePointer
    /// The address, as far as it may be told.
    private let place: String
    private let doubt: String?
    /// True where a pooler lies between us and the server, whose sessions may be others' after each transaction.
    package private(set) var isPooled: Bool = false
    /// True where nothing is kept in the session, since it is pooled or may be.
    var isShared: Bool = false
    /// The statements that were prepared, by their ids: false until the server has said so.
    var prepared: [UInt64: Bool] = [:]
    /// The statements that go before those with one plan, and before those that are planned for their values.
    var prefaces: (onePlan: Statement?, forValues: Statement?) = (nil, nil)

    /// Connects, and blocks while it does: libpq resolves names and tries one host after the other.
    package init(_ target: ConnectionString, applicationName: String) throws(DatabaseFailure) {
        // The target overrides what stands before it and is overridden by what stands behind.
        let options: [(String, String)] = [
            ("connect_timeout", "2"), ("fallback_application_name", applicationName), ("dbname", target.text),
            ("client_encoding", "UTF8"),
        ]
        let connection = withCStrings(options.map(\.0)) { keywords in
            withCStrings(options.map(\.1)) { values in
                PQconnectdbParams(keywords.baseAddress, values.baseAddress, 1)
            }
        }
        guard let connection else { throw .unreachable("libpq has no memory for a connection") }
        self.connection = connection
        cpostgresql_discard_notices(connection)
        place = target.place
        doubt = target.doubt
        try requireConnection()
        guard PQserverVersion(connection) >= Session.oldestVersion else {
            throw unreachable("PostgreSQL \(Session.oldestVersion / 10_000) or later is needed")
        }
        // A pooler makes up a number of its own for each client: it does not know which process will serve it.
        let process = try rows("SELECT pg_backend_pid()", within: Session.answerMilliseconds)
        isPooled = process != [["\(PQbackendPID(connection))"]]
    }

    /// Throws where there is no connection. Where it was the server that said no, it is asked once more, for the code
    /// of its reason in place of the text.
    private func requireConnection() throws(DatabaseFailure) {
        guard PQstatus(connection) != CONNECTION_OK else { return }
        if let words = ConnectionFault(message).words { throw unreachable(words) }
        PQsetErrorVerbosity(connection, PQERRORS_SQLSTATE)
        PQreset(connection)
        guard PQstatus(connection) != CONNECTION_OK else {
            PQsetErrorVerbosity(connection, PQERRORS_DEFAULT)
            return
        }
        throw unreachable(ConnectionFault(message).words ?? "the server refuses the connection")
    }

    private func unreachable(_ words: String) -> DatabaseFailure {
        .unreachable((place.isEmpty ? "" : "\(place): ") + words + (doubt.map { "; \($0)" } ?? ""))
    }

    deinit { PQfinish(connection) }

    /// True where the connection is encrypted.
    package var isEncrypted: Bool { PQsslInUse(connection) == 1 }

    /// True for a socket of the file system and the loopback network.
    package var isWithinMachine: Bool {
        let address = PQhostaddr(connection).map { String(cString: $0) } ?? ""
        return address.isEmpty || address.hasPrefix("/") || address.hasPrefix("127.") || address == "::1"
    }

    /// libpq's words on the connection itself; for `ConnectionFault` only.
    private var message: String { String(cString: PQerrorMessage(connection)) }

    /// Why the connection is of no use any more.
    var breakage: DatabaseFailure { .lost(ConnectionFault(message).words ?? "the connection broke") }

    /// The statement that goes before others, in the same transaction.
    func preface(of exchange: Exchange) -> Statement? {
        exchange.isPlannedForValues ? prefaces.forValues : prefaces.onePlan
    }

    /// Runs statements without parameters, all in one transaction where they say no other; results are dropped.
    package func run(_ sql: String) throws(DatabaseFailure) {
        try check(PQexec(connection, sql))
    }

    /// Runs one statement with parameters as text, and returns its rows as text; NULL is the empty text.
    ///
    /// - Parameter milliseconds: how long the answer may take; after a late one the session is of no use. nil: for
    ///   ever.
    package func rows(
        _ sql: String,
        _ values: [String] = [],
        within milliseconds: Int? = nil
    ) throws(DatabaseFailure) -> [[String]] {
        let isSent = withCStrings(values) { values in
            PQsendQueryParams(connection, sql, Int32(values.count - 1), nil, values.baseAddress, nil, nil, 0)
        }
        guard isSent == 1 else { throw breakage }
        let deadline: ContinuousClock.Instant? = milliseconds.map { .now + .milliseconds($0) }
        var answer: OpaquePointer?
        // Of no result at all, PQresultStatus says the same.
        var isRefused: Bool { answer != nil && PQresultStatus(answer) == PGRES_FATAL_ERROR }
        // To its end, without which the session takes no other statement.
        while true {
            do throws(DatabaseFailure) {
                if let deadline { try waitForAnswer(until: deadline) }
            } catch {
                // Who ends a connection has said why.
                if isRefused { break }
                PQclear(answer)
                throw error
            }
            guard let result = PQgetResult(connection) else { break }
            if isRefused {
                PQclear(result)
            } else {
                PQclear(answer)
                answer = result
            }
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
        var text = Array(repeating: 0, count: 256)
        PQcancel(request, &text, 256)
        PQfreeCancel(request)
    }

    private func check(
        _ result: OpaquePointer?,
        _ read: (OpaquePointer) -> Void = { _ in }
    ) throws(DatabaseFailure) {
        guard let result else { throw breakage }
        defer { PQclear(result) }
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: read(result)
        default:
            // Who ends a connection may say why.
            let hasCode = PQresultErrorField(result, Int32(UInt8(ascii: "C"))) != nil
            guard hasCode || PQstatus(connection) == CONNECTION_OK else { throw breakage }
            throw DatabaseFailure(result)
        }
    }
}

extension DatabaseFailure {
    /// The refusal of the server; its message and detail, which quote values, are left out.
    init(_ result: OpaquePointer) {
        func field(_ code: Character) -> String? {
            PQresultErrorField(result, Int32(code.asciiValue ?? 0)).map { String(cString: $0) }
        }
        var about = ""
        // PG_DIAG_TABLE_NAME, PG_DIAG_COLUMN_NAME, PG_DIAG_CONSTRAINT_NAME
        for (name, code): (String, Character) in [("table", "t"), ("column", "c"), ("constraint", "n")] {
            if let value = field(code) { about += ", \(name) \(value)" }
        }
        // PG_DIAG_SQLSTATE
        let state = SQLState(field("C") ?? "XX000")
        if state.category == "08" { about += ", of a pooler or of the protocol" }
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
    let copies = texts.map { $0.utf8CString }
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
