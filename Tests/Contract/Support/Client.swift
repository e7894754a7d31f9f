internal import ContractGenerator
internal import TestSupport
internal import Testing

/// A connection whose every answer is held to the contract.
final class Client {
    private var connection: HTTPConnection
    private let port: UInt16
    private let rules: AnswerRules

    init(_ server: ServerProcess) throws {
        port = server.port
        connection = try HTTPConnection(port: port)
        rules = try AnswerRules()
    }

    /// Sends a request and notes every fault of its answer; a closed connection is opened again.
    func send(_ message: HTTPMessage, as operation: String) throws -> HTTPReply {
        if !connection.isOpen { connection = try HTTPConnection(port: port) }
        let reply: HTTPReply = try connection.exchange(message)
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
