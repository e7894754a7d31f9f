import ContractGenerator
import TestSupport
import TestTraits
import Testing

/// Every case of the generated table, against a real server on a socket.
@Suite(.blocking) struct TableTests {
    @Test(
        "every case of the table is answered as the contract says",
        arguments: declaredStatuses.map(\.operation),
        TestDatabase.System.allCases
    )
    func table(operation: String, system: TestDatabase.System) throws {
        let cases = contractCases.filter { $0.operation == operation }
        try #require(!cases.isEmpty)
        let server = try ServerProcess(on: system)
        let runner = try CaseRunner(server)
        for test in cases { try runner.run(test) }
        #expect(try server.terminate() == 0)
    }
}
