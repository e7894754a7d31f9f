import ContractChecks
import ContractGenerator
import TestSupport

/// Requests of every operation, made from the contract: valid ones, without credentials, without the role, invalid
/// ones.
///
/// They are the cases of the contract tests, those left out whose answer is not certain.
struct ContractMix: Sendable {
    struct Request: Sendable {
        let test: ContractCase
        let message: HTTPMessage

        var status: Int { test.statuses[0] }
    }

    private static let cases: [ContractCase] =
        AnswerRules.analysis.map { analysis in
            ContractCase.all(of: analysis.contract, registry: analysis.registry).filter { test in
                // Others make an administrator of whoever is unknown to one of them, and ask for something as the same
                // client.
                // A preview needs Telegram.
                test.statuses.count == 1 && !(test.operation == "previewBroadcast" && test.statuses == [200])
                    && !(test.operation == "deleteAdministrator" && test.statuses == [404])
                    && !(test.operation == "createRequest" && test.statuses == [201])
            }
        } ?? []

    /// The ids of all operations.
    static let operations: Set<String> = Set(
        (AnswerRules.analysis?.contract.operations ?? []).map(\.id)
    )

    private let credentials: CaseCredentials
    private let port: UInt16

    init(_ server: ServerProcess) throws {
        port = server.port
        let connection = try HTTPConnection(port: server.port)
        credentials = CaseCredentials(
            adminSession: try Self.session(of: Identities.admin, connection),
            visitorSession: try Self.session(of: Identities.visitor, connection)
        )
    }

    /// How many existing applications the requests of one round need.
    static var applications: Int { cases.count { $0.target.contains("/applications/{id}") } }

    /// Every case once.
    ///
    /// - Parameter applications: ids that nobody else uses.
    func requests(applications: [Int]) throws -> [Request] {
        var ids = applications[...]
        let connection = try HTTPConnection(port: port)
        return try Self.cases.map { test in
            var message = HTTPMessage(test.method, test.target, test.fields, body: test.body?.bytes)
            message.isChunked = test.isChunked
            for credential in test.credentials { message.fields.append(try credentials.field(of: credential)) }
            for index in message.fields.indices where message.fields[index].name == "Idempotency-Key" {
                // Cases have different bodies, and a key makes one broadcast.
                if message.fields[index].value.count > 1, message.fields[index].value.count <= 128 {
                    message.fields[index].value = "\(UInt64.random(in: .min ... .max))"
                }
            }
            if message.target.contains("/broadcasts/{id}"), let range = message.target.firstRange(of: "{id}") {
                let id = try Self.newBroadcast(for: test.operation, connection)
                message.target.replaceSubrange(range, with: String(id))
            } else if message.target.contains("/requests/{id}"), let range = message.target.firstRange(of: "{id}") {
                message.target.replaceSubrange(range, with: String(try Self.newRequest(connection)))
            } else if let range = message.target.firstRange(of: "{id}") {
                guard let id = ids.popFirst() else { throw TestFailure("too few applications") }
                message.target.replaceSubrange(range, with: String(id))
            }
            if let range = message.target.firstRange(of: "{telegram_id}") {
                message.target.replaceSubrange(range, with: String(try Self.newAdministrator(connection)))
            }
            return Request(test: test, message: message)
        }
    }

    /// The id of an administrator that nobody else knows.
    private static func newAdministrator(_ connection: HTTPConnection) throws -> Int64 {
        let id = Int64.random(in: 10_000_000_000...1_000_000_000_000)
        let credential = (name: "X-Telegram-Init-Data", value: Identities.initData(Identities.admin))
        let path = "/api/v1/telegram/admins/\(id)/"
        let reply = try connection.exchange(HTTPMessage("PUT", path, [credential], json: #"{"rank":"admin"}"#))
        guard reply.status == 200 else { throw TestFailure("nobody becomes an administrator: \(reply.text)") }
        return id
    }

    /// The number of a broadcast that allows an operation: it goes to people whom Telegram's address does not reach.
    private static func newBroadcast(for operation: String, _ connection: HTTPConnection) throws -> Int64 {
        let credential = (name: "X-Telegram-Init-Data", value: Identities.initData(Identities.admin))
        let key = (name: "Idempotency-Key", value: "\(UInt64.random(in: .min ... .max))")
        let path = "/api/v1/telegram/broadcasts/"
        let body = #"{"text":"Hello, everybody","rate":1}"#
        let reply = try connection.exchange(HTTPMessage("POST", path, [credential, key], json: body))
        guard let id = SpecValue(json: reply.body)?["id"].integer else {
            throw TestFailure("nobody may broadcast: \(reply.text)")
        }
        for step in ["pauseBroadcast": ["start"], "resumeBroadcast": ["start", "pause"]][operation] ?? [] {
            _ = try connection.exchange(HTTPMessage("POST", path + "\(id)/\(step)/", [credential]))
        }
        return id
    }

    /// The number of a pending request of somebody whom nobody else knows.
    private static func newRequest(_ connection: HTTPConnection) throws -> Int64 {
        let client = Identities.initData(.random(in: 10_000_000_000...1_000_000_000_000))
        let credential = (name: "X-Telegram-Init-Data", value: client)
        let message = HTTPMessage("POST", "/api/v1/telegram/requests/", [credential], json: #"{"message":"a"}"#)
        let reply = try connection.exchange(message)
        guard let id = SpecValue(json: reply.body)?["id"].integer else {
            throw TestFailure("nobody may ask: \(reply.text)")
        }
        return id
    }

    private static func session(of user: Int64, _ connection: HTTPConnection) throws -> String {
        let reply = try connection.exchange(
            HTTPMessage(
                "POST",
                "/api/v1/telegram/auth/",
                [(name: "X-Telegram-Init-Data", value: Identities.initData(user))]
            )
        )
        return SpecValue(json: reply.body)?["access"].text ?? ""
    }
}
