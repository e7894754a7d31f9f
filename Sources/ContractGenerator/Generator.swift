/// Turns a specification into Swift: Load → Resolve → Check → Plan → Emit, every step a pure function.
///
/// 1. **Load** (`SpecLoader`) parses each file into a tree of values that keeps the order of members.
/// 2. **Resolve** (`Registry`) finds every object of the specification and where each `$ref` leads; **Model**
///    (`ContractBuilder`) reads operations, parameters, bodies and answers with references followed.
/// 3. **Check** (`Linter`) says what is wrong, each fault a `Diagnostic` with its file, pointer, rule and advice.
/// 4. **Plan** splits every schema into its representation, the Swift type, and its validation.
/// 5. **Emit** prints Swift, one file per specification file, so that the names of the outputs follow from the names of
///    the inputs alone (`OutputName`), and a build system knows them without parsing.
///
/// Nothing is emitted while there is an error. Same input, same bytes.
package struct Generator: Sendable {
    package struct Result: Sendable {
        package var files: [GeneratedFile]
        /// Sorted by file and place.
        package var diagnostics: [Diagnostic]
    }

    package init() {}

    /// The Swift of a specification, of its tests where `tests` is true; no file where there is an error.
    package func generate(_ sources: [SpecSource], tests: Bool) -> Result {
        let (analysis, diagnostics) = Analysis.of(sources)
        guard let analysis, !diagnostics.contains(where: { $0.severity == .error }) else {
            return Result(files: [], diagnostics: diagnostics)
        }
        let emitter = Emitter(contract: analysis.contract, registry: analysis.registry)
        let (files, faults) = emitter.emit(document: Bundle.document(analysis.registry), tests: tests)
        let all = DiagnosticRenderer(sources: sources).sorted(diagnostics + faults)
        return Result(files: faults.isEmpty ? files : [], diagnostics: all)
    }

    /// The Swift client of a service that we call; no file where there is an error.
    package func generateClient(_ sources: [SpecSource]) -> Result {
        let (analysis, diagnostics) = Analysis.of(sources, profile: .service)
        guard let analysis, !diagnostics.contains(where: { $0.severity == .error }) else {
            return Result(files: [], diagnostics: diagnostics)
        }
        let (files, faults) = ClientEmitter(contract: analysis.contract, registry: analysis.registry).emit()
        let all: [Diagnostic] = DiagnosticRenderer(sources: sources).sorted(diagnostics + faults)
        return Result(files: faults.isEmpty ? files : [], diagnostics: all)
    }
}

/// One Swift file the generator made.
package struct GeneratedFile: Sendable {
    package var name: String
    package var text: String

    package init(name: String, text: String) {
        self.name = name
        self.text = text
    }
}
