import ContractChecks
import ContractGenerator
import TestBackend
import TestSupport
import Testing

/// A connection whose every answer is held to the contract.
final class Client {
    private var connection: HTTPConnection
    /// Kept, since a server ends with the last that holds it.
    private let server: any RunningServer
    private let rules: AnswerRules

    init(_ server: any RunningServer) throws {
        self.server = server
        connection = try HTTPConnection(port: server.port)
        rules = try AnswerRules()
    }

    /// The port at which the server listens.
    var port: UInt16 { server.port }

    /// On a new server with the standard settings.
    convenience init(on backend: TestBackend) throws {
        try self.init(backend.start())
    }

    /// Sends a request and notes every fault of its answer; a closed connection is opened again.
    func send(_ message: HTTPMessage, as operation: String) throws -> HTTPReply {
        if !connection.isOpen { connection = try HTTPConnection(port: server.port) }
        let reply = try connection.exchange(message)
        for fault in rules.faults(of: reply, operation: operation, method: message.method) {
            Issue.record("\(message.method) \(message.target) → \(reply.status): \(fault)")
        }
        return reply
    }
}

extension HTTPReply {
    /// The body as JSON; null where it is none.
    var json: SpecValue { SpecValue(json: body) ?? .null }

    /// The end of a problem's type.
    var problem: String { json["type"].text.split(separator: "/").last.map(String.init) ?? "" }
}
