/// One difference between two contracts, as a value: which rule, how severe, where on both sides.
package struct DiffFinding: Sendable {
    package var rule: DiffRule
    package var severity: DiffSeverity
    /// The thing affected: `POST /items/, request body`; of something shared, the first use of it.
    package var subject: String
    /// One sentence that says what changed.
    package var message: String
    package var old: DiffPlace
    package var new: DiffPlace
}

/// A place in one of the two contracts; of what is missing there, the nearest thing around it.
package struct DiffPlace: Sendable, Hashable {
    /// Relative to the contract's folder.
    package var file: String
    /// Unescaped reference tokens from the file's root.
    package var path: [String]

    init(_ node: SpecNode) {
        file = node.file.path
        path = node.path
    }

    /// The RFC 6901 pointer.
    package var pointer: String { path.map { "/" + JSONPointer.escape($0) }.joined() }
}

/// The place of a comparison in the API, and what narrowing means there.
struct DiffContext {
    /// `POST /items/, request body`.
    var subject: String
    var direction: DiffDirection = .request
    /// The value inside the body or parameter, as a JSON pointer with `*` for any element or other member.
    var place: String = ""

    /// The same place seen through `not`: what narrows the inner schema widens the outer one.
    var inverted: Self {
        var context = self
        context.direction = direction.opposite
        return context
    }

    func inside(_ token: String) -> Self {
        var context = self
        context.place += "/" + JSONPointer.escape(token)
        return context
    }
}

/// Collects findings, each once.
struct DiffReport {
    private(set) var findings: [DiffFinding] = []
    private var seen: Set<ExactText> = []

    mutating func add(
        _ rule: DiffRule,
        _ context: DiffContext,
        old: SpecNode,
        new: SpecNode,
        _ message: String
    ) {
        let key = "\(rule.rawValue) \(context.direction) \(old.location) \(new.location) \(message)"
        guard seen.insert(ExactText(key)).inserted else { return }
        findings.append(
            DiffFinding(
                rule: rule,
                severity: rule.severity(in: context.direction),
                subject: context.place.isEmpty ? context.subject : context.subject + " at " + context.place,
                message: message,
                old: DiffPlace(old),
                new: DiffPlace(new)
            )
        )
    }
}
