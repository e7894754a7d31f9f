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
            let cases: [ContractCase] = ContractCase.all(of: operation, in: contract, oracle: oracle)
            writer.line()
            writer.line("/// `\(operation.node.location)`")
            emit(cases.map(\.line), as: name(of: operation), into: &writer)
        }
        writer.line()
        writer.line("/// Every case of every operation.")
        writer.block("let contractCases: [ContractCase] = [", closing: "].flatMap(ContractCase.parse)", braces: false) {
            writer in
            for operation in contract.operations { writer.line("\(name(of: operation)),") }
        }
        writer.line()
        writer.line("/// Every operation with every status that it declares.")
        writer.block("let declaredStatuses: [(operation: String, statuses: [Int])] = [", closing: "]", braces: false) {
            writer in
            for operation in contract.operations {
                let statuses: String = operation.responses.map { String($0.status) }.joined(separator: ", ")
                writer.line("(operation: \(SwiftLiteral.string(operation.id)), statuses: [\(statuses)]),")
            }
        }
        return writer.text
    }

    private func name(of operation: Operation) -> String { SwiftLiteral.identifier(operation.name + "Cases") }

    /// A raw string literal with as many signs as its text needs.
    private func emit(_ lines: [String], as name: String, into writer: inout LineWriter) {
        var signs = "#"
        while lines.contains(where: { $0.contains("\\" + signs) || $0.contains("\"\"\"" + signs) }) { signs += "#" }
        writer.line("private let \(name): String = \(signs)\"\"\"")
        for line in lines { writer.line(line) }
        writer.line("\"\"\"\(signs)")
    }
}
