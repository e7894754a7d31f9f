/// Everything that can be wrong with a specification whose files could be read.
///
/// Its rules are the cases of `LintRule`; the files next to this one hold one subject each.
package enum Linter {
    package static func check(_ contract: Contract, _ registry: Registry, _ profile: LintProfile) -> [Diagnostic] {
        var report = Report()
        for object in registry.objects {
            StructureRules.check(object, &report)
            if object.kind == .schema { SchemaRules.check(object.node, &report) }
        }
        NullRules.check(registry, &report)
        DocumentRules.check(registry, &report)
        RouteRules.check(contract, registry, &report)
        OperationRules.check(contract, &report)
        ParameterRules.check(contract, registry, &report)
        ParameterFormRules.check(contract, registry, profile, &report)
        StatusRules.check(contract, registry, &report)
        SecurityRules.check(contract, registry, &report)
        ContentRules.check(contract, registry, profile, &report)
        LinkRules.check(contract, registry, &report)
        UsageRules.check(contract, registry, &report)
        return report.diagnostics
    }
}

/// Collects diagnostics.
struct Report {
    private(set) var diagnostics: [Diagnostic] = []

    mutating func add(_ rule: LintRule, at node: SpecNode, _ message: String, advice: String) {
        diagnostics.append(Diagnostic(at: node, rule: rule, message, advice: advice))
    }
}

extension Operation {
    /// How diagnostics call it: `GET /health`.
    var title: String { method.uppercased() + " " + path }
}
