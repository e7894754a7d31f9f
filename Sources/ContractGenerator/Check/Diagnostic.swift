/// A fault of the specification, as a value: where it is, which rule it breaks, what to do.
package struct Diagnostic: Error, Sendable {
    package enum Severity: String, Sendable { case error, warning }

    package var rule: LintRule
    /// Relative to the specification's folder.
    package var file: String
    /// RFC 6901 pointer to the faulty value.
    package var pointer: String
    /// One sentence that says what is wrong.
    package var message: String
    /// One sentence that says what to do.
    package var advice: String
    /// The place of the fault in a file that could not be parsed; otherwise the pointer tells.
    package var position: SourcePosition?

    package var severity: Severity

    package init(
        at node: SpecNode,
        rule: LintRule,
        _ message: String,
        advice: String
    ) {
        self.init(file: node.file.path, pointer: node.pointer, rule: rule, message, advice: advice)
    }

    package init(
        file: String,
        pointer: String = "",
        rule: LintRule,
        _ message: String,
        advice: String,
        position: SourcePosition? = nil
    ) {
        self.file = file
        self.pointer = pointer
        self.rule = rule
        severity = rule.severity
        self.message = message
        self.advice = advice
        self.position = position
    }
}
