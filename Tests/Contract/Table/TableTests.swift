import ContractGenerator
import TestBackend
import TestSupport
import TestTraits
import Testing

/// Every case of the generated table, over a socket, against the server in memory and the real program.
@Suite(.blocking) struct TableTests {
    @Test(
        "every case of the table is answered as the contract says",
        arguments: declaredStatuses.map(\.operation),
        TestBackend.allCases
    )
    func table(operation: String, backend: TestBackend) throws {
        let cases = contractCases.filter { $0.operation == operation }
        try #require(!cases.isEmpty)
        let server = try backend.start()
        let runner = try CaseRunner(server)
        for test in cases { try runner.run(test) }
        #expect(try server.terminate() == 0)
    }
}
