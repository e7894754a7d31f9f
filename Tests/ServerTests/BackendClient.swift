import Server
import TestBackend
import TestSupport
import Testing

/// A connection to a server in memory, whose configuration a test changes as no environment could.
final class BackendClient {
    let server: InMemoryServer
    private var connection: HTTPConnection

    init(_ change: (inout Configuration) -> Void = { _ in }) throws {
        server = try InMemoryServer(ServerSettings.standard(with: ["LOG_LEVEL": "info", "LOOPS": "1"]), change: change)
        connection = try HTTPConnection(port: server.port)
    }

    /// Launch data of Ada, whom Telegram let in so many seconds ago.
    static func initData(id: Int64, age: Int64 = 0) -> String {
        let user = #"{"id":\#(id),"first_name":"Ada","last_name":"L","username":"ada"}"#
        return Identities.initData(user: user, age: age)
    }

    /// Its lines that contain a phrase; what an answer depends on is logged before it.
    func lines(containing phrase: String) -> [Substring] { server.logLines(with: phrase) }

    /// Ends the server, which has no fault.
    func stop() throws { try #require(server.terminate() == 0) }

    func send(
        _ method: String,
        _ target: String,
        _ fields: [(String, String)] = [],
        body: String? = nil
    ) throws -> HTTPReply {
        if !connection.isOpen { connection = try HTTPConnection(port: server.port) }
        // The same for all, so that answers can be compared.
        let fields = (fields + [("X-Request-ID", "test")]).map { (name: $0.0, value: $0.1) }
        return try connection.exchange(
            body.map { HTTPMessage(method, target, fields, json: $0) } ?? HTTPMessage(method, target, fields)
        )
    }

    func saveTest(_ body: String) throws -> HTTPReply {
        try send("POST", "/api/v1/telegram/save-test/", [("X-Bot-Secret", Identities.botSecret)], body: body)
    }
}
