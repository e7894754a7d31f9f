/// A specification that was loaded, resolved and read: what every command works on.
package struct Analysis: Sendable {
    package let registry: Registry
    package let contract: Contract

    /// Loads, resolves and checks by the rules that the profile holds; the analysis is nil where there is no document
    /// to read. The diagnostics are sorted by file and place.
    package static func of(
        _ sources: [SpecSource],
        profile: LintProfile = .contract
    ) -> (analysis: Analysis?, diagnostics: [Diagnostic]) {
        let (files, faults) = SpecLoader.load(sources)
        var diagnostics = faults
        // Rules about references would only repeat what a file that cannot be read already says.
        guard faults.isEmpty else { return (nil, DiagnosticRenderer(sources: sources).sorted(diagnostics)) }
        let registry = Registry(files: files)
        guard let contract = ContractBuilder.build(registry) else {
            diagnostics.append(.missingDocument)
            return (nil, diagnostics)
        }
        diagnostics += registry.diagnostics
        diagnostics += Linter.check(contract, registry, profile)
        let analysis = Analysis(registry: registry, contract: contract)
        let held = diagnostics.compactMap(profile.judged)
        return (analysis, DiagnosticRenderer(sources: sources).sorted(held))
    }
}

extension Diagnostic {
    /// The specification has no entry.
    static var missingDocument: Self {
        Diagnostic(
            file: "openapi.json",
            rule: .missingDocument,
            "the specification has no openapi.json",
            advice: "Write the OpenAPI document with info, paths and components there."
        )
    }
}
