extension ContractCase {
    /// Every case of every operation, made of the raw specification.
    package static func all(of contract: Contract, registry: Registry) -> [ContractCase] {
        let oracle = SchemaOracle(registry: registry)
        return contract.operations.flatMap { all(of: $0, in: contract, oracle: oracle) }
    }

    /// Those of one operation.
    static func all(of operation: Operation, in contract: Contract, oracle: SchemaOracle) -> [ContractCase] {
        OperationCases(contract: contract, operation: operation, oracle: oracle).all()
    }
}
