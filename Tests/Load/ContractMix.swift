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
            ContractCase.all(of: analysis.contract, registry: analysis.registry).filter { $0.statuses.count == 1 }
        } ?? []

    /// The ids of all operations.
    static let operations: Set<String> = Set(
        (AnswerRules.analysis?.contract.operations ?? []).map(\.id)
    )

    private let credentials: CaseCredentials

    init(_ server: ServerProcess) throws {
        let connection = try HTTPConnection(port: server.port)
        credentials = CaseCredentials(
            adminSession: try Self.session(of: Identities.admin, connection),
            visitorSession: try Self.session(of: Identities.visitor, connection)
        )
    }

    /// How many existing applications the requests of one round need.
    static var applications: Int { cases.count { $0.target.contains("{id}") } }

    /// Every case once.
    ///
    /// - Parameter applications: ids that nobody else uses.
    func requests(applications: [Int]) throws -> [Request] {
        var ids = applications[...]
        return try Self.cases.map { test in
            var message = HTTPMessage(test.method, test.target, test.fields, body: test.body?.bytes)
            message.isChunked = test.isChunked
            for credential in test.credentials { message.fields.append(try credentials.field(of: credential)) }
            if let range = message.target.firstRange(of: "{id}") {
                guard let id = ids.popFirst() else { throw TestFailure("too few applications") }
                message.target.replaceSubrange(range, with: String(id))
            }
            return Request(test: test, message: message)
        }
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
