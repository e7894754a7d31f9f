/// Which rules a document is held to.
package enum LintProfile: Sendable {
    /// The contract that we serve: every rule.
    case contract
    /// A document of others whose service we call: what the generator needs and no more, so that one as its authors
    /// write it gives a client as it stands.
    case service

    package func holds(_ rule: LintRule) -> Bool { self == .contract || rule.kind == .generator }

    /// A diagnostic as this profile judges it; nil where the rule does not count.
    func judged(_ diagnostic: Diagnostic) -> Diagnostic? {
        guard holds(diagnostic.rule) else { return nil }
        guard self == .service, [.invalidPattern, .unsupportedPattern].contains(diagnostic.rule) else {
            return diagnostic
        }
        // A client asserts neither of what it sends nor of what it reads.
        var judged = diagnostic
        judged.severity = .warning
        judged.advice = "The client does not assert it: the service has the last word."
        return judged
    }
}
