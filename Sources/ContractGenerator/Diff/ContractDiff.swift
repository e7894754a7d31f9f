/// Compares two contracts: what do clients of the old one notice when the new one is served?
///
/// Both are read without the linter's rules, which may be younger than the old one: only files and references must be
/// sound. Operations are paired by path and method, their parts by name, their schemas by place.
package enum ContractDiff {
    package struct Result: Sendable {
        /// The most severe first, then in the order of the new contract.
        package var findings: [DiffFinding]
        /// The faults that keep the old contract from being read; then there are no findings.
        package var oldFaults: [Diagnostic]
        package var newFaults: [Diagnostic]

        package var isComparable: Bool { oldFaults.isEmpty && newFaults.isEmpty }

        /// True where a finding is at least that severe.
        package func reaches(_ severity: DiffSeverity) -> Bool { findings.contains { $0.severity >= severity } }
    }

    package static func compare(old: [SpecSource], new: [SpecSource]) -> Result {
        let (before, oldFaults) = read(old)
        let (after, newFaults) = read(new)
        guard let before, let after else { return Result(findings: [], oldFaults: oldFaults, newFaults: newFaults) }
        let diff = InterfaceDiff(old: before, new: after)
        diff.run()
        let findings = diff.schemas.report.findings.enumerated()
            .sorted { one, other in
                if one.element.severity != other.element.severity {
                    return one.element.severity > other.element.severity
                }
                if one.element.new.file != other.element.new.file {
                    return one.element.new.file < other.element.new.file
                }
                return one.offset < other.offset
            }
            .map(\.element)
        return Result(findings: findings, oldFaults: [], newFaults: [])
    }

    private static func read(_ sources: [SpecSource]) -> (contract: DiffContract?, faults: [Diagnostic]) {
        let renderer = DiagnosticRenderer(sources: sources)
        let (files, faults) = SpecLoader.load(sources)
        guard faults.isEmpty else { return (nil, renderer.sorted(faults)) }
        let registry = Registry(files: files)
        guard let entry = registry.entry else { return (nil, [.missingDocument]) }
        let errors = registry.diagnostics.filter { $0.severity == .error }
        guard errors.isEmpty else { return (nil, renderer.sorted(errors)) }
        return (DiffContract(entry: entry, registry: registry), [])
    }
}
