/// Which rules a document is held to.
package enum LintProfile: Sendable {
    /// The contract that we serve: every rule.
    case contract
    /// A document of others whose service we call: what the generator needs and no more, so that one as its authors
    /// write it gives a client as it stands.
    case service

    package func holds(_ rule: LintRule) -> Bool { self == .contract || rule.kind == .generator }
}
