import ContractChecks
import ContractGenerator
import LoadDriver
import Synchronization
import TestSupport
import TestTraits
import Testing

/// Requests of every kind at once: everyone gets the answer to their own.
@Suite(.blocking) struct MixTests {
    private static let clients: Int = 8

    private final class Results: Sendable {
        struct Counts {
            var statuses: [Int: Int] = [:]
            var ids: Set<String> = []
            var faults: [String] = []
        }

        let counts: Mutex<Counts> = Mutex(Counts())
    }

    @Test(arguments: TestDatabase.System.allCases)
    func requestsOfAllOperationsGetExactlyTheAnswersOfTheContract(system: TestDatabase.System) throws {
        let server = try ServerProcess(
            ServerSettings.standard(with: ["LOG_LEVEL": "notice"]),
            on: system
        )
        let mix = try ContractMix(server)
        let each = ContractMix.applications
        let ids = try Writes.applications(each * Self.clients, on: server)
        let work: [[ContractMix.Request]] = try (0..<Self.clients).map { client in
            try mix.requests(applications: Array(ids[(client * each)..<((client + 1) * each)]))
        }
        let results = Results()
        let port = server.port
        try Crowd.run(Self.clients) { client in
            // Each begins elsewhere, so that all kinds meet.
            let requests = work[client]
            let start = client * requests.count / Self.clients
            try Self.ask(Array(requests[start...] + requests[..<start]), port: port, results)
        }
        let counts = results.counts.withLock { $0 }
        var expected: [Int: Int] = [:]
        for request in work.joined() { expected[request.status, default: 0] += 1 }
        #expect(counts.faults.isEmpty, "\(counts.faults.count): \(counts.faults.prefix(5).joined(separator: "\n"))")
        #expect(counts.statuses == expected)
        #expect(counts.ids.count == work.joined().count, "request ids are not unique")
        #expect(Set(expected.keys).isSuperset(of: [200, 400, 401, 403, 404, 405, 413, 415]))
        #expect(Set(work.joined().map(\.test.operation)) == ContractMix.operations)
        #expect(try server.terminate() == 0)
    }

    /// On one connection, which is made again where the server closes it.
    private static func ask(_ requests: [ContractMix.Request], port: UInt16, _ results: Results) throws {
        let rules = try AnswerRules()
        var connection = try HTTPConnection(port: port)
        for request in requests {
            if !connection.isOpen { connection = try HTTPConnection(port: port) }
            let reply = try connection.exchange(request.message)
            var faults = rules.faults(
                of: reply,
                operation: request.test.operation,
                method: request.message.method
            )
            if reply.status != request.status { faults.append("not \(request.status): \(reply.text)") }
            results.counts.withLock { counts in
                counts.statuses[reply.status, default: 0] += 1
                counts.ids.insert(reply["X-Request-ID"] ?? "")
                counts.faults += faults.map {
                    "\(request.test.operation), \(request.test.name): \(reply.status): \($0)"
                }
            }
        }
    }
}
