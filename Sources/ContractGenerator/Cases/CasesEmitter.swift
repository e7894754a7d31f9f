/// Prints the table of contract cases: one text an operation, one line of JSON a case.
///
/// Text costs the compiler nothing, however many cases there are.
struct CasesEmitter {
    let contract: Contract
    let registry: Registry

    func text() -> String {
        let oracle = SchemaOracle(registry: registry)
        var writer = LineWriter()
        writer.line("// Made from api/ by `contract-generator generate --tests`; edit the contract, not this file.")
        writer.line("import ContractGenerator")
        for operation in contract.operations {
            let cases = ContractCase.all(of: operation, in: contract, oracle: oracle)
            writer.line()
            writer.line("/// `\(operation.node.location)`")
            let text = cases.map(\.line).joined(separator: "\n")
            writer.literal("private let \(name(of: operation)): String =", text)
        }
        writer.line()
        writer.line("/// Every case of every operation.")
        let names = contract.operations.map(name)
        writer.list("let contractCases: [ContractCase] =", names, closing: "].flatMap(ContractCase.parse)")
        writer.line()
        writer.line("/// Every operation with every status that it declares.")
        let declared = contract.operations.map { operation in
            let statuses = operation.responses.map { String($0.status) }.joined(separator: ", ")
            return "(operation: \(SwiftLiteral.string(operation.id)), statuses: [\(statuses)])"
        }
        writer.list("let declaredStatuses: [(operation: String, statuses: [Int])] =", declared)
        return writer.text
    }

    private func name(of operation: Operation) -> String { SwiftLiteral.identifier(operation.name + "Cases") }
}
