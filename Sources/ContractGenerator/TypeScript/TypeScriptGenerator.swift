/// Turns a specification into a TypeScript client: types, one method an operation, and what sends requests.
///
/// A pure function like `Generator`: same input, same bytes, and no file while there is an error. Types say what JSON
/// Schema says as far as TypeScript can; like a `Representation` they may admit too much, never too little.
package struct TypeScriptGenerator: Sendable {
    package init() {}

    /// The client's files, relative to its `src` folder; none where there is an error.
    package func generate(_ sources: [SpecSource]) -> Generator.Result {
        let (analysis, diagnostics) = Analysis.of(sources)
        guard let analysis, !diagnostics.contains(where: { $0.severity == .error }) else {
            return Generator.Result(files: [], diagnostics: diagnostics)
        }
        return Generator.Result(files: Self.files(of: analysis), diagnostics: diagnostics)
    }

    /// The client's files for a specification without errors.
    package static func files(of analysis: Analysis) -> [GeneratedFile] {
        let contract = analysis.contract
        var names = TypeScriptNames(registry: analysis.registry)
        let operations = contract.operations.map { TypeScriptOperation($0, &names) }
        var mapper = TypeScriptMapper(registry: analysis.registry, names: names)
        let header = header(of: contract)
        let types = TypeScriptTypesEmitter.emit(names, &mapper)
        let client = TypeScriptClientEmitter(contract: contract, operations: operations).emit(&mapper)
        return [
            GeneratedFile(name: "client.ts", text: header + client),
            GeneratedFile(name: "index.ts", text: header + TypeScriptTransport.index),
            GeneratedFile(name: "transport.ts", text: header + TypeScriptTransport.text),
            GeneratedFile(name: "types.ts", text: header + types),
        ]
    }

    private static func header(of contract: Contract) -> String {
        let name = TypeScriptText.line("\(contract.title) \(contract.version)")
        return """
            // Made from the contract of \(name) by `contract-generator typescript`.
            // Changes made here are lost: change the contract, then generate again.


            """
    }
}
