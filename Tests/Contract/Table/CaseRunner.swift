import ContractChecks
import ContractGenerator
import TestSupport
import Testing

/// Sends cases of the table and compares the answers with what the contract says.
struct CaseRunner {
    private let client: Client
    private let credentials: CaseCredentials
    /// Changes each message before it is sent; answers are not judged then.
    private let change: ((inout HTTPMessage) -> Void)?

    init(_ server: any RunningServer, change: ((inout HTTPMessage) -> Void)? = nil) throws {
        client = try Client(server)
        self.change = change
        credentials = CaseCredentials(
            adminSession: try client.session(of: Identities.admin),
            visitorSession: try client.session(of: Identities.visitor)
        )
    }

    /// - Returns: the answer.
    @discardableResult
    func run(_ test: ContractCase) throws -> HTTPReply {
        let requestID = "case-\(Requests.freshID())"
        var message = HTTPMessage(test.method, test.target, test.fields, body: test.body?.bytes)
        message.isChunked = test.isChunked
        message.fields.append((name: "X-Request-ID", value: requestID))
        for credential in test.credentials { message.fields.append(try credentials.field(of: credential)) }
        if let range = message.target.firstRange(of: "{id}") {
            message.target.replaceSubrange(range, with: String(try newID(for: test)))
        }
        // Cases have different bodies, and a key makes one broadcast.
        for index in message.fields.indices where message.fields[index].name == "Idempotency-Key" {
            if message.fields[index].value == Self.exampleKey { message.fields[index].value = requestID }
        }
        // A client has one pending request at most.
        if test.operation == "createRequest" { try client.clearRequests(of: Identities.visitor) }
        if let range = message.target.firstRange(of: "{telegram_id}") {
            message.target.replaceSubrange(range, with: String(try client.newAdministrator()))
        }
        try #require(!message.target.contains("{"), "\(test.operation): nothing provides for \(message.target)")
        change?(&message)
        let reply = try client.send(message, as: test.operation)
        guard change == nil else { return reply }
        let faults = faults(of: reply, test, requestID: requestID)
        if !faults.isEmpty {
            let all = faults.joined(separator: "; ")
            Issue.record("\(test.operation): \(test.name): \(all)\n  sent \(test.method) \(message.target)")
        }
        return reply
    }

    /// As the contract shows it.
    private static let exampleKey: String = "5f0c6a0e-autumn"

    /// The id of what a case is about, in a state that allows it.
    private func newID(for test: ContractCase) throws -> Int64 {
        if test.target.contains("/requests/") { return try client.newRequest() }
        guard test.target.contains("/broadcasts/") else { return try client.newApplication() }
        let steps = ["pauseBroadcast": ["start"], "resumeBroadcast": ["start", "pause"]][test.operation] ?? []
        return try client.newBroadcast(after: steps)
    }

    private func faults(of reply: HTTPReply, _ test: ContractCase, requestID: String) -> [String] {
        var faults: [String] = []
        if !test.statuses.contains(reply.status) {
            faults.append("\(reply.status) is not \(test.statuses): \(reply.text)")
        }
        if reply["X-Request-ID"] != requestID { faults.append("the request's id is not echoed") }
        if let problem = test.problem, test.method != "HEAD", reply.problem != problem {
            faults.append("the problem \(reply.problem) is not \(problem)")
        }
        if !test.violations.isEmpty {
            let found = Set(reply.json["violations"].elements.map(CaseViolation.init(json:)))
            let missing = Set(test.violations).subtracting(found)
            let superfluous = found.subtracting(test.violations)
            if !missing.isEmpty { faults.append("not listed: \(missing.map(\.words))") }
            if !superfluous.isEmpty { faults.append("listed, but not broken: \(superfluous.map(\.words))") }
        }
        for answer in test.answers where reply[answer.name] != answer.value {
            faults.append("\(answer.name) is \(reply[answer.name] ?? "not there"), not \(answer.value)")
        }
        return faults
    }
}

extension CaseViolation {
    fileprivate init(json: SpecValue) {
        self.init(place: json["in"].text, pointer: json["pointer"].text, keyword: json["keyword"].text)
    }

    fileprivate var words: String { "\(keyword) at \(place) \"\(pointer)\"" }
}
